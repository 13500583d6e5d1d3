"""Which services tiles may come from: those the operator has named, and no other.

Addresses hold {z}, {x}, {y}; many German services want {z}/{y}/{x}. Credits are what the services
ask for, as found in public code: the operator checks them at the source before a town uses one.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class TileService:
    """Tiles of 256 pixels in Web Mercator, from an address or from a PMTiles file of our own."""

    name: str  # a slug; part of our address for its tiles
    label: str  # for the town that chooses
    credit: str
    credit_url: str
    url: str = ""
    file: str = ""
    max_zoom: int = 18
    first_zoom: int = 0  # the world's zoom that the service counts as its 00, in two digits
    may_be_kept: bool = True  # its licence lets us hand tiles on

    def __post_init__(self) -> None:
        if bool(self.url) == bool(self.file):
            raise ImproperlyConfigured(f"Tiles of {self.name}: name an address or a file.")
        if self.url and not (self.url.startswith("https://") and self._has_all_places()):
            raise ImproperlyConfigured(f"Tiles of {self.name}: https, with {{z}}, {{x}} and {{y}}.")

    def _has_all_places(self) -> bool:
        return all(f"{{{place}}}" in urlsplit(self.url).path for place in "zxy")

    @property
    def origin(self) -> str:
        """Scheme and host, for the policy of a page that loads from there."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def may_be_direct(self) -> bool:
        """Whether a visitor's browser can ask it: Leaflet does not count in two digits."""
        return bool(self.url) and not self.first_zoom

    def address(self, z: int, x: int, y: int) -> str:
        zoom = f"{z - self.first_zoom:02d}" if self.first_zoom else str(z)
        return self.url.replace("{z}", zoom).replace("{x}", str(x)).replace("{y}", str(y))

    @property
    def path(self) -> Path:
        return Path(getattr(settings, "KOMMUNEN_TILE_FILES", "")) / self.file


BKG = "https://sgx.geodatenzentrum.de"
BASEMAP = {
    "credit": "© basemap.de / BKG, Datenquellen: © GeoBasis-DE",
    "credit_url": "https://basemap.de/",
}
TOPPLUS = {
    "credit": "© Bundesamt für Kartographie und Geodäsie, Datenquellen: TopPlusOpen",
    "credit_url": "https://sgx.geodatenzentrum.de/web_public/gdz/datenquellen/datenquellen_topplusopen.html",
}
PREPARED = {
    service.name: service
    for service in (
        TileService(
            name="basemap-grau",
            label="basemap.de, grau",
            url=f"{BKG}/wmts_basemapde/tile/1.0.0/de_basemapde_web_raster_grau/default"
            "/GLOBAL_WEBMERCATOR/{z}/{y}/{x}.png",
            **BASEMAP,
        ),
        TileService(
            name="basemap-farbe",
            label="basemap.de, farbig",
            url=f"{BKG}/wmts_basemapde/tile/1.0.0/de_basemapde_web_raster_farbe/default"
            "/GLOBAL_WEBMERCATOR/{z}/{y}/{x}.png",
            **BASEMAP,
        ),
        TileService(
            name="topplus-grau",
            label="TopPlusOpen, grau",
            url=f"{BKG}/wmts_topplus_open/tile/1.0.0/web_grau/default/WEBMERCATOR/{{z}}/{{y}}/{{x}}.png",
            **TOPPLUS,
        ),
        TileService(
            name="topplus-farbe",
            label="TopPlusOpen, farbig",
            url=f"{BKG}/wmts_topplus_open/tile/1.0.0/web/default/WEBMERCATOR/{{z}}/{{y}}/{{x}}.png",
            **TOPPLUS,
        ),
        TileService(
            name="nrw-luftbild",
            label="Geobasis NRW, Luftbild",
            url="https://www.wmts.nrw.de/geobasis/wmts_nw_dop/tiles/nw_dop/EPSG_3857_16/{z}/{x}/{y}",
            first_zoom=5,
            credit="Geobasis NRW",
            credit_url="https://www.bezreg-koeln.nrw.de/geobasis-nrw",
        ),
    )
}


def services() -> dict[str, TileService]:
    """Those of `KOMMUNEN_TILE_SERVICES`: names of prepared ones, or the fields of one's own.

    Raises:
        ImproperlyConfigured: an unknown name, or an address that is none.
    """
    found = {}
    for entry in getattr(settings, "KOMMUNEN_TILE_SERVICES", list(PREPARED)):
        if isinstance(entry, str) and entry not in PREPARED:
            raise ImproperlyConfigured(f"There is no prepared tile service “{entry}”.")
        service = PREPARED[entry] if isinstance(entry, str) else TileService(**entry)
        found[service.name] = service
    return found
