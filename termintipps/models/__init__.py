"""Events: the page that is edited, and the dates that are found."""

from .change import DateChange
from .closure import Closure
from .event import EventPage
from .extra import ExtraDate
from .occurrence import CalendarEntry, Occurrence
from .overview import TermintippsPage

__all__ = [
    "CalendarEntry",
    "Closure",
    "DateChange",
    "EventPage",
    "ExtraDate",
    "Occurrence",
    "TermintippsPage",
]
