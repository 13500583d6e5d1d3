"""An event's own page, and the pages of its dates."""

import json
import re
from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from kommunen.models import ContactPerson
from mitmachkarte.models import InitiativeStatus
from termintipps import clock
from termintipps.models import EventPage
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.factories.termintipps import change, event
from tests.termintipps.test_overview import text

pytestmark = pytest.mark.django_db

URL = "/termintipps/kleidertausch/"
MONTHLY = {"start_date": date(2026, 12, 12), "rrule": "FREQ=MONTHLY;BYDAY=2SA;UNTIL=20270630"}


@pytest.fixture
def visit(town, client_for):
    client = client_for(town)
    return lambda url=URL: client.get(url)


def described(response) -> dict:
    [script] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL
    )
    return json.loads(script)


def plain(response) -> str:
    return text(response).replace("\xa0", " ")


def test_says_when_and_where(town, visit):
    event(town)

    response = visit()

    assert "Sa, 5. Dezember 2026, 11 bis 15 Uhr" in plain(response)
    assert "Stadtbibliothek" in plain(response)


def test_a_series_names_its_rule_and_its_next_dates(town, visit):
    event(town, **MONTHLY)

    response = visit()

    assert "jeden 2. Samstag im Monat, bis 30. Juni 2027" in plain(response)
    assert 'href="/termintipps/kleidertausch/2027-01-09/"' in response.content.decode()


def test_each_date_has_an_address(town, visit):
    event(town, **MONTHLY)

    assert "Sa, 9. Januar 2027, 11 bis 15 Uhr" in plain(visit(f"{URL}2027-01-09/"))


@pytest.mark.parametrize("day", ["2027-01-10", "2027-02-30", "0000-00-00", "9999-12-31"])
def test_a_day_that_is_none_of_its_dates_does_not_exist(town, visit, day):
    event(town, **MONTHLY)

    assert visit(f"{URL}{day}/").status_code == 404


def test_a_left_out_date_does_not_exist(town, visit):
    event(town, **MONTHLY, changes=[change(date(2027, 1, 9))])

    assert visit(f"{URL}2027-01-09/").status_code == 404


def test_a_cancelled_date_says_why(town, visit):
    cancelled = change(date(2027, 1, 9), "cancelled", note="Das Haus hat zu.")
    event(town, **MONTHLY, changes=[cancelled])

    response = visit(f"{URL}2027-01-09/")

    assert "Fällt aus: Sa, 9. Januar 2027, 11 bis 15 Uhr" in plain(response)
    assert "Das Haus hat zu." in plain(response)
    assert described(response)["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_moved_date_says_when_it_is_and_keeps_its_address(town, visit):
    moved = change(date(2027, 1, 9), "moved", new_date=date(2027, 1, 16))
    event(town, **MONTHLY, changes=[moved])

    response = visit(f"{URL}2027-01-09/")

    assert "Verlegt auf: Sa, 16. Januar 2027" in plain(response)
    assert described(response)["previousStartDate"] == "2027-01-09T11:00:00+01:00"


def test_what_is_over_says_so(town, visit, today):
    event(town)
    today.move_to(datetime(2026, 12, 6, tzinfo=clock.BERLIN))

    assert "Schon vorbei: Sa, 5. Dezember 2026" in plain(visit())


def test_drafts_and_neighbours_are_not_here(town, other_town, visit):
    event(town, draft=True)
    assert visit().status_code == 404

    event(other_town)
    assert visit().status_code == 404


def test_search_engines_read_the_next_date(town, visit):
    event(town, place_address="Marktplatz 1", is_free=True)

    data = described(visit())

    assert data["startDate"] == "2026-12-05T11:00:00+01:00"
    assert data["endDate"] == "2026-12-05T15:00:00+01:00"
    assert data["location"] == [
        {
            "@type": "Place",
            "name": "Stadtbibliothek",
            "address": "Stadtbibliothek, Marktplatz 1",
        }
    ]
    assert data["isAccessibleForFree"] is True


def test_search_engines_cannot_be_fooled_by_a_title(town, visit):
    title = "</script><script>alert(1)</script>"
    event(town, title, slug="kleidertausch")

    assert described(visit())["name"] == title
    assert "<script>alert" not in visit().content.decode()


def test_links_the_initiative_that_invites(town, visit):
    initiative = InitiativePageFactory(town=town, title="Bunter Laden")
    event(town, organiser=initiative)

    assert '<a href="/mitmachkarte/bunter-laden/">Bunter Laden</a>' in visit().content.decode()


def test_never_names_an_initiative_that_is_not_public(town, visit):
    event(town, organiser=InitiativePageFactory(town=town, title="Noch geheim", draft=True))

    assert "Noch geheim" not in visit().content.decode()


@pytest.fixture(params=["hidden as outdated", "behind a password"])
def unseen(request, town):
    """A published initiative that citizens may not see all the same."""
    initiative = InitiativePageFactory(town=town, title="Bunter Laden")
    if request.param == "hidden as outdated":
        InitiativeStatus.objects.create(page=initiative, hidden_at=clock.moment(date(2026, 11, 1)))
    else:
        PageViewRestriction.objects.create(
            page=initiative, restriction_type=PageViewRestriction.PASSWORD, password="geheim"
        )
    return initiative


@pytest.mark.parametrize("address", [URL, f"{URL}anmelden/"])
def test_nothing_names_a_published_initiative_that_is_not_to_be_seen(town, visit, unseen, address):
    event(town, organiser=unseen, registration_email="anmeldung@verein.example")

    response = visit(address)

    assert response.status_code == 200
    assert "Bunter Laden" not in response.content.decode()


def test_the_words_of_the_list_do_not_find_it_either(town, visit, unseen):
    page = event(town, organiser=unseen, organiser_name="Nachbarn")

    assert "nachbarn" in page.calendar_entry.words
    assert "bunter laden" not in page.calendar_entry.words


def test_shows_no_address_that_was_not_released(town, visit):
    person = ContactPerson.objects.create(
        site=town.site, name="Erika Beispiel", email="erika@familie-beispiel.example"
    )
    event(town, contact=person)

    assert "Erika Beispiel" in plain(visit())
    assert "erika@" not in visit().content.decode()


def test_an_initiative_shows_what_it_invites_to(town, visit):
    initiative = InitiativePageFactory(town=town, title="Bunter Laden")
    event(town, "Tausch bei uns", organiser=initiative, rrule="FREQ=WEEKLY;BYDAY=SA")
    event(town, "Von anderen")

    page = plain(visit(initiative.url))

    assert "Nächster Termin" in page
    assert "Tausch bei uns" in page
    assert "Von anderen" not in page


def test_long_events_say_from_when_to_when(town, visit):
    event(town, start_time=None, end_time=None, end_date=date(2027, 1, 7))

    assert "5. Dezember 2026 bis 7. Januar 2027" in plain(visit())


def test_costs_a_fixed_number_of_queries(town, visit, queries_of):
    page = event(town)
    for_one_date = queries_of(visit)

    page.rrule = "FREQ=WEEKLY;BYDAY=SA"
    page.date_changes = [change(date(2026, 12, 12), "cancelled")]
    page.save_revision().publish()

    assert queries_of(visit) == for_one_date <= 12


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"end_date": date(2026, 12, 4)}, "end_date"),
        ({"end_date": date(2029, 12, 4)}, "end_date"),
        ({"end_time": time(10)}, "end_time"),
        ({"start_time": None}, "start_time"),
        ({"start_date": date(1, 1, 1)}, "start_date"),
        ({"start_date": date(9999, 12, 31), "end_date": date(9999, 12, 31)}, "start_date"),
        ({"rrule": "FREQ=SECONDLY"}, "rrule"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"registration_url": "file:///etc/passwd"}, "registration_url"),
    ],
)
def test_refuses_what_cannot_take_place(fields, wrong):
    usual = {"start_date": date(2026, 12, 5), "start_time": time(11), "end_time": time(15)}
    page = EventPage(title="Tausch", slug="tausch", summary="Kurz", **{**usual, **fields})

    with pytest.raises(ValidationError) as caught:
        page.full_clean(exclude=["path", "depth", "locale"])

    assert wrong in caught.value.error_dict
