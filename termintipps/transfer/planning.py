"""What taking events over would do, one by one. Nothing is written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from inbox.transfer.plans import Plan, PlannedRow, State
from kommunen.models import Category, Kommune
from kommunen.prose import first_sentence
from kommunen.tables import read_table
from termintipps.calendars import read_calendar
from termintipps.models import EventOrigin, EventPage

from .cells import wishes_of_table
from .columns import label
from .contents import Values, contents_of
from .matching import Known, Register
from .merging import FILE_WINS, news
from .when import NOTHING, disorder, is_whole, whole
from .wishes import Kinds, Wish, wishes_of

CHUNK = 200  # pages that are held in memory at once


@dataclass(frozen=True)
class Choices:
    """What the importing person has decided."""

    publish: bool = True  # else everything arrives as a draft
    publish_new: bool = True  # else new events do
    leave_out_bad: bool = False  # take over the others
    category: Category | None = None  # for events without one


@dataclass(slots=True)
class PlannedEvent(PlannedRow):
    wish: Wish | None = None
    origin: EventOrigin | None = None


def plan_import(
    kommune: Kommune, file_name: str, content: bytes, choices: Choices, at: datetime
) -> Plan:
    """Read a calendar or a table, and compare it with what the town has.

    Args:
        at: Now (aware).

    Raises:
        BadFile: nobody can read it.
    """
    kinds = Kinds(Category.objects.visible_to(kommune), otherwise=choices.category)
    if is_table(file_name, content):
        table = read_table(file_name, content)
        wishes, notes = wishes_of_table(table, kinds, kommune.root_url)
    else:
        calendar = read_calendar(content, at)
        wishes, notes = wishes_of(calendar, kinds), calendar.notes
        if not wishes:
            notes.append(_("The calendar holds no event."))
    if kinds.unknown:
        names = ", ".join(f"„{name}“" for name in sorted(kinds.unknown)[:20])
        notes.append(_("Kinds that nobody knows here were left out: %(names)s.") % {"names": names})
    planner = Planner(kommune, choices, FILE_WINS, file_name)
    return Plan(planner.plan(wishes), notes)


def is_table(file_name: str, content: bytes) -> bool:
    """A workbook, or text that does not begin like a calendar and is named like a table."""
    if content.startswith(b"PK\x03\x04"):
        return file_name.casefold().endswith((".xlsx", ".csv"))
    return file_name.casefold().endswith((".csv", ".txt")) and b"BEGIN:VCALENDAR" not in (
        content[:200].upper()
    )


class Planner:
    """Compares wishes with the town's events.

    Args:
        wins: Field → whose version counts (`Wins`).
        is_asked_again: What stands here already and is met for the first time stays as it is, and
            counts as ours; only what the source changes from then on is taken over.
    """

    def __init__(
        self,
        kommune: Kommune,
        choices: Choices,
        wins: Mapping[str, str],
        file_name: str,
        *,
        is_asked_again: bool = False,
    ) -> None:
        self.is_asked_again = is_asked_again
        self.choices, self.wins, self.file_name = choices, wins, file_name
        self.known = Register(kommune)
        self.claimed: dict[object, str] = {}  # event, or what stands for a new one → where

    def plan(self, wishes: list[Wish]) -> list[PlannedEvent]:
        planned: list[PlannedEvent] = []
        for start in range(0, len(wishes), CHUNK):
            chunk = wishes[start : start + CHUNK]
            found = [None if wish.problems else self.known.find(wish) for wish in chunk]
            versions = versions_of(known.page for known in found if known)
            for number, (wish, known) in enumerate(zip(chunk, found, strict=True), start):
                planned.append(self._planned(number, wish, known, versions))
        return planned

    def _planned(
        self, number: int, wish: Wish, known: Known | None, versions: dict[int, "Versions"]
    ) -> PlannedEvent:
        place = f"{self.file_name}, {wish.where}"
        row = PlannedEvent(number, place, wish.title, State.SAME, wish=wish)
        if wish.problems:
            self._refuse(row, " ".join(wish.problems))
            return row
        if wish.left_out_because:
            row.message = _("Left out: %(why)s") % {"why": wish.left_out_because}
            return row
        name = known.page if known else (wish.key or wish.slug, wish.title, str(wish.values))
        if earlier := self.claimed.get(name):
            row.message = _("Stands there already: %(where)s.") % {"where": earlier}
            return row
        self.claimed[name] = wish.where
        if known:
            self._change(row, wish, known, versions[known.page])
        else:
            self._add(row, wish)
        row.message = " ".join(filter(None, [row.message, *wish.notes]))
        return row

    def _refuse(self, row: PlannedEvent, why: str) -> None:
        if self.choices.leave_out_bad:
            row.message = _("Left out: %(why)s") % {"why": why}
        else:
            row.state, row.message = State.REFUSED, why

    def _change(self, row: PlannedEvent, wish: Wish, known: Known, versions: "Versions") -> None:
        row.page, row.origin = known.page, known.origin
        row.title = wish.title or versions.title
        if self.is_asked_again and known.origin is None:
            return
        base = known.origin.theirs if known.origin else None
        times = {"changed_at": wish.changed_at, "edited_at": versions.edited_at}
        live = draft = {}
        if versions.live:
            theirs = _whole(wish, versions.live["when"])
            live = news(theirs, base, versions.live, self.wins, **times)
        if versions.draft:
            theirs = _whole(wish, versions.draft["when"])
            draft = news(theirs, base, versions.draft, self.wins, **times)
        if problem := _disorder(wish, live) or _disorder(wish, draft):
            self._refuse(row, problem)
            return
        if versions.live and not self.choices.publish:
            live, draft = {}, draft if versions.draft else live
        row.live, row.draft, row.publish = live, draft, bool(live)
        if not row.changes:
            return
        row.state = State.CHANGED
        names = ", ".join(label(name) for name in {**live, **draft})
        row.message = _("Changes in “%(title)s”: %(names)s.") % {
            "title": versions.title,
            "names": names,
        }
        if draft and live:
            row.message += " " + _("The open draft gets the change too and stays a draft.")
        elif draft and versions.live:
            row.message += " " + _("The change is kept as a draft.")

    def _add(self, row: PlannedEvent, wish: Wish) -> None:
        values = _whole(wish, NOTHING)
        if problem := _disorder(wish, values):
            self._refuse(row, problem)
            return
        place, _address = values.get("place") or ("", "")
        text = values.get("description") or place or row.title
        row.state, row.live = State.NEW, {"summary": first_sentence(text, 300)} | values
        row.publish = self.choices.publish and self.choices.publish_new
        if not wish.title:
            row.title = row.live["title"] = _("Event without a title")
            row.live["summary"] = row.live.get("summary") or row.title
            row.publish = False
            row.message = _("It has no title, so it arrives as a draft.")
        elif not row.publish:
            row.message = _("Arrives as a draft.")


def _whole(wish: Wish, when: Values) -> Values:
    """What is wished. When it takes place: with what a table leaves unsaid."""
    return {**wish.values, "when": whole(wish.values["when"], when)}


def _disorder(wish: Wish, changes: Values) -> str:
    """Whether what a table says of the time contradicts the rest; a calendar has said it all."""
    if "when" not in changes or is_whole(wish.values["when"]):
        return ""
    return disorder(changes["when"])


@dataclass(frozen=True, slots=True)
class Versions:
    """The contents of an event: public and not, either may be missing."""

    title: str
    live: Values | None
    draft: Values | None
    edited_at: datetime | None


def versions_of(keys: Iterable[int]) -> dict[int, Versions]:
    """A fixed number of queries, and some for each open draft."""
    pages = EventPage.objects.filter(pk__in=set(keys)).select_related("latest_revision")
    pages = pages.prefetch_related("date_changes", "extra_dates", "categories")
    return {page.pk: _versions(page) for page in pages}


def _versions(page: EventPage) -> Versions:
    stored, at = contents_of(page), page.latest_revision_created_at
    if page.live and not page.has_unpublished_changes:
        return Versions(page.title, stored, None, at)
    draft = stored
    if page.latest_revision:
        draft = contents_of(page.latest_revision.as_object())
    return Versions(page.title, stored if page.live else None, draft, at)
