"""A town hides a central category or topic for itself; no other town notices."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from kommunen.models import AuditEntry, Category, KommuneSettings, Role, Topic
from mitmachkarte.models import InitiativePage
from tests.factories.mitmachkarte import InitiativePageFactory, map_page_of
from tests.factories.textbausteine import text

pytestmark = pytest.mark.django_db


def url(model, view, *args):
    return reverse(f"wagtailsnippets_kommunen_{model}:{view}", args=args)


@pytest.fixture
def gardens(central):
    return Category.objects.get(slug="gaerten")


@pytest.fixture
def keeper(client_for, town, member):
    return client_for(town, member(town, Role.VERWALTUNG))


def switch(client, row, **sent):
    return client.post(url(row._meta.model_name, "visibility", row.pk), sent, follow=True)


def shown_in(kommune, model=Category):
    return {row.slug for row in model.objects.visible_to(type(kommune).objects.get(pk=kommune.pk))}


def test_verwaltung_hides_a_central_category_with_one_click(keeper, town, other_town, gardens):
    answer = switch(keeper, gardens, hide=1)

    assert "gaerten" not in shown_in(town)
    assert "gaerten" in shown_in(other_town)
    assert "behalten" in answer.content.decode()  # a sentence says what happens to entries


def test_and_shows_it_again(keeper, town, gardens):
    switch(keeper, gardens, hide=1)
    switch(keeper, gardens)

    assert "gaerten" in shown_in(town)


def test_a_topic_is_hidden_alike(keeper, town, other_town):
    topic = Topic.objects.create(name="Reparieren", slug="reparieren")

    switch(keeper, topic, hide=1)

    assert shown_in(town, Topic) == set()
    assert shown_in(other_town, Topic) == {"reparieren"}


def test_the_list_offers_the_click_on_central_rows_only(keeper, town, gardens):
    own = Category.objects.create(site=town.site, name="Eigene", slug="eigene", letter="E")

    page = keeper.get(url("category", "list")).content.decode()

    assert url("category", "visibility", gardens.pk) in page
    assert url("category", "visibility", own.pk) not in page
    assert "„Gärten &amp; Grün“ ausblenden" in page


def test_the_list_says_what_is_hidden(keeper, gardens):
    page = switch(keeper, gardens, hide=1).content.decode()

    assert "„Gärten &amp; Grün“ wieder zeigen" in page


def test_an_own_category_cannot_be_hidden(keeper, town):
    own = Category.objects.create(site=town.site, name="Eigene", slug="eigene", letter="E")

    switch(keeper, own, hide=1)

    assert not KommuneSettings.objects.get(site=town.site).hidden_categories.exists()


def test_another_towns_category_does_not_exist(keeper, other_town):
    foreign = Category.objects.create(site=other_town.site, name="F", slug="f", letter="F")

    assert switch(keeper, foreign, hide=1).status_code == 404


def test_looking_hides_nothing(keeper, gardens, town):
    assert keeper.get(url("category", "visibility", gardens.pk)).status_code == 405
    assert "gaerten" in shown_in(town)


@pytest.mark.parametrize("role", [Role.REDAKTION, Role.FREIGABE])
def test_other_roles_do_not_hide(client_for, town, member, gardens, role):
    switch(client_for(town, member(town, role)), gardens, hide=1)

    assert "gaerten" in shown_in(town)


def test_verwaltung_of_one_town_hides_nothing_in_the_next(
    client_for, town, other_town, member, gardens
):
    visitor = client_for(other_town, member(town, Role.VERWALTUNG))

    switch(visitor, gardens, hide=1)

    assert "gaerten" in shown_in(other_town)
    assert "gaerten" in shown_in(town)


def test_the_centre_hides_nothing_for_itself(client_for, central, member, gardens):
    visitor = client_for(central, member(central, Role.TEXTREDAKTION))

    switch(visitor, gardens, hide=1)

    assert "gaerten" in shown_in(central)


def test_hiding_stands_in_the_towns_record_only(keeper, town, other_town, central, gardens):
    switch(keeper, gardens, hide=1)

    entry = AuditEntry.objects.get(action="kommunen.hide")
    assert entry.kommune == town


def test_the_form_of_an_entry_offers_no_hidden_category(client_for, town, member, gardens):
    town.settings.hidden_categories.add(gardens)
    editor = client_for(town, member(town, Role.REDAKTION))
    add = reverse(
        "wagtailadmin_pages:add", args=["mitmachkarte", "initiativepage", map_page_of(town).pk]
    )

    assert "Gärten &amp; Grün" not in editor.get(add).content.decode()


@pytest.fixture
def carried(town, gardens):
    """An entry with a category that its town hides, and with one that it shows."""
    page = InitiativePageFactory(town=town, title="Beete", kinds=["gaerten", "reparieren"])
    town.settings.hidden_categories.add(gardens)
    return page


def form_of(page, kinds):
    form_class = InitiativePage.get_edit_handler().get_form_class()
    data = {"title": page.title, "slug": page.slug, "summary": page.summary, "location": ""}
    rows = {"body-count": "0", "links-count": "0", "how_to_join": "null", "step_free": "unknown"}
    return form_class(instance=page, data={**data, **rows, "categories": kinds})


def test_an_entry_keeps_a_hidden_category_when_it_is_edited(carried):
    sharing = Category.objects.get(slug="teilen")
    form = form_of(carried, [sharing.pk])
    form.is_valid()

    assert {kind.slug for kind in form.cleaned_data["categories"]} == {"gaerten", "teilen"}


def test_the_editor_reads_that_it_is_kept(client_for, town, member, carried):
    editor = client_for(town, member(town, Role.REDAKTION))

    page = editor.get(reverse("wagtailadmin_pages:edit", args=[carried.pk])).content.decode()

    assert "„Gärten &amp; Grün“" in page
    assert "behält" in page


def test_a_hidden_topic_is_no_filter_and_no_choice(client_for, town, member):
    hidden = Topic.objects.create(name="Unsichtbares", slug="unsichtbares")
    Topic.objects.create(name="Sichtbares", slug="sichtbares")
    town.settings.hidden_topics.add(hidden)
    editor = client_for(town, member(town, Role.REDAKTION))

    texts = editor.get(reverse("wagtailsnippets_textbausteine_textbaustein:list"))
    chooser = editor.get(reverse("wagtailsnippetchoosers_kommunen_topic:choose"))

    for page in (texts, chooser):
        assert "Sichtbares" in page.content.decode()
        assert "Unsichtbares" not in page.content.decode()


def test_texts_on_a_hidden_topic_stay_without_it(client_for, town):
    hidden = Topic.objects.create(name="Unsichtbares", slug="unsichtbares")
    text(None, title="Gutes beginnt", slug="gutes", topic=hidden)
    town.settings.hidden_topics.add(hidden)

    for path in ("/gut-zu-wissen/", "/gut-zu-wissen/gutes/"):
        page = client_for(town).get(path).content.decode()
        assert "Gutes beginnt" in page
        assert "Unsichtbares" not in page


@pytest.mark.parametrize("view", ["edit", "delete"])
@pytest.mark.parametrize("model", ["category", "topic"])
def test_a_forged_write_changes_no_central_row(keeper, gardens, model, view):
    topic = Topic.objects.create(name="Reparieren", slug="reparieren")
    row = gardens if model == "category" else topic
    name = row.name

    keeper.post(url(model, view, row.pk), {"name": "Gekapert", "slug": "gekapert", "letter": "X"})

    row.refresh_from_db()
    assert row.name == name


def test_roles_of_an_older_version_learn_what_they_may_do_now(town):
    group = town.role_groups.get(role=Role.REDAKTION).group
    group.permissions.clear()

    call_command("sync_roles", stdout=StringIO())

    assert group.permissions.filter(codename="view_topic").exists()
