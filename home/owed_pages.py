"""What a town needs besides its data before it goes live: the pages that the law wants."""

from functools import reduce
from operator import and_

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from kommunen.lifecycle.readiness import Step
from kommunen.navigation import LEGAL_SLUGS

FIRST, LAST = (Page.alphabet[end] * Page.steplen for end in (0, -1))


def _is_shown(slug: str) -> Exists:
    """Whether the tenant's start page has a published page of this slug.

    Its children by their range of paths, as treebeard asks: a prefix that is a column would have
    the database read the pages of all tenants.
    """
    start = OuterRef("site__root_page__path")
    below = Page.objects.filter(
        live=True,
        slug=slug,
        path__range=(Concat(start, Value(FIRST)), Concat(start, Value(LAST))),
        depth=OuterRef("site__root_page__depth") + 1,
    )
    return Exists(below)


LEGAL_PAGES = Step(
    "legal_pages",
    pgettext_lazy("missing", "Legal pages"),
    _("Publish imprint, privacy statement and accessibility statement."),
    ~reduce(and_, (Q(_is_shown(slug)) for slug in LEGAL_SLUGS)),
)
