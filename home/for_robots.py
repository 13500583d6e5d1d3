"""What search engines ask for first: which pages there are, and where they may look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.public_pages import shown_to_all
from kommunen.models import Kommune
from kommunen.navigation import Navigation
from kommunen.tenancy import kommune_for
from textbausteine.models import Textbaustein, TextsPage

MOST_ADDRESSES = 50_000  # of one file; sitemaps.org, "Sitemap file location and size"
NOT_FOR_ROBOTS = ("wagtailadmin_home", "home:search")


@dataclass(frozen=True, slots=True)
class Address:
    url: str  # with host
    changed_at: datetime | None


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The town's public pages and texts, as sitemaps.org wants them."""
    kommune_for(request)
    addresses = [*_pages(request), *_texts(request)][:MOST_ADDRESSES]
    context = {"addresses": addresses}
    return render(request, "home/sitemap.xml", context, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing of a town that is not live yet; else all but the admin and the search."""
    kommune = kommune_for(request)
    is_live = kommune.state == Kommune.State.LIVE
    lines = ["User-agent: *"]
    lines += [f"Disallow: {reverse(name)}" for name in NOT_FOR_ROBOTS] if is_live else []
    lines += ["", f"Sitemap: {kommune.root_url}{reverse('home:sitemap')}"] if is_live else []
    lines += [] if is_live else ["Disallow: /"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _pages(request: HttpRequest) -> Iterator[Address]:
    navigation = Navigation.of(request)
    kommune = navigation.kommune
    pages = Page.objects.descendant_of(kommune.site.root_page, inclusive=True)
    shown = shown_to_all(pages, kommune).order_by("path")
    for page in shown.only("url_path", "last_published_at").iterator():
        yield Address(kommune.root_url + navigation.path_to(page), page.last_published_at)


def _texts(request: HttpRequest) -> Iterator[Address]:
    navigation = Navigation.of(request)
    kommune = navigation.kommune
    page = navigation.to(TextsPage.reserved_slug)
    if page is None or not kommune.settings.show_texts:
        return
    for text in Textbaustein.objects.shown_on(kommune.site).defer("body").order_by("slug"):
        yield Address(f"{kommune.root_url}{page.url}{text.slug}/", text.last_published_at)
