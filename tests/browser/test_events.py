"""An editor makes a series by keyboard, moves a date and cancels one; citizens see both."""

from datetime import date, timedelta

import icalendar
import pytest
from django.utils import timezone
from django.utils.dates import MONTHS
from playwright.sync_api import Page

from kommunen.models import Role
from tests.browser.conftest import WIDE
from tests.browser.keyboard import tab_to
from tests.browser.test_story import let_it_save
from tests.factories.termintipps import change, event, overview_of

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
NARROWEST = {"width": 320, "height": 800}
SCROLLS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def first() -> date:
    """First day of the series; what is shown lies ahead, whenever the test runs."""
    return timezone.localdate() + WEEK


def let_picker_open(page: Page) -> None:
    """Wagtail's pickers open a moment after their field has the focus, and close with Tab.

    One that opens when the focus has already gone on stays open.
    """
    if page.evaluate("/(date|time|until)$/.test(document.activeElement.name)"):
        page.locator(".xdsoft_datetimepicker:visible").wait_for()


def said(day: date) -> str:
    return f"{day.day}.\N{NO-BREAK SPACE}{MONTHS[day.month]}"


def write(page: Page, field: str, words: str) -> None:
    tab_to(page, f"id_{field}", let_picker_open)
    page.keyboard.type(words)


def choose(page: Page, field: str, label: str) -> None:
    """Go to a selection with Tab and type what the option begins with.

    No umlaut: the browser's driver inserts those as text, and so into the field before.
    """
    tab_to(page, f"id_{field}", let_picker_open)
    page.keyboard.type(label)


def press(page: Page, button: str) -> None:
    tab_to(page, button, let_picker_open)
    page.keyboard.press("Enter")


def add_series(page: Page, first: date) -> None:
    """Weekly; the second date comes a day later, the third is cancelled."""
    write(page, "title", "Gießdienst")
    write(page, "summary", "Wir gießen die Straßenbäume.")
    write(page, "start_date", f"{first:%d.%m.%Y}")
    write(page, "start_time", "18:00")
    write(page, "end_time", "19:30")
    choose(page, "repeats", "Jede Woche")
    press(page, "id_date_changes-ADD")
    write(page, "date_changes-0-date", f"{first + WEEK:%d.%m.%Y}")
    choose(page, "date_changes-0-kind", "verlegt")
    write(page, "date_changes-0-new_date", f"{first + WEEK + DAY:%d.%m.%Y}")
    press(page, "id_date_changes-ADD")
    write(page, "date_changes-1-date", f"{first + 2 * WEEK:%d.%m.%Y}")
    choose(page, "date_changes-1-kind", "f")
    write(page, "date_changes-1-note", "Es regnet.")


def publish(page: Page) -> None:
    let_it_save(page)
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name="Veröffentlichen", exact=True).click()
    page.locator(".messages .success").wait_for()


def test_a_series_made_by_keyboard_with_a_moved_and_a_cancelled_date(
    town, desk, member, page, axe, first
):
    planned, moved, cancelled = first + WEEK, first + WEEK + DAY, first + 2 * WEEK
    editor = desk(town, member(town, Role.FREIGABE))
    editor.goto(f"{town.root_url}/admin/pages/add/termintipps/eventpage/{overview_of(town).pk}/")
    add_series(editor, first)
    # Wagtail's sticky bar covers what happens to lie beneath it.
    editor.locator("[name=title]").scroll_into_view_if_needed()
    axe(editor)
    publish(editor)
    editor.close()  # an open editor saves by itself

    page.goto(f"{town.root_url}/termintipps/")
    assert f"Auch am {said(moved)}" in page.locator("main").inner_text()
    page.goto(f"{town.root_url}/termintipps/?from={cancelled}&to={cancelled}")
    assert "Fällt aus" in page.locator(".event--cancelled").inner_text()

    page.get_by_role("link", name="Gießdienst", exact=True).click()
    rows = page.locator(".dates li").all_inner_texts()
    (of_move,) = [row for row in rows if "Verlegt" in row]
    assert said(moved) in of_move
    (of_rain,) = [row for row in rows if "Fällt aus" in row]
    assert said(cancelled) in of_rain
    assert "Es regnet." in of_rain

    link = page.locator("a[href$='termin.ics']").first.get_attribute("href")
    words = page.evaluate("url => fetch(url).then(answer => answer.text())", link)
    series, *differing = icalendar.Calendar.from_ical(words).walk("VEVENT")
    assert series["rrule"]["freq"] == ["WEEKLY"]
    assert [each["uid"] for each in differing] == [series["uid"]] * 2
    found = {each["recurrence-id"].dt.date(): each for each in differing}
    assert found[planned]["dtstart"].dt.date() == moved
    assert found[cancelled]["status"] == "CANCELLED"


@pytest.mark.parametrize("viewport", [WIDE, NARROWEST], ids=["wide", "narrow"])
def test_no_view_of_events_is_a_barrier(visitor, town, first, axe, viewport):
    """A series with each kind of date, on the narrowest screen too."""
    moved = change(first + WEEK, "moved", new_date=first + WEEK + DAY)
    cancelled = change(first + 2 * WEEK, "cancelled", note="Es regnet.")
    weekday = f"{first:%a}"[:2].upper()
    series = event(
        town,
        "Gießdienst",
        start_date=first,
        rrule=f"FREQ=WEEKLY;BYDAY={weekday}",
        changes=[moved, cancelled],
    )
    page = visitor(viewport=viewport)
    for path in (
        "/termintipps/",
        "/termintipps/?view=month",
        f"/termintipps/{series.slug}/",
        f"/termintipps/{series.slug}/{first + 2 * WEEK}/",
        "/termintipps/vorschlagen/",
        "/einbetten/termine/",
        "/einbetten/termine/?view=month",
    ):
        response = page.goto(town.root_url + path)
        assert response.status == 200, path
        axe(page)
        assert page.evaluate(SCROLLS) == 0, f"{path} is wider than the screen"
