"""No member of a town sees or touches what belongs to another."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import Page, Site

from kommunen.models import ContactPerson, Role, Topic
from kommunen.people.roles import grant, revoke
from kommunen.registry import ReviewedView
from tests.factories.kommunen import contact_person, document, image

pytestmark = pytest.mark.django_db


def snippet_url(view, *args):
    return reverse(f"wagtailsnippets_kommunen_contactperson:{view}", args=args)


@pytest.fixture
def editor(client_for, town, member):
    return client_for(town, member(town, Role.REDAKTION))


def test_the_list_shows_own_and_central_people(editor, town, other_town, central):
    contact_person(town, "Eigene")
    contact_person(None, "Zentrale Stelle")
    contact_person(other_town, "Fremde")

    page = editor.get(snippet_url("list")).content.decode()

    assert "Eigene" in page
    assert "Zentrale Stelle" in page
    assert "Fremde" not in page


@pytest.mark.parametrize("view", ["edit", "delete", "copy", "usage", "history", "inspect"])
def test_another_towns_row_does_not_exist(editor, other_town, view):
    foreign = contact_person(other_town, "Fremde")

    assert editor.get(snippet_url(view, foreign.pk)).status_code == 404
    assert editor.post(snippet_url(view, foreign.pk), {"name": "Meine"}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.name == "Fremde"


@pytest.mark.parametrize("view", ["edit", "delete"])
def test_a_central_row_is_not_changed_by_a_town(editor, view):
    central_row = contact_person(None, "Zentrale Stelle")

    editor.post(snippet_url(view, central_row.pk), {"name": "Gekapert"})

    central_row.refresh_from_db()
    assert central_row.name == "Zentrale Stelle"


def test_a_copy_of_a_central_row_is_the_towns_own(editor, town):
    central_row = contact_person(None, "Zentrale Stelle")

    editor.post(snippet_url("copy", central_row.pk), {"name": "Eigene Stelle"})

    central_row.refresh_from_db()
    assert central_row.name == "Zentrale Stelle"
    assert ContactPerson.objects.get(name="Eigene Stelle").site == town.site


def test_a_central_row_may_be_read(editor):
    assert editor.get(snippet_url("inspect", contact_person(None).pk)).status_code == 200


def test_a_new_row_belongs_to_the_town_whatever_the_form_says(editor, town, other_town):
    editor.post(snippet_url("add"), {"name": "Neue", "site": other_town.site.pk})

    assert ContactPerson.objects.get(name="Neue").site == town.site


def test_a_member_cannot_make_rows_on_another_towns_host(client_for, town, other_town, member):
    visitor = client_for(other_town, member(town, Role.REDAKTION))

    visitor.post(snippet_url("add"), {"name": "Eingeschmuggelt"})

    assert not ContactPerson.objects.filter(name="Eingeschmuggelt").exists()


@pytest.mark.parametrize("view", ["choose", "choose_results"])
def test_the_chooser_offers_own_and_central_people(editor, town, other_town, view):
    contact_person(town, "Eigene")
    contact_person(other_town, "Fremde")

    url = reverse(f"wagtailsnippetchoosers_kommunen_contactperson:{view}")
    offered = editor.get(url).content.decode()

    assert "Eigene" in offered
    assert "Fremde" not in offered


def test_the_chooser_does_not_hand_out_a_foreign_row(editor, other_town):
    foreign = contact_person(other_town, "Fremde")
    names = "wagtailsnippetchoosers_kommunen_contactperson"

    one = editor.get(reverse(f"{names}:chosen", args=[foreign.pk]))
    many = editor.get(reverse(f"{names}:chosen_multiple"), {"id": foreign.pk})

    assert one.status_code == 404
    assert "Fremde" not in many.content.decode()


def test_a_row_cannot_name_another_towns_picture(editor, town, other_town):
    foreign = image(other_town, "Fremdes")

    editor.post(snippet_url("add"), {"name": "Neue", "portrait": foreign.pk})

    assert not ContactPerson.objects.filter(portrait=foreign).exists()


def test_the_page_chooser_does_not_show_another_towns_pages(editor, town, other_town):
    page = editor.get(reverse("wagtailadmin_choose_page")).content.decode()
    found = editor.get(reverse("wagtailadmin_choose_page_search"), {"q": "Nachbarstadt"})

    assert "Nachbarstadt" not in page
    assert "Nachbarstadt" not in found.content.decode()


def test_the_page_chooser_cannot_be_opened_on_another_towns_page(editor, town, other_town):
    def status(kommune):
        url = reverse("wagtailadmin_choose_page_child", args=[kommune.site.root_page_id])
        return editor.get(url).status_code

    assert status(town) == 200
    assert status(other_town) == 404


def test_a_bulk_action_names_no_foreign_page(editor, other_town):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    assert editor.get(url, {"id": other_town.site.root_page_id}).status_code == 404
    assert (
        editor.get(url, {"id": "all", "childOf": other_town.site.root_page_id}).status_code == 404
    )


def test_unreviewed_admin_views_are_closed_to_members(editor):
    for name in ("wagtailusers_users:index", "wagtailadmin_reports:site_history"):
        assert editor.get(reverse(name)).status_code == 404


def test_the_operator_passes(client_for, town, operator):
    assert client_for(town, operator).get(reverse("wagtailusers_users:index")).status_code == 200


def test_a_host_projects_own_user_is_not_bound(client_for, town):
    user = get_user_model().objects.create_user("gast", password="x", is_staff=True)
    group = Group.objects.create(name="Gastprojekt")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "add_user"]))
    user.groups.add(group)

    assert client_for(town, user).get(reverse("wagtailusers_users:index")).status_code == 200


def test_the_menu_offers_nothing_closed(editor):
    page = editor.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("wagtailadmin_reports:site_history") not in page


def test_a_person_may_serve_two_towns_and_leave_one(client_for, town, other_town, member):
    user = member(town, Role.REDAKTION)
    grant(user, other_town, Role.REDAKTION)
    row = contact_person(other_town, "Nebenan")
    assert client_for(other_town, user).get(snippet_url("edit", row.pk)).status_code == 200

    revoke(user, other_town, Role.REDAKTION)

    user = get_user_model().objects.get(pk=user.pk)
    assert client_for(other_town, user).get(snippet_url("edit", row.pk)).status_code in {302, 404}


def test_a_role_allows_nothing_in_the_next_town(client_for, town, other_town, member):
    user = member(town, Role.REDAKTION)
    grant(user, other_town, Role.VERWALTUNG)
    row = contact_person(other_town, "Nebenan")
    visitor = client_for(other_town, user)

    answer = visitor.post(snippet_url("edit", row.pk), {"name": "Umbenannt"})
    made = visitor.post(snippet_url("add"), {"name": "Neue"})

    row.refresh_from_db()
    assert answer.status_code in {302, 404}
    assert row.name == "Nebenan"
    assert not ContactPerson.objects.filter(name="Neue").exists()
    assert made.status_code in {302, 404}


def test_a_slug_taken_in_the_same_town_is_a_clear_message(client_for, town, member):
    keeper = client_for(town, member(town, Role.VERWALTUNG))
    add = reverse("wagtailsnippets_kommunen_topic:add")

    keeper.post(add, {"name": "Reparieren", "slug": "reparieren"})
    again = keeper.post(add, {"name": "Reparieren", "slug": "reparieren"})

    assert again.status_code == 200
    assert Topic.objects.filter(slug="reparieren").count() == 1


def test_the_settings_of_another_town_are_closed(client_for, town, other_town, member):
    visitor = client_for(town, member(town, Role.VERWALTUNG))

    def edit(kommune):
        url = reverse("wagtailsettings:edit", args=["kommunen", "kommunesettings", kommune.site_id])
        return visitor.get(url).status_code

    assert edit(town) == 200
    assert edit(other_town) in {302, 403, 404}


def test_redaktion_does_not_publish(client_for, town, member):
    root = town.site.root_page
    assert not root.permissions_for_user(member(town, Role.REDAKTION)).can_publish()
    assert root.permissions_for_user(member(town, Role.FREIGABE)).can_publish()


def test_a_picture_is_served_on_its_own_host_and_the_central_one_on_all(
    client_for, town, other_town, central
):
    own, foreign, shared = (image(each) for each in (town, other_town, central))

    def status(picture):
        return client_for(town).get(f"/media/{picture.file.name}").status_code

    assert (status(own), status(foreign), status(shared)) == (200, 404, 200)


@pytest.mark.parametrize(
    "path", ["../etc/passwd", "kommune-1/../secret", "kommune-1/images/", "kommune-1", "x\x00y"]
)
def test_the_picture_door_does_not_open_other_files(client_for, town, path):
    assert client_for(town).get(f"/media/{path}").status_code == 404


def test_an_unused_document_is_for_editors_only(client_for, town, member, editor):
    url = document(town).url

    assert client_for(town).get(url).status_code == 404
    assert editor.get(url).status_code == 200


def test_a_document_is_not_served_on_another_towns_host(client_for, town, other_town, operator):
    url = document(town).url

    assert client_for(other_town, operator).get(url).status_code == 404


def test_reading_settings_never_makes_a_row(client_for, town):
    from kommunen.models import KommuneSettings

    KommuneSettings.objects.all().delete()

    assert client_for(town).get("/").status_code == 200
    assert KommuneSettings.objects.count() == 0


def test_a_site_without_a_town_is_left_alone(settings, client, db):
    settings.KOMMUNEN_ONLY_TENANT_HOSTS = False
    root = Page.objects.get(depth=1).add_child(instance=Page(title="Gast", slug="gast"))
    Site.objects.create(hostname="gast.example", root_page=root)

    response = client.get("/admin/login/", headers={"host": "gast.example"})

    assert response.status_code == 200


def test_a_reviewed_view_is_named_exactly():
    with pytest.raises(ValueError, match="pattern"):
        ReviewedView("wagtailimages:*", "whatever comes")
