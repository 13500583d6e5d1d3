"""A calendar that somebody else keeps, and a town that has subscribed to it."""

from dataclasses import dataclass, field

import pytest
from django.utils import timezone

from kommunen.fetching import Fetched, FetchError
from termintipps.models import Subscription, SubscriptionState
from termintipps.subscriptions.visiting import visit
from tests.termintipps.calendars.conftest import calendar
from tests.termintipps.transfer.conftest import FILM, WALK


@dataclass
class Source:
    """What stands at the foreign address; `asked` tells the ETag of each visit."""

    events: list[str] = field(default_factory=lambda: [FILM, WALK])
    etag: str = ""
    error: FetchError | None = None
    content: bytes | None = None
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        self.asked.append(etag)
        if self.error:
            raise self.error
        if etag and etag == self.etag:
            return Fetched(url, 304, {}, b"")
        content = calendar(*self.events) if self.content is None else self.content
        return Fetched(url, 200, {"ETag": self.etag}, content)

    def change(self, old: str, new: str) -> None:
        self.events = [each.replace(old, new) for each in self.events]


@pytest.fixture
def source(monkeypatch) -> Source:
    found = Source()
    monkeypatch.setattr("termintipps.subscriptions.visiting.fetch_calendar", found.fetch)
    return found


@pytest.fixture
def subscribe(town, source):
    """`subscribe(only_with="Film")` → a subscription that was not asked yet."""

    def make(kommune=town, **fields) -> Subscription:
        usual = {"name": "Verein", "url": "https://verein.example/termine.ics", "target": "public"}
        return Subscription.objects.create(site=kommune.site, **(usual | fields))

    return make


@pytest.fixture
def ask():
    """Visit once; returns what came of it."""

    def call(subscription: Subscription) -> SubscriptionState:
        return visit(Subscription.objects.get(pk=subscription.pk), timezone.now())

    return call
