"""What flows up: upper floors hang their parts in here, in `AppConfig.ready()`.

There is no other hidden way from below to above.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from wagtail.models import Page

if TYPE_CHECKING:
    from kommunen.embedding.forms import EmbedForm
    from kommunen.lifecycle.archive.arrival import Arrival
    from kommunen.lifecycle.archive.departure import Departure
    from kommunen.lifecycle.founding import NewTown
    from kommunen.lifecycle.readiness import Step
    from kommunen.models import Kommune, Role

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Entries in the order of `rank` where they have one, else in the order they came."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def register(self, entry: Entry) -> Entry:
        if entry not in self._entries:  # ready() may run twice in tests
            self._entries.append(entry)
        return entry

    def __iter__(self) -> Iterator[Entry]:
        return iter(sorted(self._entries, key=lambda entry: getattr(entry, "rank", 0)))


@dataclass(frozen=True)
class Placeholder:
    """A name editors may write as `{{ name }}`; its value is plain text, never a template."""

    name: str
    label: str | Promise
    value: Callable[["Kommune"], str]
    is_link: bool = False  # the value is a path on the town's host
    link_text: str | Promise = ""  # what citizens read of a link; the label if empty


@dataclass(frozen=True)
class Section:
    """A part of an entry's page that a higher floor contributes."""

    template: str
    context: dict


@dataclass(frozen=True)
class TownPart:
    """Something every new town has from the start; lower ranks are built first."""

    rank: int
    build: Callable[["NewTown"], None]


@dataclass(frozen=True)
class TownFigure:
    """A number for each tenant in the operator's list.

    `count(kommunen)` gets the tenants of one page of the list and returns the key of each that
    has any → how many; with a number of queries that does not depend on how many tenants come.
    """

    rank: int
    name: str
    label: str | Promise
    count: Callable[[Sequence["Kommune"]], dict[int, int]]


@dataclass(frozen=True)
class Shareable:
    """A kind of entries that a town may let others show (`kommunen.sharing`)."""

    name: str  # "initiatives", stored in `TownConsent.what`
    label: str | Promise  # „Alle Initiativen“
    model: str  # label of the page type
    hidden: Q = Q(pk__in=[])  # those that are published, but that citizens do not see


@dataclass(frozen=True)
class Frame:
    """What a foreign page shows of ours. Addresses are paths on the town's host."""

    path: str  # of the embed, with its query
    page_path: str  # of the page that says the same: for a link, for search engines
    title: str  # of the frame, read aloud
    link_text: str
    height: int = 600  # pixels, where nothing sets it by the content


@dataclass(frozen=True)
class EmbedKind:
    """Something that other sites may show in a frame; its view is `kommunen.embedding.embeddable`.

    `form` (an `EmbedForm`) asks what is to be shown, `frame(kommune, wishes)` makes the frame of
    its cleaned data. `frame_at(kommune, path, query)` finds the frame that stands for a page of
    ours whose address somebody pastes (oEmbed); None for pages that are not its own.
    """

    rank: int
    name: str  # a slug, e.g. "karte"
    label: str | Promise
    form: type["EmbedForm"]
    frame: Callable[["Kommune", dict], Frame]
    frame_at: Callable[["Kommune", str, QueryDict], Frame | None]


@dataclass(frozen=True)
class FixedAddress:
    """An address that is no page, and yet each of the town's pages leads to it."""

    title: str | Promise
    url_name: str


@dataclass(frozen=True)
class CareWay:
    """What else an initiative can do from the page behind the link to its entry.

    `url_name` takes the link's token as its only argument.
    """

    label: str | Promise
    url_name: str


@dataclass(frozen=True)
class DueJob:
    """Work that `run_due` does. `run(now)` returns how many things it did; it may be killed."""

    name: str
    run: Callable[[datetime], int]


@dataclass(frozen=True)
class ThingName:
    """How the record of changes calls a model's rows, in the accusative: „die Initiative“."""

    model: str  # "mitmachkarte.initiativepage"
    phrase: str | Promise


@dataclass(frozen=True)
class OpenWork:
    """Rows in a person's name that somebody else can go on with; they are handed over.

    `find(giver, taker, kommune)` returns rows of this tenant only; `person` is the key to a user
    on them.
    """

    rank: int
    label: str | Promise
    person: str
    find: Callable[[AbstractBaseUser, AbstractBaseUser, "Kommune"], QuerySet]


@dataclass(frozen=True)
class PortablePart:
    """What a tenant takes along in its archive; lower ranks go out and come in first.

    `restore` makes the rows; what names other rows is left to `arrival.later`. A part that only
    writes files for other programs has none.
    """

    name: str
    rank: int
    models: tuple[str, ...]  # labels of the rows that it carries
    export: Callable[["Departure"], None]
    restore: Callable[["Arrival"], None] | None = None


@dataclass(frozen=True)
class LeftOut:
    """A tenant's rows that do not go into its archive, and why."""

    model: str  # label
    reason: str


@dataclass(frozen=True)
class RolePermission:
    """A model permission ("app_label.codename") that a role has in its town."""

    role: "Role"
    permission: str


@dataclass(frozen=True)
class ReviewedView:
    """One admin view ("namespace:name") open to members of a town, and why.

    By its exact name: a pattern would open what the next Wagtail version brings along.
    """

    name: str
    reason: str
    check: Callable[[HttpRequest, dict], bool] | None = None

    def __post_init__(self) -> None:
        if set(self.name) & set("*?["):
            raise ValueError(f"Name each view; “{self.name}” is a pattern.")


placeholders: Registry[Placeholder] = Registry()
entry_sections: Registry[Callable[[Page, HttpRequest], Section | None]] = Registry()
town_parts: Registry[TownPart] = Registry()
readiness_steps: Registry["Step"] = Registry()  # what a tenant needs before it goes live
town_figures: Registry[TownFigure] = Registry()
shareables: Registry[Shareable] = Registry()
embed_kinds: Registry[EmbedKind] = Registry()
legal_addresses: Registry[FixedAddress] = Registry()  # among the legal pages
service_addresses: Registry[FixedAddress] = Registry()  # at the very top
care_ways: Registry[CareWay] = Registry()
due_jobs: Registry[DueJob] = Registry()
thing_names: Registry[ThingName] = Registry()
open_work: Registry[OpenWork] = Registry()
portable_parts: Registry[PortablePart] = Registry()
left_out: Registry[LeftOut] = Registry()
role_permissions: Registry[RolePermission] = Registry()
reviewed_views: Registry[ReviewedView] = Registry()


def reviewed(namespace: str, names: str, reason: str) -> list[ReviewedView]:
    """Entries for several views of a namespace that share one reason; a space between names."""
    return [ReviewedView(f"{namespace}:{name}", reason) for name in names.split()]
