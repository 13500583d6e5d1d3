"""Which page of the town lies at this address? Found by two queries, however deep it stands.

Wagtail goes down from the start page and reads each page on the way as a whole, the start page's
body included: two queries for each step.
"""

from functools import reduce
from operator import or_
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404, HttpRequest
from wagtail.models import Page

from kommunen.kept.parts import kept_part

# Levels of a tree. No page lies deeper, and no database takes a condition on a thousand.
DEEPEST = Page._meta.get_field("path").max_length // Page.steplen


class Step(NamedTuple):
    """A page on the way down."""

    pk: int
    path: str
    slug: str
    content_type: int

    @property
    def model(self) -> type[Page]:
        return ContentType.objects.get_for_id(self.content_type).model_class() or Page

    @property
    def goes_its_own_way(self) -> bool:
        """It decides about all addresses below it."""
        return self.model.route is not Page.route


def find_route(request: HttpRequest, path: str) -> None:
    """Leave the page that `path` leads to where Wagtail looks first; nothing if there is none.

    The start page itself, and what only Wagtail's own way down can tell, are left to Wagtail.
    """
    root = request.kommune.site.root_page
    slugs = [slug for slug in path.split("/") if slug]
    if not slugs or getattr(root.specific_class, "route", None) is not Page.route:
        return
    if root.depth + len(slugs) > DEEPEST:
        request._wagtail_route_for_request = None
        return
    # Only whole ways are kept, one for each page: strangers make up others without end.
    steps = kept_part(
        request,
        f"way:{'/'.join(slugs)}",
        lambda: _steps(root, slugs),
        worth_keeping=lambda steps: len(steps) == len(slugs),
    )
    if not steps:
        return
    own_ways = (at for at, step in enumerate(steps) if step.goes_its_own_way)
    last = next(own_ways, len(steps) - 1)
    try:
        page = steps[last].model._default_manager.get(pk=steps[last].pk)
        request._wagtail_route_for_request = page.route(request, slugs[last + 1 :])
    except (Http404, Page.DoesNotExist):  # the page may have gone meanwhile
        request._wagtail_route_for_request = None


def _steps(root: Page, slugs: list[str]) -> list[Step]:
    """The pages below the root whose slugs follow each other so, as far as there are any."""
    wanted = (Q(depth=root.depth + at, slug=slug) for at, slug in enumerate(slugs, 1))
    interval = root._get_children_path_interval(root.path)
    rows = Page.objects.filter(reduce(or_, wanted), path__range=interval).order_by()
    found: dict[tuple[str, str], Step] = {
        (step.path[: -Page.steplen], step.slug): step
        for step in (Step(*row) for row in rows.values_list(*Step._fields))
    }
    steps: list[Step] = []
    above = root.path
    for slug in slugs:
        step = found.get((above, slug))
        if step is None:
            break
        steps.append(step)
        above = step.path
    return steps
