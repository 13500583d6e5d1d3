"""When an event takes place. A table may say a part of it; the rest is as the event has it."""

from datetime import date, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from termintipps.models import EventPage
from termintipps.recurrence import Rule

from .contents import Values

COLUMNS = ("start_date", "start_time", "end_date", "end_time", "rrule", "extra_dates")
NOTHING = dict.fromkeys(COLUMNS, "") | {"extra_dates": [], "date_changes": []}


def is_whole(when: Values) -> bool:
    """No table is: dates of a series that differ have no column."""
    return when.keys() >= NOTHING.keys()


def whole(when: Values, there: Values) -> Values:
    """Args: there: What the event says so far."""
    found = {**there, **when}
    if found["end_date"] == found["start_date"]:
        found["end_date"] = ""
    return found


def disorder(when: Values) -> str:
    """What the form of a single event would refuse, too; nothing if it would not."""
    page = EventPage(
        start_date=date.fromisoformat(when["start_date"]),
        end_date=date.fromisoformat(when["end_date"]) if when["end_date"] else None,
        start_time=time.fromisoformat(when["start_time"]) if when["start_time"] else None,
        end_time=time.fromisoformat(when["end_time"]) if when["end_time"] else None,
    )
    try:
        page.check_order()
    except ValidationError as error:
        return " ".join(error.messages)
    if when["rrule"] and not Rule.parse(when["rrule"]).falls_on(page.start_date):
        return _("The first day is no date of this repetition.")
    return ""
