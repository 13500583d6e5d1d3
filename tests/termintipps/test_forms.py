"""The editor's form: repetition in plain words, in and out."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from kommunen.models import Role
from termintipps.forms import EventPageForm
from termintipps.models import EventPage
from tests.factories.termintipps import event, overview_of

pytestmark = pytest.mark.django_db

SATURDAY = "2026-12-12"


@pytest.fixture
def add(town, member, client_for):
    """Fill in the form for a new event and publish it; what is not given stays empty."""
    client = client_for(town, member(town, Role.FREIGABE))
    url = f"/admin/pages/add/termintipps/eventpage/{overview_of(town).pk}/"

    def send(changes=(), further=(), **fields):
        data = {
            "title": "Repair-Café",
            "slug": "repair-cafe",
            "summary": "Wir schrauben.",
            "start_date": SATURDAY,
            "start_time": "14:00",
            "end_time": "17:00",
            "date_changes": inline_formset(
                [{"kind": "left_out", "note": "", **each} for each in changes]
            ),
            "extra_dates": inline_formset([{"date": day} for day in further]),
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
        lists = {name: each for name, each in fields.items() if isinstance(each, list)}
        return client.post(url, {**nested_form_data({**data, **fields}), **lists})

    return send


def stored() -> EventPage:
    return EventPage.objects.get()


def errors(response) -> str:
    form = response.context["form"]
    nested = [each.errors for each in form.formsets["date_changes"]]
    return f"{form.errors} {nested}"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({}, ""),
        ({"repeats": "weekly"}, "FREQ=WEEKLY;BYDAY=SA"),
        (
            {"repeats": "weekly", "repeat_weekdays": ["1", "5"], "repeat_interval": "2"},
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA",
        ),
        ({"repeats": "by_weekday"}, "FREQ=MONTHLY;BYDAY=2SA"),
        (
            {"repeats": "by_date", "repeat_until": "2027-06-30"},
            "FREQ=MONTHLY;BYMONTHDAY=12;UNTIL=20270630",
        ),
        (
            {"repeats": "yearly", "repeat_count": "2"},
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12;COUNT=2",
        ),
        (
            {"repeats": "by_last_weekday", "start_date": "2026-12-26"},
            "FREQ=MONTHLY;BYDAY=-1SA",
        ),
        ({"repeat_count": "5", "repeat_weekdays": ["1"]}, ""),
    ],
)
def test_keeps_what_was_chosen_as_a_rule(add, fields, rule):
    add(**fields)

    assert stored().rrule == rule


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA",
        "FREQ=MONTHLY;BYDAY=2SA;UNTIL=20270630",
        "FREQ=MONTHLY;BYDAY=-1SA",
        "FREQ=MONTHLY;BYMONTHDAY=12;COUNT=5",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12",
    ],
)
def test_what_is_stored_comes_back_into_the_form_unchanged(town, rule):
    start = date(2026, 12, 26) if "-1SA" in rule else date(2026, 12, 12)
    page = event(town, start_date=start, rrule=rule)
    form_class = EventPage.get_edit_handler().get_form_class()
    form = form_class(instance=page, parent_page=overview_of(town))

    cleaned = {name: form.initial.get(name) for name in ("repeats", "repeat_interval")}
    cleaned |= {name: form.initial.get(name) for name in ("repeat_until", "repeat_count")}
    cleaned["repeat_weekdays"] = [int(day) for day in form.initial["repeat_weekdays"]]

    assert str(EventPageForm.rule_of(form, cleaned | {"start_date": start})) == rule


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"repeats": "weekly", "repeat_weekdays": ["1"]},
            "Der erste Tag (Sa, 12. Dezember 2026) gehört nicht zu dieser Reihe.",
        ),
        ({"repeats": "by_last_weekday"}, "gehört nicht zu dieser Reihe"),
        (
            {"repeats": "weekly", "repeat_until": "2026-12-11"},
            "Die Reihe endet, bevor sie beginnt.",
        ),
        (
            {"repeats": "weekly", "repeat_until": "2027-01-01", "repeat_count": "3"},
            "Geben Sie nur eines von beiden an.",
        ),
        ({"repeats": "weekly", "repeat_count": "1000000000"}, "kleiner oder gleich 800"),
        ({"repeats": "weekly", "repeat_interval": "53"}, "kleiner oder gleich 52"),
        ({"repeats": "weekly", "repeat_interval": "0"}, "größer oder gleich 1"),
        ({"repeats": "secondly"}, "keine gültige Auswahl"),
        ({"end_time": "13:00"}, "Das Ende liegt vor dem Beginn."),
        ({"start_date": "0001-01-01"}, "Bitte wählen Sie einen Tag zwischen 1970 und 2099."),
    ],
)
def test_says_in_german_what_cannot_be(add, fields, sentence):
    response = add(**fields)

    assert sentence in errors(response).replace("\xa0", " ")
    assert not EventPage.objects.exists()


@pytest.mark.parametrize(
    ("differing", "sentence"),
    [
        ({"date": "2026-12-13"}, "An diesem Tag findet der Termin nicht statt."),
        ({"date": SATURDAY, "kind": "moved"}, "Verlegt auf wann?"),
        ({"date": SATURDAY, "new_date": "2026-12-13"}, "braucht die Wahl „verlegt“"),
    ],
)
def test_a_change_must_fit_the_series(add, differing, sentence):
    response = add(repeats="weekly", changes=[differing])

    assert sentence in errors(response)


def test_a_single_event_can_be_cancelled(add):
    add(changes=[{"date": SATURDAY, "kind": "cancelled", "note": "Der Saal ist nass."}])

    assert stored().occurrences.get().is_cancelled


def test_an_unfinished_draft_can_be_stored(add):
    add(**{"start_time": "", "end_time": "", "summary": "", "action-publish": ""})

    assert not stored().live


def test_offers_only_kinds_that_the_town_shows(town):
    form_class = EventPage.get_edit_handler().get_form_class()
    hidden = town.settings.hidden_categories
    hidden.add(form_class.base_fields["categories"].queryset.get(slug="teilen"))

    form = form_class(instance=EventPage(), parent_page=overview_of(town))

    assert "teilen" not in [kind.slug for kind in form.fields["categories"].queryset]


def test_an_initiative_of_another_town_cannot_invite(add, other_town):
    from tests.factories.mitmachkarte import InitiativePageFactory

    foreign = InitiativePageFactory(town=other_town)

    response = add(organiser=str(foreign.pk))

    assert response.headers["Location"] == reverse("wagtailadmin_home")  # refused, told nothing
    assert not EventPage.objects.exists()


def test_the_editor_reads_the_rule_and_its_dates(town, member, client_for):
    page = event(town, rrule="FREQ=WEEKLY;BYDAY=SA;COUNT=12")
    client = client_for(town, member(town, Role.REDAKTION))

    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode().replace("\xa0", " ")

    assert "In Worten: jeden Samstag, insgesamt 12 Termine." in html
    assert "Sa, 12. Dezember 2026, 11 bis 15 Uhr" in html
    assert "und 2 weitere in 24 Monaten" in html


def test_changes_of_the_rule_can_be_compared(town, member, client_for):
    page = event(town, rrule="FREQ=WEEKLY;BYDAY=SA")
    first = page.latest_revision
    page.start_date = date(2026, 12, 6)
    second = page.save_revision()
    client = client_for(town, member(town, Role.REDAKTION))

    url = f"/admin/pages/{page.pk}/revisions/compare/{first.pk}...{second.pk}/"

    assert client.get(url).status_code == 200


def test_the_table_shows_own_events_with_their_next_date(town, other_town, member, client_for):
    event(town, "Gießdienst", rrule="FREQ=WEEKLY;BYDAY=SA")
    event(town, "Entwurf", draft=True)
    event(other_town, "Von nebenan")
    client = client_for(town, member(town, Role.REDAKTION))

    html = client.get("/admin/events/").content.decode().replace("\xa0", " ")

    assert "Gießdienst" in html
    assert "Sa, 5. Dezember 2026" in html
    assert "jeden Samstag" in html
    assert "Entwurf" in html
    assert "Von nebenan" not in html
