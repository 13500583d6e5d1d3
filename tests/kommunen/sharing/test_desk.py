"""The admin's pages about other towns: each side does its own part, and finds nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kommunen.models import EntryConsent, Role, TownConsent
from kommunen.sharing import agreeing
from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db

INDEX = "/admin/other-towns/"


@pytest.fixture
def page(town):
    return InitiativePageFactory(town=town, title="Fahrradküche", slug="rad")


@pytest.fixture
def offered(page, town, other_town):
    return agreeing.offer_entry(page, town, other_town, by_entry=False, at=timezone.now())


@pytest.fixture
def as_(client_for, member):
    return lambda kommune, role: client_for(kommune, member(kommune, role))


def test_an_editor_offers_an_entry(as_, page, town, other_town):
    editor = as_(town, Role.REDAKTION)
    url = f"{INDEX}offer/{page.pk}/"
    assert "In anderen Kommunen zeigen" in editor.get(f"/admin/pages/{page.pk}/edit/").text

    answer = editor.post(url, {"other": "Nachbarstadt"}, follow=True)

    assert "Stadt Nachbarstadt" in answer.text
    consent = EntryConsent.objects.get()
    assert (consent.page_id, consent.receiver, consent.state) == (page.pk, other_town, "waiting")


def test_an_unknown_name_is_told(as_, page, town):
    answer = as_(town, Role.REDAKTION).post(f"{INDEX}offer/{page.pk}/", {"other": "Nirgendwo"})

    assert "Nirgendwo" in answer.text
    assert not EntryConsent.objects.exists()


@pytest.mark.parametrize("why", ["draft", "content page", "foreign"])
def test_offers_only_own_public_entries(why, as_, page, town, other_town):
    editor = as_(town if why != "foreign" else other_town, Role.REDAKTION)
    key = page.pk
    if why == "draft":
        page.unpublish()
    elif why == "content page":
        key = town.site.root_page.pk

    assert editor.get(f"{INDEX}offer/{key}/").status_code == 404


@pytest.mark.parametrize("role", [Role.FREIGABE, Role.VERWALTUNG])
def test_the_other_town_sees_the_task_and_decides(role, as_, offered, other_town):
    person = as_(other_town, role)
    assert "1 Angebot einer anderen Kommune" in person.get("/admin/").text
    assert "https://musterstadt.example/mitmachkarte/rad/" in person.get(INDEX).text

    person.post(f"{INDEX}entry/{offered.pk}/decide/", {"decision": "show"})

    offered.refresh_from_db()
    assert offered.state == "shown"
    assert "Angebot einer anderen" not in person.get("/admin/").text


def test_redaktion_reads_and_does_not_decide(as_, offered, other_town):
    editor = as_(other_town, Role.REDAKTION)
    assert "Darüber entscheiden Freigabe und Verwaltung" in editor.get(INDEX).text

    assert editor.post(f"{INDEX}entry/{offered.pk}/decide/", {"decision": "show"}).status_code in (
        302,
        403,
    )
    offered.refresh_from_db()
    assert offered.state == "waiting"


@pytest.mark.parametrize("step", ["decide", "end"])
def test_nobody_does_the_other_sides_part(step, as_, offered, town, other_town):
    side = town if step == "decide" else other_town
    person = as_(side, Role.FREIGABE)

    answer = person.post(f"{INDEX}entry/{offered.pk}/{step}/", {"decision": "show"})

    assert answer.status_code == 404
    assert EntryConsent.objects.get().state == "waiting"


def test_what_is_no_longer_public_is_not_named(as_, offered, page, other_town):
    page.unpublish()

    assert "Fahrradküche" not in as_(other_town, Role.FREIGABE).get(INDEX).text


def test_a_town_shares_all_with_its_kreis_and_ends_it(as_, page, town, kreis):
    person = as_(town, Role.VERWALTUNG)

    person.post(f"{INDEX}share/", {"what": ["initiatives"], "towns": ["kreis.example"]})
    consent = TownConsent.objects.get()
    assert (consent.site, consent.receiver, consent.state) == (town.site, kreis, "shown")

    person.post(f"{INDEX}town/{consent.pk}/end/")
    assert not TownConsent.objects.exists()


def test_redaktion_does_not_give_everything_away(as_, town, kreis):
    as_(town, Role.REDAKTION).post(
        f"{INDEX}share/", {"what": ["initiatives"], "towns": ["kreis.example"]}
    )

    assert not TownConsent.objects.exists()


def test_the_page_costs_the_same_for_many_offers(as_, town, other_town):
    person = as_(other_town, Role.FREIGABE)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            person.get(INDEX)
        return len(queries)

    def offer():
        page = InitiativePageFactory(town=town)
        agreeing.offer_entry(page, town, other_town, by_entry=False, at=timezone.now())

    person.get(INDEX)
    offer()
    before = cost()
    for _ in range(3):
        offer()

    assert cost() == before
