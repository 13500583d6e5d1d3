from datetime import timedelta

import pytest
from django.utils import timezone

from kommunen.models import Category, Role
from mitmachkarte.models import InitiativePage, InitiativeStatus
from tests.factories.mitmachkarte import InitiativePageFactory

LIST = "/admin/initiatives/"
BULK = "/admin/bulk/wagtailcore/page/"
TODAY = timezone.localdate()


@pytest.fixture
def editor(town, client_for, member):
    return client_for(town, member(town, Role.REDAKTION))


@pytest.fixture
def publisher(town, client_for, member):
    return client_for(town, member(town, Role.FREIGABE))


def slugs(page):
    return sorted(each.slug for each in page.categories.all())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "live"}, {"Frisch", "Alt", "Überall"}),
        ({"state": "draft"}, {"Entwurf"}),
        ({"confirmed": "fresh"}, {"Frisch"}),
        ({"confirmed": "old"}, {"Alt"}),
        ({"confirmed": "never"}, {"Entwurf", "Überall"}),
        ({"place": "missing"}, {"Entwurf"}),
        ({"place": "everywhere"}, {"Überall"}),
        ({"district": "mitt"}, {"Frisch", "Entwurf", "Überall"}),
        ({"category": "gaerten"}, {"Alt"}),
    ],
)
def test_narrows_by(query, found, editor, town):
    InitiativePageFactory(town=town, title="Frisch", confirmed_on=TODAY)
    old = TODAY - timedelta(days=400)
    InitiativePageFactory(
        town=town, title="Alt", confirmed_on=old, district="West", kinds=["gaerten"]
    )
    InitiativePageFactory(town=town, title="Entwurf", draft=True, nowhere=True)
    InitiativePageFactory(town=town, title="Überall", nowhere=True, is_everywhere=True)
    if "category" in query:
        query = {"category": Category.objects.get(site=None, slug=query["category"]).pk}

    pages = editor.get(LIST, query).context["object_list"]

    assert {page.title for page in pages} == found


def test_offers_the_towns_own_categories_only(editor, other_town):
    Category.objects.create(site=other_town.site, name="Fremdes", slug="fremdes", letter="F")

    assert "Fremdes" not in editor.get(LIST).text


@pytest.mark.parametrize("query", [{"state": "x"}, {"category": "x"}, {"place": "'"}, {"p": "x"}])
def test_a_broken_filter_is_no_error(editor, query):
    assert editor.get(LIST, query).status_code in (200, 404)


def change(client, pages, how="add", slug="gaerten", action="change_category"):
    category = Category.objects.get(site=None, slug=slug).pk
    keys = "&".join(f"id={page.pk}" for page in pages)
    url = f"{BULK}{action}/?{keys}&next={LIST}"
    return client.post(url, {"category": category, "how": how})


@pytest.mark.parametrize(
    ("how", "slug", "after"),
    [
        ("add", "gaerten", ["gaerten", "reparieren"]),
        ("replace", "gaerten", ["gaerten"]),
        ("remove", "reparieren", ["reparieren"]),  # an entry keeps its last one
    ],
)
def test_many_entries_get_a_category_at_once(publisher, town, how, slug, after):
    pages = InitiativePageFactory.create_batch(2, town=town)

    change(publisher, pages, how, slug)

    assert [slugs(page) for page in InitiativePage.objects.in_town(town)] == [after, after]


def test_an_open_draft_gets_the_category_and_stays_a_draft(publisher, town):
    page = InitiativePageFactory(town=town)
    page.when = "noch nicht fertig"
    page.save_revision()

    change(publisher, [page])

    page = InitiativePage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert (slugs(page), slugs(draft)) == (["gaerten", "reparieren"],) * 2
    assert (page.when, draft.when) == ("jeden 2. Samstag, 14 bis 17 Uhr", "noch nicht fertig")
    assert page.has_unpublished_changes


def test_who_may_not_publish_makes_a_draft_of_it(editor, town):
    page = InitiativePageFactory(town=town)

    change(editor, [page])

    page = InitiativePage.objects.get()
    assert slugs(page) == ["reparieren"]
    assert slugs(page.get_latest_revision_as_object()) == ["gaerten", "reparieren"]


@pytest.mark.parametrize("action", ["change_category", "mark_confirmed"])
def test_another_towns_entries_are_never_changed(publisher, other_town, action):
    foreign = InitiativePageFactory(town=other_town, title="Fremde Initiative")

    answer = change(publisher, [foreign], action=action)

    assert "Fremde Initiative" not in answer.text
    assert slugs(InitiativePage.objects.get()) == ["reparieren"]
    assert not InitiativeStatus.objects.exists()


@pytest.mark.parametrize("action", ["change_category", "mark_confirmed"])
def test_all_means_all_of_the_own_town_that_the_list_showed(
    publisher, town, other_town, client_for, member, action
):
    InitiativePageFactory(town=town, title="West eins", district="West")
    InitiativePageFactory(town=town, title="Mitte eins")
    InitiativePageFactory(town=other_town, title="Fremde Initiative", district="West")

    text = publisher.get(f"{BULK}{action}/", {"id": "all", "next": f"{LIST}?district=West"}).text

    assert "West eins" in text
    assert "Mitte eins" not in text
    assert "Fremde Initiative" not in text


def test_many_entries_are_marked_as_confirmed(publisher, town):
    pages = InitiativePageFactory.create_batch(2, town=town)
    InitiativeStatus.objects.create(page=pages[0], hidden_at=timezone.now())

    change(publisher, pages, action="mark_confirmed")

    found = InitiativeStatus.objects.values_list("confirmed_on", "hidden_at")
    assert list(found) == [(TODAY, None)] * 2


def test_who_may_not_publish_confirms_nothing(editor, town):
    change(editor, [InitiativePageFactory(town=town)], action="mark_confirmed")

    assert not InitiativeStatus.objects.exists()


def test_all_without_a_parent_names_no_page_of_another_town(publisher, other_town):
    InitiativePageFactory(town=other_town, title="Fremde Initiative")

    answer = publisher.get(f"{BULK}publish/", {"id": "all", "next": LIST})

    assert answer.status_code == 404
