"""What a town needs besides its data before it goes live: the pages that the law wants."""

from functools import reduce
from operator import and_

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from kommunen.lifecycle.readiness import Step
from kommunen.navigation import LEGAL_SLUGS


def _is_shown(slug: str) -> Exists:
    """Whether the tenant's start page has a published page of this slug."""
    below = Page.objects.filter(
        live=True,
        slug=slug,
        path__startswith=OuterRef("site__root_page__path"),
        depth=OuterRef("site__root_page__depth") + 1,
    )
    return Exists(below)


LEGAL_PAGES = Step(
    "legal_pages",
    pgettext_lazy("missing", "Legal pages"),
    _("Publish imprint, privacy statement and accessibility statement."),
    ~reduce(and_, (Q(_is_shown(slug)) for slug in LEGAL_SLUGS)),
)
