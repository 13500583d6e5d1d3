"""What every page of the product may use: drawings, dates, page numbers, alternative texts."""

import logging
from datetime import date

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from kommunen import artwork

logger = logging.getLogger(__name__)
register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString | str:
    """`{% icon "search" %}` or, if it stands alone, `{% icon "stop" label=_("Cancelled") %}`."""
    return _drawn(artwork.icon, name, label)


@register.simple_tag
def scene(name: str, alt: str | None = None) -> SafeString | str:
    """`{% scene "repair-cafe" %}`; with `alt=""` it is mere decoration."""
    return _drawn(artwork.scene, name, alt)


def _drawn(draw, name: str, text: str | None) -> SafeString | str:
    """A name that came from the database must not break a public page, a typing error must."""
    try:
        return draw(name, text)
    except LookupError:
        if getattr(settings, "KOMMUNEN_STRICT_DRAWINGS", settings.DEBUG):
            raise
        logger.warning("A page asks for the drawing %r, which does not exist.", name)
        return ""


@register.filter
def long_date(day: date | None) -> str:
    """„12. November 2026“, its parts held together by no-break spaces where German wants one."""
    return date_format(day, "j.\xa0F Y") if day else ""


@register.filter
def long_weekday(day: date | None) -> str:
    """„Sa, 5. Dezember 2026“."""
    return date_format(day, "D, j.\xa0F Y") if day else ""


@register.filter
def alt_text(image) -> str:
    """What a picture says to those who do not see it; never its title, which is a file name.

    A picture that stands in an `ImageBlock` has been told its text there.
    """
    if getattr(image, "decorative", False) or getattr(image, "is_decorative", False):
        return ""
    return getattr(image, "contextual_alt_text", None) or image.description


@register.simple_tag
def page_numbers(page: Page) -> list[int | str]:
    """Numbers for a short pagination: both ends, the neighbours, "…" for what lies between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
