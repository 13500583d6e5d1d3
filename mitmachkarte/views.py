"""The map's open data, the map in a foreign frame, and letters to an initiative."""

import json
import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from inbox.guard import guarded_view
from inbox.relay import Addressee
from inbox.views import message_view
from kommunen.embedding import embeddable
from kommunen.kept.pages import kept_answer
from kommunen.models import Category
from kommunen.tenancy import kommune_for
from kommunen.tiles.base_map import ground_of

from . import markers
from .entries import MAP_SLUG, map_path, select
from .filters import BadFilter
from .geojson import feature_collection
from .lists import lists_of
from .map_data import map_data
from .models import InitiativePage

EMBED_PAGE_SIZE = 6  # entries of the embed's list
KEY = re.compile(r"[0-9]{1,18}")
HEADING_LEVELS = ("1", "2", "3", "4")


@require_safe
def initiatives_geojson(request: HttpRequest) -> HttpResponse:
    """Serve the town's own initiatives as GeoJSON, with the filters of the map page.

    `?with=others` adds what other towns let this one show: open data twice, so only on demand.
    A broken filter is answered with 400 and one sentence as plain text.
    """
    kommune = kommune_for(request)
    try:
        selection = select(kommune, request.GET)
    except BadFilter as error:
        response = HttpResponse(str(error), "text/plain; charset=utf-8", status=400)
    else:
        wanted = selection if request.GET.get("with") == "others" else selection.own
        response = JsonResponse(
            feature_collection(wanted, kommune.root_url),
            content_type="application/geo+json",
            json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
        )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def map_markers(request: HttpRequest) -> HttpResponse:
    """Serve what a large map needs first, with the filters of the map page; see `markers`."""
    kommune = kommune_for(request)

    def make() -> bytes:
        categories = list(Category.objects.visible_to(kommune))
        found = markers.columns(kommune, request.GET, categories)
        return json.dumps(found, separators=(",", ":")).encode()

    try:
        return kept_answer(request, make, "application/json")
    except BadFilter as error:
        return HttpResponse(str(error), "text/plain; charset=utf-8", status=400)


@require_safe
def marker_names(request: HttpRequest) -> HttpResponse:
    """Serve names and addresses of the public entries `?id=` (comma between them)."""
    keys = [key for key in request.GET.get("id", "").split(",") if KEY.fullmatch(key)]
    found = markers.names(kommune_for(request), map(int, keys))
    return JsonResponse({"names": found}, json_dumps_params={"ensure_ascii": False})


@embeddable
def embed(request: HttpRequest) -> HttpResponse:
    """Show list and map for a frame on the town's home page.

    Filters as on the map page, `?view=list` or `map` for one of them alone, and `?level=1` to `4`
    for the heading. It works in `sandbox="allow-scripts"`: so filters are links, and data stand
    in the page.
    """
    kommune = kommune_for(request)
    context = {"kommune": kommune, "map_url": kommune.root_url + map_path()}
    try:
        selection = select(kommune, request.GET)
    except BadFilter as error:
        context["message"] = str(error)
        return render(request, "mitmachkarte/embed_bad_filter.html", context, status=400)
    level = request.GET.get("level")
    level = int(level) if level in HEADING_LEVELS else 1
    context |= {
        "selection": selection,
        **lists_of(selection, request.GET.get("page"), EMBED_PAGE_SIZE),
        "map": map_data(kommune, selection, request.GET, kommune.root_url),
        "streets": ground_of(request, kommune, kommune.root_url),
        "root_url": kommune.root_url,
        "view": request.GET.get("view"),
        "heading": f"h{level}",
        "entry_heading": f"h{level + 1}",
    }
    return render(request, "mitmachkarte/embed.html", context)


@guarded_view
def message(request: HttpRequest, slug: str) -> HttpResponse:
    """Write to an initiative of this town whose address is known to us, and to nobody else."""
    kommune = kommune_for(request)
    address = f"{kommune.site.root_page.url_path}{MAP_SLUG}/{slug}/"
    page = get_object_or_404(
        InitiativePage.objects.in_town(kommune).visible().exclude(contact_email=""),
        url_path=address,
    )
    path = f"{map_path()}{slug}/"
    addressee = Addressee(
        target=f"initiative:{page.pk}",
        name=page.title,
        about=page.title,
        url=kommune.root_url + path,
        email=page.contact_email,
    )
    return message_view(request, addressee=addressee, back_url=path)
