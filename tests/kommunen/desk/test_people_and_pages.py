"""Lists, dialogs, pings and mails around pages name nobody from another town."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.mail import send_notification
from wagtail.admin.models import EditingSession
from wagtail.log_actions import log
from wagtail.models import Comment, PageSubscription

from home.models import ContentPage
from kommunen.desk.persons import current_viewer
from kommunen.desk.unlocked_doors import send_to_editors
from kommunen.models import Role
from kommunen.people.roles import grant, revoke

pytestmark = pytest.mark.django_db


def named(user, first_name):
    user.first_name, user.last_name = first_name, "Beispiel"
    user.save()
    return user


def page_of(kommune, title, **fields):
    page = ContentPage(title=title, slug=title.lower(), **fields)
    return kommune.site.root_page.add_child(instance=page)


def session(user, page, kind):
    return EditingSession.objects.create(
        user=user, content_type=kind, object_id=page.pk, last_seen_at=timezone.now()
    )


@pytest.fixture
def ada(town, member):
    return named(member(town, Role.FREIGABE), "Ada")


@pytest.fixture
def berta(other_town, member):
    return named(member(other_town, Role.FREIGABE), "Berta")


@pytest.fixture
def editor(client_for, town, member):
    return client_for(town, member(town, Role.REDAKTION))


@pytest.fixture
def pages(town, other_town, ada, berta):
    """A page in each town, made and changed by somebody who works there."""
    for kommune, user in ((town, ada), (other_town, berta)):
        page = page_of(kommune, "Mitmachen", owner=user)
        log(page, "wagtail.edit", user=user)


@pytest.mark.parametrize(
    "url",
    [
        reverse("wagtailadmin_explore_root"),
        reverse("initiatives:index"),
        reverse("events:index"),
        reverse("events:index_results"),
    ],
)
def test_lists_of_pages_offer_no_people_or_sites_of_other_towns(editor, pages, url):
    page = editor.get(url, follow=True).content.decode()

    assert "Berta" not in page
    assert "nachbarstadt" not in page.lower()


def test_the_explorer_still_offers_the_colleagues(editor, pages):
    page = editor.get(reverse("wagtailadmin_explore_root"), follow=True).content.decode()

    assert page.count("Ada Beispiel") >= 2  # as owner and as editor


@pytest.mark.parametrize("name", ["owner", "edited_by", "site"])
def test_a_forged_filter_finds_out_nothing(editor, town, other_town, pages, berta, name):
    url = reverse("wagtailadmin_explore", args=[town.site.root_page_id])
    key = other_town.site.pk if name == "site" else berta.pk

    page = editor.get(url, {name: key}).content.decode()

    assert "Berta" not in page
    assert "nachbarstadt" not in page.lower()


def test_the_operators_explorer_lists_the_people_of_the_asked_town(
    client_for, town, operator, pages
):
    url = reverse("wagtailadmin_explore", args=[town.site.root_page_id])

    page = client_for(town, operator).get(url).content.decode()

    assert "Ada" in page
    assert "Berta" not in page


def test_the_privacy_dialog_offers_the_groups_of_the_own_town(client_for, town, other_town, ada):
    url = reverse("wagtailadmin_pages:set_privacy", args=[page_of(town, "Mitmachen").pk])

    dialog = client_for(town, ada).get(url).json()["html"]

    assert "musterstadt.example: Redaktion" in dialog
    assert "nachbarstadt" not in dialog
    assert 'value="login"' not in dialog  # whoever is signed in, in any town


def test_the_privacy_dialog_takes_no_group_of_another_town(client_for, town, other_town, ada):
    page = page_of(town, "Mitmachen")
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    foreign = other_town.role_groups.first().group

    client_for(town, ada).post(url, {"restriction_type": "groups", "groups": [foreign.pk]})
    client_for(town, ada).post(url, {"restriction_type": "login"})

    assert not page.view_restrictions.exists()


def test_the_privacy_of_another_towns_page_is_closed(client_for, town, other_town, ada):
    url = reverse("wagtailadmin_pages:set_privacy", args=[other_town.site.root_page_id])

    assert client_for(town, ada).get(url).status_code in {302, 403, 404}


def test_the_history_of_a_page_names_the_operator_by_role(client_for, town, ada, operator):
    page = page_of(town, "Mitmachen")
    for user in (ada, named(operator, "Ottokar")):
        log(page, "wagtail.edit", user=user)

    shown = client_for(town, ada).get(reverse("wagtailadmin_pages:history", args=[page.pk]))

    assert "Ada" in shown.content.decode()
    assert "Ottokar" not in shown.content.decode()
    assert "Betrieb" in shown.content.decode()


def test_who_else_is_editing_is_a_role_if_a_stranger(client_for, town, ada, operator):
    page = page_of(town, "Mitmachen")
    kind = ContentType.objects.get_for_model(page)
    sessions = [session(user, page, kind) for user in (ada, named(operator, "Ottokar"))]
    url = reverse(
        "wagtailadmin_editing_sessions:ping", args=["home", "contentpage", page.pk, sessions[0].pk]
    )

    answer = client_for(town, ada).post(url)

    assert [each["user"] for each in answer.json()["other_sessions"]] == ["Betrieb"]
    assert "Ottokar" not in answer.content.decode()


def test_nobody_pings_another_towns_page(client_for, town, other_town, ada, berta):
    page = page_of(other_town, "Mitmachen")
    theirs = session(berta, page, ContentType.objects.get_for_model(page))
    url = reverse(
        "wagtailadmin_editing_sessions:ping", args=["home", "contentpage", page.pk, theirs.pk]
    )

    assert client_for(town, ada).post(url).status_code == 404


def test_comments_carry_names_of_colleagues_only(client_for, town, ada, operator):
    page = page_of(town, "Mitmachen")
    for user in (ada, named(operator, "Ottokar")):
        Comment.objects.create(page=page, user=user, text="Stimmt das?", contentpath="title")

    form = client_for(town, ada).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert "Stimmt das?" in form.content.decode()
    assert "Ada Beispiel" in form.content.decode()
    assert "Ottokar" not in form.content.decode()
    assert operator.username not in form.content.decode().replace("Betrieb", "")


def test_comments_are_mailed_only_to_who_may_edit_the_page_today(town, ada, berta):
    page = page_of(town, "Mitmachen")
    for user in (ada, berta):
        PageSubscription.objects.create(page=page, user=user, comment_notifications=True)
    context = {"page": page, "editor": ada, "new_comments": []}

    send_to_editors([ada, berta], "updated_comments", context)

    assert [message.to for message in mail.outbox] == [[ada.email]]


def test_wagtail_mails_comments_through_our_door():
    from wagtail.admin.views.pages import edit

    assert edit.send_notification is send_to_editors is not send_notification


@pytest.fixture
def turned_away(town, other_town, member):
    """Has edited, locked and submitted a page of the other town, then left it for this one."""
    user = member(other_town, Role.REDAKTION)
    page = page_of(other_town, "Geheimes", owner=user)
    log(page, "wagtail.edit", user=user)
    page.save_revision(user=user)
    page.get_workflow().start(page, user)
    page.locked, page.locked_by = True, user
    page.save()
    grant(user, town, Role.REDAKTION)
    revoke(user, other_town, Role.REDAKTION)
    return user


def test_the_first_page_forgets_a_town_one_has_left(client_for, town, turned_away):
    visitor = client_for(town, type(turned_away).objects.get(pk=turned_away.pk))

    assert "Geheimes" not in visitor.get(reverse("wagtailadmin_home")).content.decode()


def test_the_first_page_shows_the_own_work(client_for, town, ada):
    page = page_of(town, "Mitmachen")
    log(page, "wagtail.edit", user=ada)

    assert "Mitmachen" in client_for(town, ada).get(reverse("wagtailadmin_home")).content.decode()


def test_the_first_page_counts_the_pages_of_the_town_whose_host_it_is(
    client_for, town, other_town, central, member
):
    user = member(town, Role.REDAKTION)
    grant(user, other_town, Role.REDAKTION)
    own = town.site.root_page.get_descendants(inclusive=True).count()

    page = client_for(town, user).get(reverse("wagtailadmin_home"))

    assert f"{own} Seiten" in page.content.decode()


def test_nobody_is_taken_for_the_viewer_once_the_answer_is_written(client_for, town, member):
    client_for(town, member(town, Role.REDAKTION)).get("/admin/")
    assert current_viewer.get() is None
