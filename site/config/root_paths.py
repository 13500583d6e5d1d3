"""On which site does a page stand? Asked by the page's own address, not in a list of all sites.

Wagtail keeps one list of all sites and walks through it for each link: at 11,000 sites 600 kB are
unpacked for each request and searched for each address. Here each branch of the page tree (the
first part of a page's `url_path`) has an entry of its own in the cache.
"""

from typing import NamedTuple
from uuid import uuid4

from django.core.cache import cache
from django.db.models import Q
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

GENERATION_KEY = "root-paths-generation"
SECONDS = 3600

# Stands for all other sites: Wagtail writes links without a host if it knows of one site only.
OTHER_SITES = SiteRootPath(site_id=0, root_path="-", root_url="", language_code="")

_clear_of_wagtail = Site.clear_site_root_paths_cache


class Branch(NamedTuple):
    """The sites rooted in one branch of the tree, the most specific first."""

    paths: list[tuple]
    has_others: bool


def use_branches() -> None:
    """Replace Wagtail's list by our branches; the ready site calls it once at its start."""
    Page._get_site_root_paths = root_paths_for
    Site.clear_site_root_paths_cache = staticmethod(_clear)


def root_paths_for(page: Page, cache_object: object | None = None, **kwargs) -> list[SiteRootPath]:
    """Return the root paths that can matter for this page, and `OTHER_SITES` if there are any.

    Args:
        cache_object: Usually the request; what was found is kept on it.
    """
    # A page that is just being made has no address yet.
    name = page.url_path.split("/")[1] if page.url_path else ""
    kept = {} if cache_object is None else cache_object.__dict__.setdefault("_root_paths", {})
    if name not in kept:
        branch = _branch(name)
        kept[name] = [SiteRootPath(*each) for each in branch.paths]
        if branch.has_others:
            kept[name].append(OTHER_SITES)
    return kept[name]


def _branch(name: str) -> Branch:
    # Read before the sites: a change in between makes what we keep worthless, not wrong.
    generation = cache.get_or_set(GENERATION_KEY, lambda: uuid4().hex, SECONDS)
    key = f"root-paths-{generation}-{name}"
    found = cache.get(key)
    if found is None:
        found = tuple(_read_branch(name))
        cache.set(key, found, SECONDS)
    return Branch(*found)


def _read_branch(name: str) -> Branch:
    in_branch = Q(root_page__url_path__startswith=f"/{name}/") | Q(root_page__url_path="/")
    sites = (
        Site.objects.filter(in_branch)
        .select_related("root_page__locale")
        .order_by("-root_page__url_path", "hostname")
    )
    paths = [
        tuple(
            SiteRootPath(
                site.pk,
                site.root_page.url_path,
                site.root_url,
                site.root_page.locale.language_code,
            )
        )
        for site in sites
    ]
    return Branch(paths, Site.objects.exclude(pk__in=[path[0] for path in paths]).exists())


def _clear() -> None:
    _clear_of_wagtail()
    cache.delete(GENERATION_KEY)
