"""Every address there is: the resolver walked to its leaves, and what answers beside it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import get_page_models

ADMIN = "admin/"


@dataclass(frozen=True)
class Address:
    """One address; `template` has a place for each argument: "/media/%(path)s"."""

    name: str  # "namespace:name"; the route if it has none
    route: str
    template: str
    arguments: tuple[str, ...]
    model: type[Model] | None = None  # what the view is about, if it says so

    @property
    def is_admin(self) -> bool:
        return self.route.startswith(ADMIN)

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.arguments)})" if self.arguments else self.name


# Middleware answers these before the resolver is asked.
BESIDE_THE_RESOLVER = (
    Address("health/live", "health/live", "/health/live", ()),
    Address("health/ready", "health/ready", "/health/ready", ()),
    Address("static", "static/<path:static_file>", "/static/%(static_file)s", ("static_file",)),
)


@cache
def all_addresses() -> tuple[Address, ...]:
    return (*_of(get_resolver()), *_of_pages(), *BESIDE_THE_RESOLVER)


def _of(
    resolver: URLResolver, spaces: tuple[str, ...] = (), route: str = "", regex: str = ""
) -> Iterator[Address]:
    for each in resolver.url_patterns:
        # Django's own way to put patterns one after another, as in URLResolver._populate.
        joined = regex + each.pattern.regex.pattern.removeprefix("^")
        path = route + str(each.pattern)
        if isinstance(each, URLPattern):
            name = ":".join((*spaces, each.name)) if each.name else path
            template, arguments = normalize(joined)[0]
            yield Address(name, path, f"/{template}", tuple(arguments), _model_of(each.callback))
        else:
            inner = (*spaces, each.namespace) if each.namespace else spaces
            yield from _of(each, inner, path, joined)


def _model_of(view: Callable) -> type[Model] | None:
    given = getattr(view, "view_initkwargs", {}).get("model")
    found = given or getattr(getattr(view, "view_class", None), "model", None)
    return found if isinstance(found, type) and issubclass(found, Model) else None


def _of_pages() -> Iterator[Address]:
    """Addresses below a page, which the page itself resolves."""
    for model in get_page_models():
        if not issubclass(model, RoutablePageMixin):
            continue
        place = f"url_of_{model._meta.model_name}"
        for each in model.get_subpage_urls():
            if not str(each.pattern):
                continue  # the page itself
            route = f"{model._meta.label}/{each.pattern}"
            template, arguments = normalize(each.pattern.regex.pattern)[0]
            yield Address(route, route, f"%({place})s{template}", (place, *arguments))
