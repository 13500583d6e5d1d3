"""Which pages of a town may be offered to others: published, open to all, of a shareable kind."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from kommunen.models import Kommune
from kommunen.registry import shareables


def shareable_pages(kommune: Kommune) -> PageQuerySet:
    models = [apps.get_model(each.model) for each in shareables]
    types = ContentType.objects.get_for_models(*models).values() if models else []
    own = Page.objects.descendant_of(kommune.site.root_page)
    return own.live().public().filter(content_type__in=types)


def not_for_all(to_page: str = "page") -> Q:
    """Condition on rows whose page citizens do not see: behind a password, or hidden by its kind.

    Args:
        to_page: Way from the rows to the page.
    """
    path = ExpressionWrapper(OuterRef(f"{to_page}__path"), output_field=CharField())
    private = PageViewRestriction.objects.annotate(path_below=path)
    found = Q(Exists(private.filter(path_below__startswith=F("page__path"))))
    for each in shareables:
        rows = apps.get_model(each.model)._default_manager.filter(each.hidden)
        found |= Q(Exists(rows.filter(pk=OuterRef(to_page))))
    return found


def is_shareable(page: Page) -> bool:
    """Whether a page of this kind may be offered once it is public."""
    kind = page.specific_class
    return kind is not None and kind._meta.label in {each.model for each in shareables}
