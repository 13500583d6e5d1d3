"""Whose public pages a tenant shows besides its own: by consent, in force right now.

    sources = sources_of(kommune, "events")           # one query, whatever comes
    dates.filter(own | sources.pages("event__"))      # pages of others, narrowed by who asks
    sources.home_of(page_path).origin                 # „aus Ratingen“

`what` is a name of `kommunen.registry.shareables`. Who asks still leaves out what is not public
(`live()`, passwords, hidden entries): a consent is no key to a draft.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q

from kommunen import naming
from kommunen.models import EntryConsent, Kommune, TownConsent

MOST_BRANCHES = 100  # conditions on the tree in one query; more are asked for in another way


@dataclass(frozen=True, slots=True)
class Home:
    """The tenant from which a page comes; no more of it than the central site's list tells."""

    site_id: int
    kind: str
    name: str
    root_url: str  # no slash at the end
    path: str  # of its start page in the tree
    gives_all: bool  # not single entries only

    @property
    def host(self) -> str:
        """The name by which an address may ask for it."""
        return urlsplit(self.root_url).hostname or ""

    @property
    def origin(self) -> str:
        """„aus Ratingen“"""
        return naming.origin(self.kind, self.name)


@dataclass(frozen=True)
class Sources:
    """What `sources_of` found; false if the tenant shows its own alone."""

    kommune: Kommune
    what: str
    homes: tuple[Home, ...]  # by name

    def __bool__(self) -> bool:
        return bool(self.homes)

    def pages(self, prefix: str = "") -> Q:
        """Condition on pages of others that may be shown here. Costs no query of its own.

        Args:
            prefix: Way from the rows that are asked for to the page, e.g. "event__".
        """
        if not self.homes:
            return Q(pk__in=[])
        entries = EntryConsent.objects.received_by(self.kommune).in_force().order_by()
        return Q(**{f"{prefix}pk__in": entries.values("page")}) | self._branches(prefix)

    def home_of(self, path: str) -> Home | None:
        """Whose the page at this place in the tree is; None if it is not one of the homes."""
        for length in self._lengths:
            if home := self._by_path.get(path[:length]):
                return home
        return None

    @cached_property
    def _by_path(self) -> dict[str, Home]:
        return {home.path: home for home in self.homes}

    @cached_property
    def _lengths(self) -> set[int]:
        return {len(path) for path in self._by_path}

    def _branches(self, prefix: str) -> Q:
        paths = [home.path for home in self.homes if home.gives_all]
        if len(paths) <= MOST_BRANCHES:
            found = Q()
            for path in paths:
                found |= Q(**{f"{prefix}path__startswith": path})
            return found
        below = ExpressionWrapper(OuterRef(f"{prefix}path"), output_field=CharField())
        consents = _towns(self.kommune, self.what).annotate(path_below=below)
        return Q(Exists(consents.filter(path_below__startswith=F("site__root_page__path"))))


def sources_of(kommune: Kommune, what: str) -> Sources:
    """Who lets this tenant show pages of this kind. One query."""
    all_of_it = _towns(kommune, what)
    some = EntryConsent.objects.received_by(kommune).in_force().order_by()
    # From the consents to the few towns: asked the other way round, each of 11,000 is looked at.
    sites = all_of_it.values("site").union(some.values("site"))
    givers = (
        Kommune.objects.filter(site__in=sites)
        .annotate(gives_all=Exists(all_of_it.filter(site=OuterRef("site"))))
        .exclude(pk=kommune.pk)
        .select_related("site__root_page")
        .defer("outline", "extent")
        .order_by("name", "pk")
    )
    return Sources(kommune, what, tuple(_home(giver) for giver in givers))


def _towns(kommune: Kommune, what: str):
    return TownConsent.objects.received_by(kommune).in_force().filter(what=what).order_by()


def _home(giver: Kommune) -> Home:
    return Home(
        site_id=giver.site_id,
        kind=giver.kind,
        name=giver.name,
        root_url=giver.root_url,
        path=giver.site.root_page.path,
        gives_all=giver.gives_all,
    )
