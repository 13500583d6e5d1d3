"""What an import would do, row by row. Nothing is written here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from inbox.transfer.plans import Plan as BasePlan
from inbox.transfer.plans import PlannedRow, Progress, State
from kommunen.geo import Point
from kommunen.models import Category, Kommune
from kommunen.prose import first_sentence
from kommunen.tables import Row, read_table
from mitmachkarte.models import InitiativePage

from .area import Area
from .cells import Reading, Wish
from .columns import assigned, label
from .contents import contents_of, differences
from .matching import Known, Register
from .structured import read_structured

SUMMARY_LENGTH = InitiativePage._meta.get_field("summary").max_length
CHUNK = 500  # pages that are held in memory at once
NEEDED = ("summary", "categories")  # before citizens may see an entry; and a place


class Question(StrEnum):
    """What a person can settle; until then the row is refused."""

    OUTSIDE = "outside"
    SWAPPED = "swapped"
    DUPLICATE = "duplicate"


class Answer(StrEnum):
    """What becomes of a row that seems to be there already."""

    ASK = "ask"
    UPDATE = "update"
    ADD = "add"
    SKIP = "skip"


@dataclass(frozen=True)
class Choices:
    """What the importing person has decided."""

    publish: bool = True  # else everything arrives as a draft
    confirm_outside: bool = False
    swap: bool = False
    duplicates: Answer = Answer.ASK
    answers: dict[int, Answer] = field(default_factory=dict)  # number of the row → answer
    category: Category | None = None  # for new entries without one


@dataclass
class Plan(BasePlan):
    visible: frozenset[int]  # keys of the categories the town shows


def plan_import(
    kommune: Kommune,
    file_name: str,
    content: bytes,
    choices: Choices,
    progress: Progress | None = None,
) -> Plan:
    """Read a file and compare it with what the town has.

    Args:
        progress: Called with the rows done and all rows, now and then.

    Raises:
        BadFile: nobody can read it.
    """
    table = read_table(file_name, content, read_structured)
    fields, unknown = assigned(table.headings)
    notes = list(table.notes)
    if "title" not in fields.values() and "slug" not in fields.values():
        notes.append(_("No column is called “Name”; without it no row can be taken over."))
    if unknown:
        names = ", ".join(f"„{name[:60]}“" for name in unknown[:20])
        notes.append(_("Columns that nobody knows were left out: %(names)s.") % {"names": names})
    categories = list(Category.objects.visible_to(kommune))
    planner = _Planner(kommune, choices, categories, file_name)
    rows = planner.plan(table.rows, fields, progress or (lambda done, total: None))
    return Plan(rows, notes, planner.visible)


class _Planner:
    def __init__(
        self, kommune: Kommune, choices: Choices, categories: list[Category], file_name: str
    ) -> None:
        self.kommune, self.choices, self.file_name = kommune, choices, file_name
        self.reading = Reading(categories, kommune.root_url)
        self.visible = frozenset(each.pk for each in categories)
        self.area = Area(kommune)
        self.known = Register.of_town(kommune)
        self.in_file = Register()
        self.claimed: dict[int, str] = {}  # entry → the row that speaks of it
        self.wishes: dict[int, dict] = {}  # number of the row → values, of new entries

    def plan(self, rows: list[Row], fields: dict[str, str], progress: Progress) -> list[PlannedRow]:
        planned = []
        for start in range(0, len(rows), CHUNK):
            wishes = [self._wish(row, fields) for row in rows[start : start + CHUNK]]
            found = [
                None if wish.problems else self._known(number, wish)
                for number, wish in enumerate(wishes, start)
            ]
            versions = self._versions(each for each in found if each and each.pk)
            for number, (wish, known) in enumerate(zip(wishes, found, strict=True), start):
                planned.append(self._planned(number, wish, known, versions))
            progress(len(planned), len(rows))
        return planned

    def _wish(self, row: Row, fields: dict[str, str]) -> Wish:
        texts = {fields[name]: text for name, text in row.cells.items() if name in fields}
        wish = self.reading.wish(f"{self.file_name}, {row.where}", texts)
        if row.problem:
            wish.problems.insert(0, row.problem)
        if self.choices.swap and self._is_swapped(wish):
            values = wish.values
            values["lat"], values["lon"] = values["lon"], values["lat"]
        return wish

    def _known(self, number: int, wish: Wish) -> Known | None:
        """The entry that this row speaks of, or an earlier row of the file that is the same."""
        values = wish.values
        if known := self.known.by_slug.get(values.get("slug", "")):
            return known
        if not wish.title:
            return None
        point = _point(values)
        if known := self.known.same_name_near(wish.title, point):
            return known
        earlier = self.in_file.by_slug.get(values.get("slug", "")) or self.in_file.same_name_near(
            wish.title, point
        )
        if earlier:
            return earlier
        self.in_file.add(_as_known(number, wish))
        return None

    def _versions(self, found: Iterable[Known]) -> dict[int, "_Versions"]:
        """The contents of these entries; a fixed number of queries, and one for each open draft."""
        keys = {known.pk for known in found}
        carried: dict[int, set[int]] = {key: set() for key in keys}
        through = InitiativePage.categories.through.objects.filter(initiativepage__in=keys)
        for page, category in through.values_list("initiativepage", "category"):
            carried[page].add(category)
        pages = InitiativePage.objects.filter(pk__in=keys).select_related("latest_revision")
        return {page.pk: _Versions.of(page, carried[page.pk]) for page in pages}

    def _planned(
        self, number: int, wish: Wish, known: Known | None, versions: dict[int, "_Versions"]
    ) -> PlannedRow:
        row = PlannedRow(number, wish.where, wish.title, State.REFUSED)
        if wish.problems:
            row.message = " ".join(wish.problems)
        elif known and not known.pk:
            self._repeat(row, wish, known)
        elif known:
            self._change(row, wish, known, versions[known.pk])
        elif not wish.title:
            row.message = _("The column “Name” is empty.")
        else:
            self._decide_and_add(row, wish)
        return row

    def _repeat(self, row: PlannedRow, wish: Wish, earlier: Known) -> None:
        if self.wishes.get(earlier.row) == wish.values:
            row.state = State.SAME
            row.message = _("Stands there already: %(where)s.") % {"where": earlier.where}
        else:
            row.message = _(
                "Same name and place as in %(where)s, but with other contents. Please keep one."
            ) % {"where": earlier.where}

    def _change(self, row: PlannedRow, wish: Wish, known: Known, versions: "_Versions") -> None:
        row.page, row.title = known.pk, wish.title or known.title
        if known.pk in self.claimed:
            row.message = _("Speaks of the same entry as %(where)s. Please keep one of both.") % {
                "where": self.claimed[known.pk]
            }
            return
        self.claimed[known.pk] = wish.where
        live, draft = versions.live, versions.draft
        # What the file says as the public version does is no news for the draft either: the file
        # may have been exported before somebody began to write.
        news = differences(wish.values, live, self.visible) if live else wish.values
        row.draft = differences(news, draft, self.visible) if draft else {}
        if live and self.choices.publish:
            row.live = news
        elif live and not draft:
            row.draft = news
        if {"lat", "lon"} & row.changes.keys() and not self._place_is_fine(row, wish):
            return
        row.publish = bool(row.live)
        row.state = State.CHANGED if row.changes else State.SAME
        if row.state == State.CHANGED:
            row.message = self._what_changes(row, known, has_live=bool(live))

    def _what_changes(self, row: PlannedRow, known: Known, has_live: bool) -> str:
        names = ", ".join(label(name) for name in row.changes)
        message = _("Changes in “%(title)s”: %(names)s.") % {"title": known.title, "names": names}
        if row.draft and row.live:
            message += " " + _("The open draft gets the change too and stays a draft.")
        elif row.draft and has_live:
            message += " " + _("The change is kept as a draft.")
        return message

    def _decide_and_add(self, row: PlannedRow, wish: Wish) -> None:
        twin = self.known.same_website(wish.values.get("website", ""))
        answer = self.choices.answers.get(row.number, self.choices.duplicates)
        if twin and answer == Answer.ASK:
            row.question = Question.DUPLICATE
            row.message = _(
                "“%(title)s” has the same website and seems to be the same initiative. Please"
                " decide: change it, add a new entry, or leave the row out."
            ) % {"title": twin.title}
        elif twin and answer == Answer.SKIP:
            row.state, row.message = State.SAME, _("Left out as you decided.")
        elif twin and answer == Answer.UPDATE:
            versions = self._versions([twin])
            self._change(row, wish, twin, versions[twin.pk])
        else:
            self._add(row, wish)

    def _add(self, row: PlannedRow, wish: Wish) -> None:
        values = dict(wish.values)
        self.wishes[row.number] = wish.values
        if not self._place_is_fine(row, wish):
            return
        if "categories" not in values and self.choices.category:
            values["categories"] = [self.choices.category]
        if "summary" not in values and values.get("description"):
            values["summary"] = first_sentence(values["description"], SUMMARY_LENGTH)
        missing = [label(field) for field in NEEDED if not values.get(field)]
        if values.get("lat") is None and not values.get("is_everywhere"):
            missing.append(f"{label('lat')}/{label('lon')}")
        row.state = State.NEW
        row.live, row.publish = values, self.choices.publish and not missing
        if missing:
            names = ", ".join(missing)
            row.message = _("Stays a draft until these are filled in: %(names)s.") % {
                "names": names
            }
        elif not row.publish:
            row.message = _("Arrives as a draft.")

    def _place_is_fine(self, row: PlannedRow, wish: Wish) -> bool:
        point = _point(wish.values)
        if point is None or (_is_on_earth(point) and point in self.area):
            return True
        named = {"lat": wish.values["lat"].normalize(), "lon": wish.values["lon"].normalize()}
        if self._is_swapped(wish):
            row.question = Question.SWAPPED
            row.message = _(
                "Columns “Breite” and “Länge”: %(lat)s, %(lon)s."
                " Are latitude and longitude swapped?"
            ) % {name: format(value, "f") for name, value in named.items()}
        elif not _is_on_earth(point):
            row.message = _("Columns “Breite” and “Länge”: there is no such place on Earth.")
        elif not self.choices.confirm_outside:
            row.question = Question.OUTSIDE
            row.message = _(
                "Columns “Breite” and “Länge”: %(lat)s, %(lon)s lies outside %(town)s."
                " Is that right?"
            ) % {
                **{name: format(value, "f") for name, value in named.items()},
                "town": self.kommune.name,
            }
        if row.message and (row.question or not _is_on_earth(point)):
            row.live, row.draft, row.state = {}, {}, State.REFUSED
            return False
        return True

    def _is_swapped(self, wish: Wish) -> bool:
        point = _point(wish.values)
        if point is None or not self.kommune.extent:
            return False
        turned = Point(lat=point.lon, lon=point.lat)
        fits = _is_on_earth(turned) and turned in self.area
        return fits and not (_is_on_earth(point) and point in self.area)


@dataclass(frozen=True, slots=True)
class _Versions:
    """The contents of an entry: public and not, either may be missing."""

    live: dict | None
    draft: dict | None

    @classmethod
    def of(cls, page: InitiativePage, categories: set[int]) -> "_Versions":
        stored = contents_of(page, categories)
        if page.live and not page.has_unpublished_changes:
            return cls(stored, None)
        draft = stored
        if page.latest_revision:
            latest = page.latest_revision.as_object()
            draft = contents_of(latest, (each.pk for each in latest.categories.all()))
        return cls(stored if page.live else None, draft)


def _point(values: dict) -> Point | None:
    if values.get("lat") is None or values.get("lon") is None:
        return None
    return Point(lat=float(values["lat"]), lon=float(values["lon"]))


def _is_on_earth(point: Point) -> bool:
    return -90 <= point.lat <= 90 and -180 <= point.lon <= 180


def _as_known(number: int, wish: Wish) -> Known:
    values = wish.values
    return Known(
        pk=0,
        slug=values.get("slug", ""),
        title=wish.title,
        lat=values.get("lat"),
        lon=values.get("lon"),
        website=values.get("website", ""),
        where=wish.where,
        row=number,
    )
