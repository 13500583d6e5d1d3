"""What a town's colour and outline give to the browser: its stylesheet and its sign."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kommunen.look.theme import stylesheet_named
from kommunen.look.town_pictures import mark_shapes
from kommunen.tenancy import kommune_for

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"


@require_safe
def colours(request: HttpRequest, name: str) -> HttpResponse:
    """Serve a colour's stylesheet. The name says colour and content, so no look-up is needed."""
    sheet = stylesheet_named(name)
    if sheet is None:
        raise Http404("No stylesheet has this name.")
    return HttpResponse(sheet, "text/css; charset=utf-8", headers={"Cache-Control": FOR_EVER})


@require_safe
def sign(request: HttpRequest) -> HttpResponse:
    """Serve the town's mark as a picture for browser tabs."""
    kommune = kommune_for(request)
    context = {"colour": kommune.settings.brand_colour, "shapes": mark_shapes(kommune)}
    response = render(request, "kommunen/sign.svg", context, content_type="image/svg+xml")
    response.headers["Cache-Control"] = FOR_A_DAY
    return response
