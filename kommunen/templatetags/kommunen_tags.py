"""What every page of the product may use: drawings, dates, page numbers, alternative texts."""

import logging
from collections.abc import Callable
from datetime import date

from django import template
from django.conf import settings
from django.core.paginator import Page as ListPage
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar
from wagtail.models import Page

from kommunen.embedding.oembed import address_for
from kommunen.geo.outlines import CREDIT
from kommunen.look import artwork, town_pictures
from kommunen.look.theme import stylesheet_name
from kommunen.models import Kommune
from kommunen.navigation import Navigation, Way

logger = logging.getLogger(__name__)
register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString | str:
    """`{% icon "search" %}` or, if it stands alone, `{% icon "stop" label=_("Cancelled") %}`."""
    return _drawn(artwork.icon, name, label)


@register.simple_tag
def icon_shapes(name: str) -> SafeString | str:
    """What stands inside an icon's `<svg>`, for a drawing that holds it, such as a marker."""
    return _drawn(artwork.icon_body, name)


@register.simple_tag
def scene(name: str, alt: str | None = None) -> SafeString | str:
    """`{% scene "repair-cafe" %}`; with `alt=""` it is mere decoration."""
    return _drawn(artwork.scene, name, alt)


def _drawn(draw: Callable[..., SafeString], name: str, *texts: str | None) -> SafeString | str:
    """A name that came from the database must not break a public page, a typing error must."""
    try:
        return draw(name, *texts)
    except LookupError:
        if getattr(settings, "KOMMUNEN_STRICT_DRAWINGS", settings.DEBUG):
            raise
        logger.warning("A page asks for the drawing %r, which does not exist.", name)
        return ""


@register.simple_tag
def town_mark(kommune: Kommune, css_class: str = "town__mark") -> SafeString:
    """The town's outline as a small sign; mere decoration, its name stands beside it."""
    return town_pictures.mark(kommune, css_class)


@register.simple_tag
def town_window(kommune: Kommune) -> SafeString:
    """The start picture: the town scene, cut to the town's outline. Once for each page."""
    alt = _("Outline of the town, inside it houses, a garden, a cargo bike and people in the sun")
    return town_pictures.window(kommune, alt)


@register.simple_tag
def town_colours(kommune: Kommune) -> str:
    """Address of the stylesheet with the town's colour."""
    return reverse("kommunen_colours", args=[stylesheet_name(kommune.settings.brand_colour)])


@register.simple_tag
def outline_credit() -> str:
    """Has to be readable wherever an outline is drawn."""
    return CREDIT


@register.simple_tag(takes_context=True)
def canonical_url(context: RequestContext) -> str:
    """The one address of what is shown: on the tenant's own host, no filters but a page number."""
    request = context["request"]
    kommune = getattr(request, "kommune", None)
    root = kommune.root_url if kommune else f"{request.scheme}://{request.get_host()}"
    number = request.GET.get("page", "")
    pages = f"?page={number}" if number.isdecimal() and number != "1" else ""
    return f"{root}{request.path}{pages}"


@register.simple_tag(takes_context=True)
def editor_bar(context: RequestContext) -> str:
    """Wagtail's bar for signed-in editors. Nobody else's session is looked at."""
    request = context["request"]
    is_visitor = settings.SESSION_COOKIE_NAME not in request.COOKIES
    if is_visitor and not getattr(request, "is_preview", False):
        return ""
    return wagtailuserbar(context, "bottom-left")


@register.simple_tag(takes_context=True)
def navigation(context: RequestContext) -> Navigation | None:
    """`{% navigation as nav %}`: menu, service bar, legal pages. One query for each request."""
    return Navigation.of(context["request"])


@register.simple_tag(takes_context=True)
def breadcrumb(context: RequestContext, page: Page) -> list[Way]:
    """`{% breadcrumb page as trail %}`: from the start page to this one."""
    found = Navigation.of(context["request"])
    return found.trail(page) if found and page else []


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
def page_numbers(page: ListPage) -> list[int | str]:
    """Numbers for a short pagination: both ends, the neighbours, "…" for what lies between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def oembed_link(context: RequestContext) -> SafeString:
    """`{% oembed_link %}` in the head of a page that has an embed: how others find its frame."""
    request = context["request"]
    kommune = getattr(request, "kommune", None)
    if kommune is None:
        return SafeString("")
    address = address_for(kommune, kommune.root_url + request.get_full_path())
    return format_html('<link rel="alternate" type="application/json+oembed" href="{}">', address)
