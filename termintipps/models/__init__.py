"""Events: the page that is edited, and the dates that are found."""

from .change import DateChange
from .event import EventPage
from .occurrence import CalendarEntry, Occurrence
from .overview import TermintippsPage

__all__ = ["CalendarEntry", "DateChange", "EventPage", "Occurrence", "TermintippsPage"]
