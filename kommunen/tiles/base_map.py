"""What lies below the markers of one town's map, for this visitor."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kommunen.models import Kommune, KommuneSettings

from .services import TileService, services

AGREED = "streets"
"""`?streets=1`: the visitor has agreed to load tiles from the service. It stands in the address
alone, so nothing is kept, and the way back is a link."""

BaseMap = KommuneSettings.BaseMap


@dataclass(frozen=True, slots=True)
class Ground:
    """Tiles that are shown, or that a visitor may agree to; neither: outlines alone."""

    shown: TileService | None = None
    offered: TileService | None = None
    address: str = ""  # of the tiles that are shown, with {z}, {x}, {y}

    @property
    def is_direct(self) -> bool:
        """Shown straight from the service, as the visitor has agreed."""
        return self.shown is not None and self.offered is not None

    def as_data(self) -> dict | None:
        """For the map's script."""
        return {"url": self.address, "maxZoom": self.shown.max_zoom} if self.shown else None

    def open_policy(self, response: HttpResponse) -> None:
        """Let this one answer load pictures from the service, if the visitor has agreed."""
        if self.is_direct:
            response._csp_update = {"img-src": [self.shown.origin]}  # django-csp
            response.tile_origin = self.shown.origin  # kommunen.embedding


def ground_of(request: HttpRequest, kommune: Kommune, root_url: str = "") -> Ground:
    """What the town has chosen; outlines where its service is not offered any more."""
    wish = kommune.settings
    service = services().get(wish.tile_service)
    if service is None or wish.base_map == BaseMap.OUTLINES or not kommune.extent:
        return Ground()
    if wish.base_map == BaseMap.OWN_HOST and (service.may_be_kept or service.file):
        path = reverse("kommunen_tile", args=[service.name, 0, 0, 0])
        return Ground(shown=service, address=root_url + path.replace("0/0/0", "{z}/{x}/{y}"))
    if wish.base_map == BaseMap.CONSENT and service.may_be_direct:
        has_agreed = request.GET.get(AGREED) == "1"
        return Ground(
            shown=service if has_agreed else None,
            offered=service,
            address=service.url if has_agreed else "",
        )
    return Ground()
