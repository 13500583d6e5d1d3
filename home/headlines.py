"""Pages as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from wagtail.models import Page

from kommunen.navigation import Navigation


@dataclass(frozen=True, slots=True)
class Headline:
    title: str
    url: str
    teaser: str = ""
    day: date | None = None


def headlines(pages: Iterable[Page], request: HttpRequest) -> list[Headline]:
    """Pages of the town that is asked; their addresses cost no query."""
    navigation = Navigation.of(request)
    return [
        Headline(
            title=page.title,
            url=navigation.path_to(page),
            teaser=getattr(page, "teaser", ""),
            day=getattr(page, "date", None),
        )
        for page in pages
    ]
