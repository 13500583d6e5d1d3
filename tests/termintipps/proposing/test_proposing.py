"""An event is proposed, confirmed by mail, and laid before the town; initiatives add their own."""

import pytest
from django.core import mail
from django.utils import timezone

from inbox.models import Submission
from mitmachkarte.selfcare import care
from termintipps.models import EventPage, TermintippsPage
from termintipps.proposing import proposals
from termintipps.proposing.proposals import note_published
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.factories.termintipps import overview_of
from tests.mitmachkarte.selfcare.conftest import hidden_fields, link_in, post

pytestmark = pytest.mark.django_db

URL = "/termintipps/vorschlagen/"
EMAIL = "verein@laube.example"
FACTS = {
    "title": "Saatgut tauschen",
    "summary": "Bringen Sie Samen mit.",
    "description": "Im Hof.\n\n<script>alert(1)</script>",
    "categories": ["gaerten"],
    "start_date": "2026-12-12",
    "start_time": "14:00",
    "end_time": "16:00",
    "repeats": "by_weekday",
    "repeat_until": "2027-06-30",
    "place_name": "Laube",
    "is_free": "on",
}
OF_EVERYBODY = {"organiser_name": "Gartenverein", "email": EMAIL, "consent": "on"}


@pytest.fixture
def client(town, client_for):
    return client_for(town)


@pytest.fixture
def propose(client):
    def send(**changes):
        form = hidden_fields(client.get(URL))
        return post(client, URL, {**FACTS, **OF_EVERYBODY, **form, **changes})

    return send


def test_the_list_leads_to_the_form(client):
    assert f'href="{URL}"' in client.get("/termintipps/").text


def test_nothing_reaches_the_town_before_the_address_is_confirmed(propose, client, town):
    assert propose().status_code == 302

    assert Submission.objects.for_site(town.site).get().state == "unconfirmed"
    assert not EventPage.objects.exists()
    assert "Saatgut" not in mail.outbox[-1].body
    assert not client.cookies


def test_once_confirmed_it_is_a_draft_in_moderation(propose, client, town):
    propose()

    post(client, link_in(mail.outbox[-1]), {})

    page = EventPage.objects.descendant_of(overview_of(town)).get()
    assert not page.live
    assert page.rrule == "FREQ=MONTHLY;BYDAY=2SA;UNTIL=20270630"
    assert [kind.slug for kind in page.categories.all()] == ["gaerten"]
    assert "<script>" not in str(page.body)
    assert page.current_workflow_state is not None
    assert Submission.objects.get().state == "handed-on"


def test_when_it_is_published_it_counts_as_confirmed(propose, client):
    propose()
    post(client, link_in(mail.outbox[-1]), {})
    page = EventPage.objects.get()
    page.get_latest_revision().publish()

    assert note_published(timezone.now()) == 1

    assert page.calendar_entry.confirmed_on == timezone.localdate()
    assert Submission.objects.get().state == "done"
    assert note_published(timezone.now()) == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Bitte schreiben Sie, wie der Termin heißt."),
        ({"start_date": ""}, "Bitte sagen Sie, an welchem Tag."),
        ({"start_date": "0001-01-01"}, "zwischen 1970 und 2099"),
        ({"end_date": "2026-12-01"}, "liegt vor dem ersten"),
        ({"end_time": "13:00"}, "Das Ende liegt vor dem Beginn."),
        ({"place_name": ""}, "Wo findet der Termin statt?"),
        ({"repeats": "by_last_weekday"}, "gehört nicht zu dieser Reihe"),
        ({"online_url": "javascript:alert(1)"}, "gültige"),
        ({"consent": ""}, "Ohne diese Zustimmung"),
        ({"token": "gefälscht"}, ""),
    ],
)
def test_a_mistake_is_named_and_nothing_is_kept(propose, changes, sentence):
    response = propose(**changes)

    assert response.status_code == 422
    assert sentence in response.text.replace("\xa0", " ")
    assert not Submission.objects.exists()


def test_bait_is_swallowed_without_a_word(propose):
    assert propose(subject="Kauft!").status_code == 302
    assert not Submission.objects.exists()


@pytest.fixture
def opened(town, client):
    """The page behind the link to an initiative's entry."""
    initiative = InitiativePageFactory(
        town=town, title="Gartenlaube", contact_email=EMAIL, slug="laube"
    )
    until = timezone.now() + care.LINK_IS_GOOD_FOR
    return care.path(town, initiative, until).replace("/mitmachkarte/", "/termintipps/")


def test_the_page_of_an_entry_leads_to_its_events(client, opened):
    html = client.get(opened.replace("/termintipps/", "/mitmachkarte/")).text

    assert f'href="{opened}"' in html


def test_an_initiatives_event_is_looked_at_first(client, opened):
    post(client, opened, FACTS)

    page = EventPage.objects.get()
    assert (page.live, page.organiser.title) == (False, "Gartenlaube")
    assert page.current_workflow_state is not None


def test_a_town_may_let_initiatives_publish(client, opened, town):
    overview = overview_of(town)
    overview.initiatives_publish = True
    overview.save()

    response = post(client, opened, FACTS)

    page = EventPage.objects.get()
    assert page.live
    assert page.calendar_entry.confirmed_on == timezone.localdate()
    assert "Der Termin ist jetzt öffentlich." in client.get(response.headers["Location"]).text


def test_pressed_twice_it_is_one_event(client, opened, town):
    TermintippsPage.objects.update(initiatives_publish=True)

    first, second = (post(client, opened, FACTS) for _press in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert EventPage.objects.get().live
    assert Submission.objects.for_site(town.site).count() == 1


def test_an_entry_adds_only_so_many_events_a_day(client, opened, monkeypatch):
    monkeypatch.setattr(proposals, "A_DAY", 1)
    post(client, opened, FACTS)

    refused = post(client, opened, FACTS | {"title": "Noch einer"})

    assert refused.status_code == 422
    assert "Heute haben Sie schon 1" in refused.text.replace("\xa0", " ")
    assert EventPage.objects.get().title == FACTS["title"]
    assert Submission.objects.count() == 1


def test_without_the_link_nobody_adds_an_event(client, opened, other_town, client_for):
    assert post(client, opened[:-3] + "x/", FACTS).status_code >= 400
    assert post(client_for(other_town), opened, FACTS).status_code >= 400
    assert not EventPage.objects.exists()
