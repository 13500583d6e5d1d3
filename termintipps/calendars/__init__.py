"""Foreign calendars: from the bytes of an iCalendar file to plain events with their dates.

lines (bytes → content lines, components) → entries (a VEVENT, checked) → repeating (a rule → days)
→ series (an event in the words of our pages) → reading. Nothing here asks or writes
the database. icalendar takes lines and rules apart, dateutil counts; every number they are given
is capped before.
"""

from .events import Calendar, Change, ForeignEvent, Problem
from .reading import read_calendar

__all__ = ["Calendar", "Change", "ForeignEvent", "Problem", "read_calendar"]
