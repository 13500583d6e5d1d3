"""A session opens the admin of the town on whose host it was made, while its person works there.

On each host a person is confined to that host's town, whatever other towns they serve: roles,
pages, media and lists of another town do not reach over.
"""

from collections.abc import Callable
from functools import partial

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permission_policies.sites import SitePermissionPolicy

from kommunen.models import Kommune, KommuneSettings
from kommunen.models.membership import memberships_of
from kommunen.people import second_factor

SITE = "kommunen_site"
MEMBERSHIPS = "kommunen_memberships"


class TenantSessionMiddleware:
    """Stands right below Django's authentication; costs nothing where nobody asks who it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(partial(_known_here, request, request.user))
        return self.get_response(request)


def bind(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Note in a new session where it was made, and what its person was then."""
    if hasattr(request, "kommune"):
        request.session[SITE] = request.kommune.site_id if request.kommune else 0
    request.session[MEMBERSHIPS] = list(user.memberships.values_list("pk", flat=True))


def _known_here(
    request: HttpRequest, user: AbstractBaseUser | AnonymousUser
) -> AbstractBaseUser | AnonymousUser:
    """The person of the session, or nobody where the session does not count."""
    kommune = getattr(request, "kommune", None)
    if not user.is_authenticated:
        return user
    if not second_factor.is_passed(request, user):
        return AnonymousUser()
    if kommune is None:
        return user
    if request.session.get(SITE, kommune.site_id) != kommune.site_id:
        return AnonymousUser()
    if user.is_superuser or not memberships_of(user):
        return user
    here = {each.pk for each in memberships_of(user) if each.site_id == kommune.site_id}
    # Memberships that ended and were given again are new ones: the old session stays closed.
    if not here.intersection(request.session.get(MEMBERSHIPS, ())):
        return AnonymousUser()
    if len(here) < len(memberships_of(user)):
        confine(user, kommune)
    return user


def confine(user: AbstractBaseUser, kommune: Kommune) -> None:
    """Let this user object know the groups of one town only, and Wagtail's policies with it.

    Django and Wagtail keep what a user may do on the object; so it is narrowed where they keep it.
    Groups of a host project stay.
    """
    groups = user.groups.filter(Q(kommune_group=None) | Q(kommune_group__kommune=kommune))
    user._kommunen_site_ids = frozenset({kommune.site_id})
    user._prefetched_objects_cache = {
        **getattr(user, "_prefetched_objects_cache", {}),
        "groups": groups,
    }
    for policy in (
        PagePermissionPolicy(Page),
        CollectionPermissionPolicy(get_image_model()),
        SitePermissionPolicy(KommuneSettings),
    ):
        held = policy.get_all_permissions_for_user(user).filter(group__in=groups.values("pk"))
        setattr(user, policy.permission_cache_name, held)
