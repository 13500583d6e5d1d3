"""Which pages of a town may be offered to others: published, open to all, of a shareable kind."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.query import PageQuerySet

from kommunen.models import Kommune
from kommunen.registry import shareables


def shareable_pages(kommune: Kommune) -> PageQuerySet:
    models = [apps.get_model(each.model) for each in shareables]
    types = ContentType.objects.get_for_models(*models).values() if models else []
    own = Page.objects.descendant_of(kommune.site.root_page)
    return own.live().public().filter(content_type__in=types)


def is_shareable(page: Page) -> bool:
    """Whether a page of this kind may be offered once it is public."""
    kind = page.specific_class
    return kind is not None and kind._meta.label in {each.model for each in shareables}
