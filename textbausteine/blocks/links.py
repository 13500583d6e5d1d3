"""Links in texts, to pages and documents: their targets come from the shelf.

The address of a page needs its class, not its fields, so that nobody's body is read for a link.
"""

from django.db.models import Model
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from .shelf import take


def register_links(features: FeatureRegistry) -> None:
    """Takes the place of Wagtail's handlers."""
    features.register_link_type(PageLinks)
    features.register_link_type(DocumentLinks)


class PageLinks(PageLinkHandler):
    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Model | None]:
        keys = [_key(attrs) for attrs in attrs_list]
        pages = take(Page, keys, lambda: _in_order(Page, keys))
        return [page and page.specific_deferred for page in pages]


class DocumentLinks(DocumentLinkHandler):
    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Model | None]:
        keys = [_key(attrs) for attrs in attrs_list]
        return take(cls.get_model(), keys, lambda: _in_order(cls.get_model(), keys))


def _key(attrs: dict) -> int | None:
    key = attrs.get("id", "")
    return int(key) if key.isdecimal() else None


def _in_order(model: type[Model], keys: list[int | None]) -> list[Model | None]:
    found = model._default_manager.in_bulk({key for key in keys if key is not None})
    return [found.get(key) for key in keys]
