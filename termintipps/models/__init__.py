"""Events: the page that is edited, the dates that are found, and where events came from."""

from .change import DateChange
from .closure import Closure
from .event import EventPage
from .extra import ExtraDate
from .occurrence import CalendarEntry, Occurrence
from .origin import EventOrigin
from .overview import TermintippsPage
from .subscription import Subscription, SubscriptionState, SubscriptionWord, Target, Wins
from .transfer import EventImport, ImportedEvent

__all__ = [
    "CalendarEntry",
    "Closure",
    "DateChange",
    "EventImport",
    "EventOrigin",
    "EventPage",
    "ExtraDate",
    "ImportedEvent",
    "Occurrence",
    "Subscription",
    "SubscriptionState",
    "SubscriptionWord",
    "Target",
    "TermintippsPage",
    "Wins",
]
