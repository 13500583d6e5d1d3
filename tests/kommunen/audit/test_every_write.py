"""Each admin view open to members: what it writes is in the record. No view is forgotten.

A view is read-only by its name, or has a story below, or shares the code of one that has.
"""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamField

from home.models import ContentPage
from kommunen.audit.acting import told_in_one_line
from kommunen.desk.access import OPEN_TO_MEMBERS
from kommunen.models import AuditEntry, Kommune, Person, Role
from kommunen.registry import reviewed_views
from tests.factories.kommunen import contact_person, document, image
from textbausteine.models import Textbaustein

pytestmark = pytest.mark.django_db

READS = {
    *("index", "list", "results", "home", "search", "find", "listing", "detail", "action"),
    *("root", "explore", "history", "inspect", "usage", "choose", "chosen", "multiple", "towns"),
    *("ageing", "approvals", "kinds", "locked", "sprite", "catalog", "preview", "draft"),
    *("compare", "view", "link", "child", "parent", "format", "audit", "page"),
}
"""Last words of names of views that only show something, also when they are sent a form."""

NO_CONTENT = {
    "wagtailadmin_login": "a sign-in is no change",
    "wagtailadmin_logout": "the end of a session is no change",
    "kommunen_sign_in": "a sign-in is no change",
    "kommunen_code": "a sign-in is no change",
    "wagtailadmin_dismissibles": "hints that the person has read",
    "wagtailadmin_editing_sessions:ping": "who has a form open just now",
    "wagtailadmin_editing_sessions:release": "who has a form open just now",
    "wagtailadmin_password_reset": "sends a mail",
    "wagtailadmin_password_reset_done": "shows a sentence",
    "wagtailadmin_password_reset_complete": "shows a sentence",
    "kommunen_people:send_link": "sends a mail",
    "wagtailadmin_tag_autocomplete": "suggests",
    "wagtailadmin_pages:collect_workflow_action_data": "asks before `workflow_action` writes",
    "wagtailadmin_pages:confirm_workflow_cancellation": "asks before `edit` writes",
    "wagtailadmin_pages:add_subpage": "asks which kind of page",
    "wagtailadmin_pages:revisions_revert": "fills the form that `edit` takes",
    "wagtailadmin_pages:move": "asks before `move_confirm` writes",
    "wagtailadmin_pages:preview_on_add": "shows what is not kept",
    "wagtailadmin_pages:preview_on_edit": "shows what is not kept",
    "wagtailsettings:preview_on_edit": "shows what is not kept",
    "mitmachkarte_transfer:export": "a file to read",
    "home_survey:export": "a file to read",
    "home_survey:data_sheet": "a sheet to read",
    "termintipps_transfer:export": "a file to read",
    "termintipps_subscriptions:show": "a list",
    "wagtailadmin_pages:type_use": "a list",
    "wagtailadmin_pages:type_use_results": "a list",
}

NETTED = {
    "wagtailadmin_account": "test_recording: a changed account",
    "wagtailadmin_password_reset_confirm": "test_recording: a changed account",
    "kommunen_people:second_factor": "people.second_factor records it",
    "kommunen_people:reset_second_factor": "people.second_factor records it",
    "kommunen_people:deputies": "the net, as all views",
    "kommunen_people:end_deputy": "the net, as all views",
    "kommunen_people:handover": "people.handovers records it",
    "wagtailsnippets_kommunen_category:visibility": "records that it hides or shows",
    "wagtailsnippets_kommunen_topic:visibility": "records that it hides or shows",
    **{
        f"kommunen_sharing:{step}": "kommunen.sharing.agreeing records it"
        for step in (
            *("offer", "share", "decide_entry", "decide_town"),
            *("withdraw_entry", "withdraw_town"),
        )
    },
    "kommunen_people:bring_back": "grants roles, as `invite` does",
    "wagtailadmin_pages:revisions_unschedule": "the net, as all views",
    "wagtailadmin_pages:set_page_position": "the net, as all views",
    "inbox_desk:task": "the net, as all views",
    "inbox_barriers:case": "the net, as all views",
    "kommunen_embedding:configure": "writes nothing",
    "kommunen_embedding:ask": "the net, as all views",
    "kommunen_embedding:withdraw": "the net, as all views",
    "kommunen_embedding:pages": "the net, as all views",
    "kommunen_embedding:page": "the net, as all views",
    "kommunen_embedding:forget": "the net, as all views",
    **{
        f"textbausteine_contract:{view}": "the net, as all views"
        for view in ("notice", "merge", "pin", "propose", "improvement")
    },
    "textbausteine_take": "writes nothing",
    "textbausteine_word": "writes nothing",
    "textbausteine_contract:changes": "writes nothing",
    "textbausteine_contract:spread": "writes nothing",
    "textbausteine_contract:text_spread": "writes nothing",
    "mitmachkarte_transfer:show": "mitmachkarte.transfer records imports",
    "mitmachkarte_transfer:undo": "mitmachkarte.transfer records imports",
    "mitmachkarte_transfer:places": "mitmachkarte.places records the list; see its test",
    "termintipps_transfer:show": "termintipps.transfer writes pages by Wagtail's actions",
    "termintipps_transfer:undo": "termintipps.transfer writes pages by Wagtail's actions",
    "termintipps_subscriptions:visit": "writes pages by Wagtail's actions",
    "wagtailimages:add": "as `wagtaildocs:add`",
    "wagtailadmin_pages:copy": "Wagtail's log, as `add`",
    "wagtailadmin_pages:set_privacy": "Wagtail's log, as `edit`",
    "wagtailadmin_pages:workflow_action": "Wagtail's log, as `lock`",
}
"""Views without a story: they write by a way that has one."""

SAME_CODE = {
    *("copy", "create", "add_multiple", "edit_multiple", "delete_multiple", "give_back"),
    *("delete_upload_multiple", "create_multiple_from_uploaded_image"),
    *("create_multiple_from_uploaded_document", "preview_on_add", "preview_on_edit"),
    *("revisions_revert", "revisions_unschedule"),
}
"""Views of pictures, documents and rows that share code with `add`, `edit` and `delete`."""


class Desk:
    """A member with all roles of the town, signed in, and what there is to change."""

    def __init__(self, town: Kommune, user, client):
        self.town, self.user, self.client = town, user, client
        self.root = town.site.root_page

    def page(self, **fields) -> ContentPage:
        page = ContentPage(title="Repair-Café", **fields)
        with told_in_one_line():
            self.root.add_child(instance=page)
            page.save_revision().publish()
        return page

    def text(self) -> Textbaustein:
        with told_in_one_line():
            text = Textbaustein(
                site=self.town.site, title="Tauschen", slug="tauschen", teaser="Statt zu kaufen."
            )
            text.save()
            text.save_revision().publish()
        return text

    def send(self, address: str, **changes):
        """Fill in the form that stands at the address, and send it."""
        form = BeautifulSoup(self.client.get(address).content, "html.parser")
        data = {}
        for field in form.select("main form [name]"):
            kind = field.get("type", "")
            if field.name == "textarea":
                data[field["name"]] = field.text.removeprefix("\n")
            elif field.name == "select":
                chosen = field.select("option[selected]")
                data[field["name"]] = chosen[0].get("value", "") if chosen else ""
            elif kind in ("checkbox", "radio"):
                if field.has_attr("checked"):
                    data[field["name"]] = field.get("value", "on")
            elif field.name == "input" and kind not in ("submit", "file"):
                data[field["name"]] = field.get("value", "")
        return self.client.post(address, {**data, **changes})


@pytest.fixture
def desk(town, client_for, member) -> Desk:
    user = member(town, Role.REDAKTION, Role.FREIGABE, Role.VERWALTUNG)
    return Desk(town, user, client_for(town, user))


def no_streams(model) -> dict[str, str]:
    """What an empty StreamField sends."""
    return {f"{f.name}-count": "0" for f in model._meta.fields if isinstance(f, StreamField)}


def add_page(desk):
    address = f"/admin/pages/add/home/contentpage/{desk.root.pk}/"
    return desk.send(address, title="Neu", slug="neu", **no_streams(ContentPage))


def edit_page(desk):
    return desk.send(
        f"/admin/pages/{desk.page().pk}/edit/", title="Anders", **no_streams(ContentPage)
    )


def publish_page(desk):
    address = f"/admin/pages/{desk.page().pk}/edit/"
    publish = {"action-publish": "1"}
    return desk.send(address, title="Anders", **publish, **no_streams(ContentPage))


def delete_page(desk):
    return desk.client.post(f"/admin/pages/{desk.page(live=False).pk}/delete/")


def move_page(desk):
    page = desk.page()
    sub = ContentPage(title="Unterseite")
    with told_in_one_line():
        page.add_child(instance=sub)
    return desk.client.post(f"/admin/pages/{sub.pk}/move/{desk.root.pk}/confirm/")


def lock_page(desk):
    return desk.client.post(f"/admin/pages/{desk.page().pk}/lock/")


def unlock_page(desk):
    page = desk.page()
    page.locked, page.locked_by = True, desk.user
    with told_in_one_line():
        page.save()
    return desk.client.post(f"/admin/pages/{page.pk}/unlock/")


def unpublish_page(desk):
    return desk.client.post(f"/admin/pages/{desk.page().pk}/unpublish/")


def bulk_unpublish(desk):
    return desk.client.post(f"/admin/bulk/wagtailcore/page/unpublish/?id={desk.page().pk}")


def bulk_tag(desk):
    picture = image(desk.town)
    return desk.client.post(
        f"/admin/bulk/kommunen/image/add_tags/?id={picture.pk}", {"tags": "Beet"}
    )


def add_document(desk):
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 Plan", "application/pdf")
    return desk.send("/admin/documents/add/", title="Plan", file=file)


def edit_document(desk):
    return desk.send(f"/admin/documents/edit/{document(desk.town).pk}/", title="Neuer Plan")


def delete_document(desk):
    return desk.client.post(f"/admin/documents/delete/{document(desk.town).pk}/")


def edit_picture(desk):
    return desk.send(f"/admin/images/{image(desk.town).pk}/", title="Neues Beet")


def delete_picture(desk):
    return desk.client.post(f"/admin/images/{image(desk.town).pk}/delete/")


def edit_settings(desk):
    site = desk.town.site
    return desk.send(
        f"/admin/settings/kommunen/kommunesettings/{site.pk}/", claim="gemeinsam", mood="klar"
    )


def add_row(desk):
    return desk.send("/admin/snippets/kommunen/contactperson/add/", name="Neu")


def edit_row(desk):
    row = contact_person(desk.town)
    return desk.send(f"/admin/snippets/kommunen/contactperson/edit/{row.pk}/", name="Anders")


def delete_row(desk):
    row = contact_person(desk.town)
    return desk.client.post(f"/admin/snippets/kommunen/contactperson/delete/{row.pk}/")


def lock_text(desk):
    return desk.client.post(f"/admin/snippets/textbausteine/textbaustein/lock/{desk.text().pk}/")


def unlock_text(desk):
    text = desk.text()
    Textbaustein.objects.filter(pk=text.pk).update(locked=True, locked_by=desk.user)
    return desk.client.post(f"/admin/snippets/textbausteine/textbaustein/unlock/{text.pk}/")


def unpublish_text(desk):
    return desk.send(f"/admin/snippets/textbausteine/textbaustein/unpublish/{desk.text().pk}/")


def redirect(desk):
    return Redirect.objects.create(
        site=desk.town.site, old_path="/alt", redirect_link="https://www.stadt.example/"
    )


def add_redirect(desk):
    return desk.client.post(
        reverse("redirects:add"), {"old_path": "/alt", "redirect_link": "https://neu.example/"}
    )


def edit_redirect(desk):
    return desk.client.post(
        reverse("redirects:edit", args=[redirect(desk).pk]),
        {"old_path": "/alt", "redirect_link": "https://neu.example/"},
    )


def delete_redirect(desk):
    return desk.client.post(reverse("redirects:delete", args=[redirect(desk).pk]))


def import_redirects(desk):
    table = SimpleUploadedFile("t.csv", b"/alt;https://neu.example/")
    return desk.client.post(reverse("redirects:import"), {"table": table})


STORIES = {
    "wagtailadmin_pages:add": add_page,
    "wagtailadmin_pages:edit": edit_page,
    "wagtailadmin_pages:edit (publish)": publish_page,
    "wagtailadmin_pages:delete": delete_page,
    "wagtailadmin_pages:move_confirm": move_page,
    "wagtailadmin_pages:lock": lock_page,
    "wagtailadmin_pages:unlock": unlock_page,
    "wagtailadmin_pages:unpublish": unpublish_page,
    "wagtail_bulk_action": bulk_unpublish,
    "wagtail_bulk_action (pictures)": bulk_tag,
    "wagtaildocs:add": add_document,
    "wagtaildocs:edit": edit_document,
    "wagtaildocs:delete": delete_document,
    "wagtailimages:edit": edit_picture,
    "wagtailimages:delete": delete_picture,
    "wagtailsettings:edit": edit_settings,
    "wagtailsnippets:add": add_row,
    "wagtailsnippets:edit": edit_row,
    "wagtailsnippets:delete": delete_row,
    "wagtailsnippets:lock": lock_text,
    "wagtailsnippets:unlock": unlock_text,
    "wagtailsnippets:unpublish": unpublish_text,
    "redirects:add": add_redirect,
    "redirects:edit": edit_redirect,
    "redirects:delete": delete_redirect,
    "redirects:import": import_redirects,
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_what_a_member_writes_is_in_the_record(desk, story):
    before = set(AuditEntry.objects.values_list("pk", flat=True))

    response = story(desk)

    assert response.status_code in {200, 302}
    lines = AuditEntry.objects.exclude(pk__in=before)
    assert lines.filter(kommune=desk.town, actor=desk.user, actor_kind="member").exists()
    assert not lines.exclude(kommune=desk.town).exists()
    assert set(lines.values_list("roles", flat=True)) == {"freigabe,redaktion,verwaltung"}


@pytest.mark.parametrize(
    ("step", "data"),
    [
        ("invite", {"email": "neu@musterstadt.example", "name": "Neu", "roles": ["redaktion"]}),
        ("edit", {"roles": ["redaktion", "freigabe"], "name": "Neu"}),
        ("end", {}),
    ],
)
def test_what_verwaltung_does_with_people_is_in_the_record(desk, member, step, data):
    other = member(desk.town, Role.REDAKTION)
    person = Person.objects.get(user=other, kommune=desk.town)
    Person.objects.filter(pk=person.pk).update(signed_in_at="2026-11-01T10:00Z")
    before = AuditEntry.objects.count()

    args = [] if step == "invite" else [person.pk]
    response = desk.client.post(reverse(f"kommunen_people:{step}", args=args), data)

    assert response.status_code == 302
    assert AuditEntry.objects.count() > before


def is_known(name: str) -> bool:
    last = name.rpartition(":")[2].split("_")
    space, _colon, view = name.rpartition(":")
    return (
        name in STORIES
        or name in NO_CONTENT
        or name in NETTED
        or last[-1] in READS
        or (space.startswith("wagtailsnippets_") and f"wagtailsnippets:{view}" in STORIES)
        or (not space.startswith("wagtailadmin") and view in SAME_CODE)
    )


def test_no_view_open_to_members_is_forgotten():
    names = {view.name for view in (*OPEN_TO_MEMBERS, *reviewed_views)}
    people = {f"kommunen_people:{step}" for step in ("invite", "edit", "end")}

    assert not {name for name in names - people if not is_known(name)}
