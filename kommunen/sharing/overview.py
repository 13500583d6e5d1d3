"""What crosses a tenant's border just now, both ways, as its people read it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from kommunen.models import EntryConsent, Kommune, TownConsent
from kommunen.registry import shareables
from kommunen.sharing.entries import not_for_all

MOST = 200  # rows of each kind; nobody reads on beyond them
State = EntryConsent.State


@dataclass(frozen=True, slots=True)
class Line:
    """One consent in words."""

    consent: EntryConsent | TownConsent
    title: str
    url: str  # of the page at home; empty for everything of a kind
    town: str  # the other side
    is_entry: bool

    @property
    def is_shown(self) -> bool:
        return self.consent.state == State.SHOWN

    @property
    def is_declined(self) -> bool:
        return self.consent.state == State.DECLINED


def waiting(kommune: Kommune) -> int:
    """How many offers wait for this tenant. Two queries."""
    entries = received_entries(kommune).filter(state=State.WAITING).count()
    return entries + received_towns(kommune).filter(state=State.WAITING).count()


def offered_to(kommune: Kommune) -> list[Line]:
    """What others let this tenant show; undecided first. Two queries."""
    home = ("site__kommune", "site__root_page")
    towns = received_towns(kommune).select_related(*home).undecided_first()
    entries = received_entries(kommune).select_related("page", *home).undecided_first()
    lines = [
        *(_line(each, each.site.kommune) for each in towns[:MOST]),
        *(_line(each, each.site.kommune) for each in entries[:MOST]),
    ]
    return sorted(lines, key=lambda line: line.consent.state != State.WAITING)


def given_by(kommune: Kommune) -> list[Line]:
    """What this tenant lets others show. Two queries."""
    towns = TownConsent.objects.for_site(kommune.site).select_related("receiver")
    entries = EntryConsent.objects.for_site(kommune.site).select_related(
        "page", "receiver", "site__root_page"
    )
    return [
        *(_line(each, each.receiver) for each in towns.undecided_first()[:MOST]),
        *(_line(each, each.receiver) for each in entries.undecided_first()[:MOST]),
    ]


def of_page(page) -> list[EntryConsent]:
    """Where a page was offered, with the towns. One query."""
    found = EntryConsent.objects.filter(page=page.pk).select_related("receiver__site", "page")
    return list(found[:MOST])


def received_entries(kommune: Kommune) -> QuerySet[EntryConsent]:
    """Of what citizens see at home alone: a consent is no key to a draft or to what is hidden."""
    live = EntryConsent.objects.received_by(kommune).filter(page__live=True)
    return live.filter(site__kommune__state=Kommune.State.LIVE).exclude(not_for_all())


def received_towns(kommune: Kommune) -> QuerySet[TownConsent]:
    names = [each.name for each in shareables]
    received = TownConsent.objects.received_by(kommune).filter(what__in=names)
    return received.filter(site__kommune__state=Kommune.State.LIVE)


def _line(consent: EntryConsent | TownConsent, other: Kommune) -> Line:
    town = other.official_name
    if isinstance(consent, TownConsent):
        return Line(consent, dict(_labels()).get(consent.what, consent.what), "", town, False)
    page, site = consent.page, consent.site
    path = page.url_path.removeprefix(site.root_page.url_path)
    return Line(consent, page.title, f"{site.root_url}/{path}", town, True)


def _labels() -> Iterator[tuple[str, str]]:
    return ((each.name, str(each.label)) for each in shareables)
