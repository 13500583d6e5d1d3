"""The rule said back, and the next ten dates, while an editor types."""

import re
from datetime import date

import pytest

from kommunen.models import Role
from termintipps.models import Closure

pytestmark = pytest.mark.django_db

URL = "/admin/termintipps/vorschau/"
SATURDAYS = {"start_date": "2026-12-05", "start_time": "14:00", "repeats": "weekly"}


@pytest.fixture
def said(town, member, client_for):
    client = client_for(town, member(town, Role.REDAKTION))

    def ask(**fields) -> str:
        html = client.get(URL, fields).content.decode().replace("\xa0", " ")
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()

    return ask


def test_says_the_rule_and_the_next_ten_dates(said):
    text = said(start_date="2026-12-01", repeats="by_weekday", repeat_until="2027-06-30")

    assert "jeden 1. Dienstag im Monat, bis 30. Juni 2027." in text
    assert "Di, 5. Januar 2027" in text
    assert text.count("Di, ") == 7


def test_names_ten_dates_and_counts_the_rest(said):
    text = said(**SATURDAYS, repeat_count="12")

    assert text.count("Sa, ") == 10
    assert "und 2 weitere" in text


def test_heeds_holidays_further_and_differing_dates(said, town):
    Closure.objects.create(
        site=town.site, name="Ferien", first_day=date(2026, 12, 12), last_day=date(2026, 12, 12)
    )
    rows = {
        "extra_dates-0-date": "2026-12-09",
        "date_changes-0-date": "2026-12-19",
        "date_changes-0-kind": "cancelled",
        "date_changes-1-date": "2026-12-26",
        "date_changes-1-kind": "left_out",
        "date_changes-1-DELETE": "on",
    }

    text = said(**SATURDAYS, **rows, skips_school_holidays="on")

    assert "fällt in den Ferien aus, und ein weiterer Termin" in text
    assert "Mi, 9. Dezember" in text
    assert "12. Dezember" not in text
    assert "Sa, 19. Dezember 2026, ab 14 Uhr – fällt aus" in text
    assert "Sa, 26. Dezember" in text


def test_the_holidays_of_another_town_do_not_count(said, other_town):
    Closure.objects.create(
        site=other_town.site, name="Ferien", first_day=date(2026, 12, 1), last_day=date(2027, 1, 1)
    )

    assert "12. Dezember" in said(**SATURDAYS, skips_school_holidays="on")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Sobald es einen ersten Tag gibt"),
        ({"start_date": "morgen"}, "Sobald es einen ersten Tag gibt"),
        ({**SATURDAYS, "repeat_weekdays": "1"}, "gehört nicht zu dieser Reihe"),
        ({**SATURDAYS, "repeat_until": "2026-01-01"}, "endet, bevor sie beginnt"),
        ({**SATURDAYS, "repeat_until": "2027-01-01", "repeat_count": "2"}, "nur eines von beiden"),
        ({**SATURDAYS, "end_date": "2026-12-01"}, "liegt vor dem ersten"),
        ({**SATURDAYS, "repeat_count": "999999999999"}, "Sobald es einen ersten Tag gibt"),
    ],
)
def test_what_is_not_finished_or_contradicts_itself_gets_a_sentence(said, fields, sentence):
    assert sentence in said(**fields)


def test_visitors_get_nothing(town, client_for):
    assert client_for(town).get(URL, SATURDAYS).status_code == 302
