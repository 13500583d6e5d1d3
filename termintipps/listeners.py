"""When Wagtail tells us of a page, its dates are brought up to date with the live version."""

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from termintipps.closing import replan
from termintipps.models import Closure, EventPage
from termintipps.upkeep import refresh, refresh_below


def connect() -> None:
    page_published.connect(_page_changed, sender=EventPage)
    page_unpublished.connect(_page_changed, sender=EventPage)
    post_page_move.connect(_tree_moved)
    post_save.connect(_privacy_changed, sender=PageViewRestriction)
    post_delete.connect(_privacy_changed, sender=PageViewRestriction)
    post_save.connect(_holidays_changed, sender=Closure)
    post_delete.connect(_holidays_changed, sender=Closure)


def _page_changed(instance: EventPage, **kwargs) -> None:
    refresh(instance, timezone.now())


def _tree_moved(instance: Page, **kwargs) -> None:
    refresh_below(instance, timezone.now())


def _holidays_changed(instance: Closure, **kwargs) -> None:
    if not kwargs.get("raw"):
        replan(instance)


def _privacy_changed(instance: PageViewRestriction, **kwargs) -> None:
    """Pages behind a password must not show in lists; deleting a tree has no page left to ask."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page and not kwargs.get("raw"):
        refresh_below(page, timezone.now())
