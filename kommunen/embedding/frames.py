"""Pages that other sites show in a frame: who may, and what the frame's page can do there.

The worst frame is `sandbox="allow-scripts"`: an origin of its own, no storage, no requests for
data, no modules, no forms. So an embed has its data inline, classic scripts, and links.
"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from kommunen.models import Kommune
from kommunen.tenancy import kommune_for

from .counting import note_load

LOADER = Path(__file__).parents[1] / "static" / "kommunen" / "js" / "embed-loader.js"
FOR_AN_HOUR = "public, max-age=3600"


def embeddable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the tenant's own site and its allowed hosts show the view in a frame, nobody else."""

    @wraps(view)
    @require_safe
    @xframe_options_exempt
    def framed(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        kommune = kommune_for(request)
        origins = [host.origin for host in kommune.embed_hosts.all()]
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = policy(kommune, origins)
        if response.status_code == 200 and request.method == "GET":
            note_load(request, kommune, origins)
        return response

    return framed


def policy(kommune: Kommune, origins: list[str]) -> str:
    """The Content-Security-Policy of an embed.

    Its own origin is named beside 'self', which not every browser grants to a sandboxed page.

    Args:
        origins: Those that may embed.
    """
    own = f"'self' {kommune.root_url}"
    ancestors = " ".join(["'self'", *origins])
    return "; ".join(
        (
            f"default-src {own}",
            f"img-src {own} data:",
            "object-src 'none'",
            "base-uri 'none'",
            f"form-action {own}",
            f"frame-ancestors {ancestors}",
        )
    )


@require_safe
def loader(request: HttpRequest) -> HttpResponse:
    """Serve the script for embedding pages. Others have written its address down: no hash."""
    return HttpResponse(
        LOADER.read_bytes(),
        "text/javascript; charset=utf-8",
        headers={"Cache-Control": FOR_AN_HOUR, "Access-Control-Allow-Origin": "*"},
    )
