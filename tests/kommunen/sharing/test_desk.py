"""The admin's pages about other towns: each side does its own part, and finds nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kommunen.models import EntryConsent, Role, TownConsent
from kommunen.sharing import agreeing
from kommunen.sharing.overview import offered_to, waiting
from mitmachkarte.models import InitiativeStatus
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


@pytest.mark.parametrize("why", ["password", "hidden"])
def test_what_citizens_no_longer_see_is_neither_named_nor_decided(
    why, as_, offered, page, other_town
):
    if why == "password":
        page.view_restrictions.create(restriction_type="password", password="Geheim")
    else:
        InitiativeStatus.objects.update_or_create(page=page, defaults={"hidden_at": timezone.now()})
    person = as_(other_town, Role.FREIGABE)

    assert "Fahrradküche" not in person.get(INDEX).text
    assert waiting(other_town) == 0
    answer = person.post(f"{INDEX}entry/{offered.pk}/decide/", {"decision": "show"})
    assert answer.status_code == 404


def test_new_offers_stand_before_many_that_are_decided(as_, page, town, other_town, monkeypatch):
    monkeypatch.setattr("kommunen.sharing.overview.MOST", 2)
    begin = timezone.now()
    for _ in range(3):
        old = agreeing.offer_entry(
            InitiativePageFactory(town=town), town, other_town, by_entry=False, at=begin
        )
        agreeing.decide(old, other_town, is_shown=True, at=begin)
    for day, title in enumerate(["Erste", "Zweite", "Dritte"], 1):
        new = InitiativePageFactory(town=town, title=title)
        agreeing.offer_entry(new, town, other_town, by_entry=False, at=begin + timedelta(days=day))

    assert [line.title for line in offered_to(other_town)] == ["Dritte", "Zweite"]


def test_a_town_that_has_declined_everything_is_not_asked_again(as_, town, other_town):
    consent = agreeing.share_all(town, other_town, "initiatives", timezone.now())
    agreeing.decide(consent, other_town, is_shown=False, at=timezone.now())

    answer = as_(town, Role.VERWALTUNG).post(
        f"{INDEX}share/", {"what": ["initiatives"], "other": "Nachbarstadt"}, follow=True
    )

    assert "Stadt Nachbarstadt zeigt das nicht." in answer.text
    assert "Es ist angeboten." not in answer.text


def test_what_is_withdrawn_in_the_moment_of_the_decision_is_gone(
    as_, offered, town, other_town, monkeypatch
):
    def late(consent, *args, **kwargs):
        EntryConsent.objects.filter(pk=consent.pk).delete()
        return decide(consent, *args, **kwargs)

    decide = agreeing.decide
    monkeypatch.setattr(agreeing, "decide", late)
    answer = as_(other_town, Role.FREIGABE).post(
        f"{INDEX}entry/{offered.pk}/decide/", {"decision": "show"}
    )

    assert answer.status_code == 404
    assert not EntryConsent.objects.exists()


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
