"""Pages that Wagtail shows to some people only, found without a query of their own.

Wagtail asks twice for each page it serves, and reads the restrictions of all towns for
`public()`. Most towns have none, and the query for the tenant has told that already.
"""

from collections.abc import Callable
from typing import Self

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from kommunen.models import Kommune

ServeChain = Callable[[Page, HttpRequest, list, dict], HttpResponse]


class PublicPageQuerySet(PageQuerySet):
    """Base for the querysets of our page types."""

    def in_town(self, kommune: Kommune) -> Self:
        """Pages in the town's tree, drafts included."""
        return self.descendant_of(kommune.site.root_page)

    def private_q(self) -> Q:
        """As Wagtail's, which `public()` and `private()` use, but as a part of the same query."""
        path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        restrictions = PageViewRestriction.objects.alias(path=path)
        return Q(Exists(restrictions.filter(path__startswith=F("page__path"))))


def note_public_town(serve: ServeChain) -> ServeChain:
    """Tell a page of a town without private pages so, before Wagtail asks for restrictions."""

    def inner(page: Page, request: HttpRequest, args: list, kwargs: dict) -> HttpResponse:
        kommune = getattr(request, "kommune", None)
        page.is_surely_public = (
            kommune is not None
            and not getattr(kommune, "has_private_pages", True)
            and page.path.startswith(kommune.site.root_page.path)
        )
        return serve(page, request, args, kwargs)

    return inner
