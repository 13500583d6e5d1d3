"""The search page, and titles while somebody types. Both are GET and keep nothing."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from home.search.finding import MOST_LETTERS, Finding
from home.search.suggesting import titles_like
from kommunen.tenancy import kommune_for

PAGE_SIZE = 20
SUGGESTIONS_SECONDS = 300


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`?q=` words, `?kind=` one shelf, `?page=` of it; a kind that does not exist shows all."""
    kommune_for(request)
    finding = Finding.of(request, request.GET.get("q", ""))
    chosen = finding.on(request.GET.get("kind", ""))
    context = {"finding": finding, "chosen": chosen, "most_letters": MOST_LETTERS}
    if chosen:
        context["page_obj"] = Paginator(chosen.hits, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "home/search.html", context)


@require_safe
@cache_control(max_age=SUGGESTIONS_SECONDS)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Titles in which a word begins like the last one of `?q=`, as a JSON list of texts."""
    words = request.GET.get("q", "")[:MOST_LETTERS]
    return JsonResponse(titles_like(kommune_for(request), words), safe=False)
