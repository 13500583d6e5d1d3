"""A calendar file in, its dates out: as the town would show them."""

import pytest

from termintipps import clock
from termintipps.calendars import Calendar, ForeignEvent, read_calendar
from termintipps.models import EventPage
from termintipps.plan import Planned, plan
from termintipps.transfer.contents import put, values_of
from tests.termintipps.conftest import NOW


def calendar(*events: str, head: str = "") -> bytes:
    """A file with these events; each is given by its lines."""
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{body}END:VCALENDAR\n".encode()


def planned(event: ForeignEvent) -> list[Planned]:
    page = EventPage()
    put(page, {name: value for name, value in values_of(event).items() if name != "categories"})
    return plan(page, NOW)


def shown(found: Calendar) -> list[str]:
    """All dates as lines: "2026-12-05 10:00 bis 12:00 Titel (abgesagt)"."""
    return sorted(_line(event, each) for event in found.events for each in planned(event))


def _line(event: ForeignEvent, each: Planned) -> str:
    if each.is_all_day:
        when = f"{each.first_day} bis {each.last_day}"
    elif each.is_open_ended:
        when = f"{each.first_day} {each.start_time:%H:%M} offen"
    else:
        end = clock.local(each.ends_at)
        day = f"{end:%Y-%m-%d} " if end.date() != each.first_day else ""
        when = f"{each.first_day} {each.start_time:%H:%M} bis {day}{end:%H:%M}"
    state = {"cancelled": " (abgesagt)", "moved": " (verlegt)"}.get(each.status, "")
    return f"{when} {event.title}{state}"


@pytest.fixture
def read(db):
    return lambda content: read_calendar(content, NOW)
