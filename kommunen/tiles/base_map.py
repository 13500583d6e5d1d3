"""What lies below the markers of one town's map, for this visitor."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from kommunen.models import Kommune, KommuneSettings

from .services import TileService, services

AGREED = "streets"
"""`?streets=1`: our own button, by which a visitor agrees to load tiles from the service. It stands
in the address alone, so nothing is kept, and the way back is a link."""
ASKED_FROM = "Sec-Fetch-Site"  # browsers say it, and no page can make them say something else

BaseMap = KommuneSettings.BaseMap


@dataclass(frozen=True, slots=True)
class Ground:
    """Tiles that are shown, or that a visitor may agree to; neither: outlines alone."""

    shown: TileService | None = None
    offered: TileService | None = None
    address: str = ""  # of the tiles that are shown, with {z}, {x}, {y}

    @property
    def is_direct(self) -> bool:
        """Shown straight from the service, as this visitor has agreed."""
        return self.shown is not None and self.offered is not None

    def as_data(self) -> dict | None:
        """For the map's script."""
        return {"url": self.address, "maxZoom": self.shown.max_zoom} if self.shown else None

    def open_policy(self, response: HttpResponse) -> None:
        """Let this one answer load pictures from the service, if the visitor has agreed."""
        if self.is_direct:
            response._csp_update = {"img-src": [self.shown.origin]}  # django-csp
            patch_vary_headers(response, [ASKED_FROM])


def without_borrowed_consent(request: HttpRequest) -> HttpResponse | None:
    """Back to the plain address, where a link from elsewhere brought somebody else's consent.

    So no link of the page that follows carries it on.
    """
    if AGREED not in request.GET or _has_agreed(request):
        return None
    query = request.GET.copy()
    del query[AGREED]
    response = redirect(request.path + (f"?{query.urlencode()}" if query else ""))
    patch_vary_headers(response, [ASKED_FROM])
    return response


def _has_agreed(request: HttpRequest) -> bool:
    """Whether this visitor comes from a page of ours. Browsers that do not say so ask again."""
    return request.GET.get(AGREED) == "1" and request.headers.get(ASKED_FROM) == "same-origin"


def ground_of(request: HttpRequest, kommune: Kommune, root_url: str = "") -> Ground:
    """What the town has chosen; outlines where its service is not offered any more.

    Args:
        root_url: Of the town, for a foreign frame. There nobody can agree: who presses a button
            below a stranger's page may not know what it is.
    """
    wish = kommune.settings
    service = services().get(wish.tile_service)
    if service is None or wish.base_map == BaseMap.OUTLINES or not kommune.extent:
        return Ground()
    if wish.base_map == BaseMap.OWN_HOST and (service.may_be_kept or service.file):
        path = reverse("kommunen_tile", args=[service.name, 0, 0, 0])
        return Ground(shown=service, address=root_url + path.replace("0/0/0", "{z}/{x}/{y}"))
    if wish.base_map == BaseMap.CONSENT and service.may_be_direct:
        has_agreed = not root_url and _has_agreed(request)
        return Ground(
            shown=service if has_agreed else None,
            offered=service,
            address=service.url if has_agreed else "",
        )
    return Ground()
