"""Hands out tiles from our own host: only the town's own service, only near the town."""

from base64 import b64decode

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kommunen.models import KommuneSettings
from kommunen.tenancy import kommune_for

from .grid import is_needed
from .services import services
from .sources import kind_of, tile_of

FOR_A_WEEK = "public, max-age=604800"
FOR_A_MINUTE = "public, max-age=60"
# One transparent pixel, which a browser stretches: the outline below stays visible.
NOTHING = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgYGBgAAAABQABeqhXUAAAAABJRU5ErkJg"
    "gg=="
)


@require_safe
def tile(request: HttpRequest, service: str, z: int, x: int, y: int) -> HttpResponse:
    """One tile. 404 for what the town's map does not need; transparent where the service fails."""
    kommune = kommune_for(request)
    wish = kommune.settings
    chosen = services().get(service)
    if (
        chosen is None
        or service != wish.tile_service
        or wish.base_map != KommuneSettings.BaseMap.OWN_HOST
        or not (chosen.may_be_kept or chosen.file)
        or not is_needed(kommune, z, x, y, chosen.max_zoom)
    ):
        raise Http404("This town's map has no such tile.")
    picture = tile_of(chosen, z, x, y)
    if picture is None:
        return HttpResponse(NOTHING, "image/png", headers={"Cache-Control": FOR_A_MINUTE})
    headers = {"Cache-Control": FOR_A_WEEK, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(picture, kind_of(picture), headers=headers)
