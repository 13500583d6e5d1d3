"""Which events of a foreign calendar a town wants, and what its words mean there."""

from datetime import date

from django.utils.translation import gettext as _

from kommunen.models import Category, Kommune
from termintipps.calendars import ForeignEvent
from termintipps.models import EventOrigin, Subscription
from termintipps.transfer.wishes import Kinds


class Wanted:
    """Says of each event why it is left out; nothing if it is wanted.

    An event that is over is not begun, but one that came before is still brought up to date.
    """

    def __init__(self, subscription: Subscription, today: date) -> None:
        self.subscription, self.today = subscription, today
        self.only, self.never = map(_words, (subscription.only_with, subscription.never_with))
        origins = EventOrigin.objects.filter(site=subscription.site).select_related("subscription")
        self.known = {origin.key: origin.subscription for origin in origins}

    def __call__(self, event: ForeignEvent) -> str:
        other = self.known.get(event.key)
        if other and other != self.subscription:
            return _("It comes with “%(name)s” already.") % {"name": other}
        said = event.entry
        text = " ".join([said.title, said.description, *said.words]).casefold()
        if self.only and not any(word in text for word in self.only):
            return _("None of the wanted words is in it.")
        if unwanted := next((word for word in self.never if word in text), ""):
            return _("“%(word)s” is in it.") % {"word": unwanted}
        if event.key not in self.known and event.is_over(self.today):
            return _("It is over.")
        return ""


def kinds_for(subscription: Subscription, kommune: Kommune) -> Kinds:
    meant = {each.word: each.category for each in subscription.words.select_related("category")}
    categories = Category.objects.visible_to(kommune)
    return Kinds(categories, meant, subscription.default_category)


def _words(text: str) -> list[str]:
    return [word.strip().casefold() for word in text.split(",") if word.strip()]
