"""What our pages are compared with, a bare view and a plain template. Neither asks the database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

answers: dict[str, bytes] = {}
"""What the bare view returns, by name: the bytes our own page has written before."""

plain_page: dict[str, object] = {}
"""What the plain template writes, see `benchmarks.plain_values`."""


def bare(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(answers[name])


def plain(request: HttpRequest) -> HttpResponse:
    return render(request, "benchmarks/plain.html", {"page": plain_page})
