"""oEmbed: whoever pastes the address of one of our pages gets the frame for it.

WordPress and others find the way by the `<link>` in the page (`{% oembed_link %}`). What they do
not know they put into `sandbox="allow-scripts"`; our embeds run there.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kommunen.models import Kommune
from kommunen.registry import Frame, embed_kinds
from kommunen.tenancy import kommune_for

from .codes import iframe

WIDTH = 800  # pixels, where the asker names none
SMALLEST, LARGEST = 200, 5000  # pixels
CACHE_S = 3600


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer `?url=…&maxwidth=…&maxheight=…` as oembed.com says, in JSON only.

    404 for an address that is not one of this town's pages with an embed, 501 for XML.
    """
    kommune = kommune_for(request)
    if request.GET.get("format", "json") != "json":
        response = _sentence(_("We only answer in JSON."), status=501)
    elif frame := frame_of(kommune, request.GET.get("url", "")):
        response = JsonResponse(_answer(kommune, frame, request.GET))
    else:
        response = _sentence(_("There is no embed for this address."), status=404)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def frame_of(kommune: Kommune, url: str) -> Frame | None:
    """The frame that stands for a page of this town; None for every other address."""
    try:
        address = urlsplit(url)
    except ValueError:
        return None
    if len(url) > 2000 or not url.isprintable():  # PostgreSQL looks for no NUL
        return None
    if address.netloc != urlsplit(kommune.root_url).netloc:
        return None
    if address.scheme not in ("http", "https"):
        return None
    for kind in embed_kinds:
        if frame := kind.frame_at(kommune, address.path, QueryDict(address.query)):
            return frame
    return None


def address_for(kommune: Kommune, url: str) -> str:
    """Where oEmbed is asked for a page."""
    query = urlencode({"url": url, "format": "json"})
    return f"{kommune.root_url}{reverse('kommunen_oembed')}?{query}"


def _answer(kommune: Kommune, frame: Frame, asked: QueryDict) -> dict:
    width = _at_most(asked.get("maxwidth", ""), WIDTH)
    height = _at_most(asked.get("maxheight", ""), frame.height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": frame.title,
        "provider_name": kommune.official_name,
        "provider_url": f"{kommune.root_url}/",
        "cache_age": CACHE_S,
        "width": width,
        "height": height,
        "html": iframe(kommune, frame, width=str(width), height=height),
    }


def _at_most(text: str, usual: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        return usual
    return max(SMALLEST, min(usual, int(text), LARGEST))


def _sentence(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, "text/plain; charset=utf-8", status=status)
