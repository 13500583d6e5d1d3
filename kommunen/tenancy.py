"""The only door to “which tenant?”. Ruff and a source test keep Wagtail's own ways behind it."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q
from django.http import Http404, HttpRequest
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from kommunen.models import Kommune, KommuneSettings, TenantModel, TenantQuerySet
from kommunen.models.membership import site_ids_in_view

__all__ = [
    "TenantModel",
    "TenantQuerySet",
    "is_bound",
    "kommune_for",
    "kommune_of",
    "pages_of",
    "sees_all_towns",
    "settings_for",
    "site_for",
    "site_ids_of",
]


def kommune_for(request: HttpRequest) -> Kommune:
    """Return the tenant whose host was asked; the middleware has looked it up.

    Raises:
        Http404: the host belongs to no tenant.
    """
    kommune = getattr(request, "kommune", None)
    if kommune is None:
        raise Http404("No tenant answers to this host.")
    return kommune


def site_for(request: HttpRequest) -> Site:
    """Return the site of the tenant whose host was asked.

    Raises:
        Http404: the host belongs to no tenant.
    """
    return kommune_for(request).site


def settings_for(request: HttpRequest) -> KommuneSettings:
    """Return the tenant's settings, defaults if it has none. Costs no query.

    Raises:
        Http404: the host belongs to no tenant.
    """
    return kommune_for(request).settings


def kommune_of(page: Page) -> Kommune | None:
    """Return the tenant in whose tree the page stands; None for a page of no tenant. One query."""
    return Kommune.objects.owning(page).first()


def site_ids_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[int]:
    """Keys of the sites a person works for: on a town's host at most that town's.

    Kept on the user object for the request (`kommunen.people.sessions` narrows it).
    """
    return site_ids_in_view(user) if user.is_authenticated else frozenset()


def is_bound(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether our borders bind this person: members of towns, and nobody else of a host project."""
    return not user.is_superuser and bool(site_ids_of(user))


def sees_all_towns(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the person looks at all towns' doings: the operator, and who works for the centre."""
    return (
        not is_bound(user)
        or Kommune.objects.filter(site__in=site_ids_of(user), kind=Kommune.Kind.ZENTRALE).exists()
    )


def pages_of(user: AbstractBaseUser | AnonymousUser) -> PageQuerySet:
    """All pages in the trees of the towns a person works for; none for who works for no town."""
    below = Q(pk=None)
    roots = Kommune.objects.filter(site__in=site_ids_of(user)).order_by()
    for path in roots.values_list("site__root_page__path", flat=True):
        below |= Q(path__startswith=path)
    return Page.objects.filter(below)
