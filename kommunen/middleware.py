"""At the door: which tenant is asked, and may this member of a town enter that admin page?"""

import logging
from collections.abc import Callable
from datetime import datetime, time
from traceback import walk_tb

from django.apps import apps
from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import http_date

from kommunen.desk.access import is_open_to_members
from kommunen.desk.persons import current_viewer
from kommunen.kept.tenants import tenant_at
from kommunen.models import HostAlias, Kommune
from kommunen.people import second_factor
from kommunen.routing import find_route
from kommunen.tenancy import is_bound

logger = logging.getLogger(__name__)

A_DAY_S = 86_400
GetResponse = Callable[[HttpRequest], HttpResponse]


class TenantMiddleware:
    """Sets `request.kommune` from the host name, sends aliases on, turns strangers away."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response
        self.only_tenants = getattr(settings, "KOMMUNEN_ONLY_TENANT_HOSTS", False)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        hostname = _hostname(request)
        request.kommune = tenant_at(hostname)
        if request.kommune is None:
            return self._without_tenant(request, hostname)
        # Wagtail keeps the site it has found here; so it need not ask again, nor guess by port.
        request._wagtail_site = request.kommune.site
        return self._in_state(request)

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> None:
        if request.kommune and request.resolver_match.view_name == "wagtail_serve":
            find_route(request, *view_args, **view_kwargs)

    def _without_tenant(self, request: HttpRequest, hostname: str) -> HttpResponse:
        alias = HostAlias.objects.select_related("kommune__site").filter(hostname=hostname).first()
        if alias:
            return HttpResponsePermanentRedirect(alias.kommune.root_url + request.get_full_path())
        if self.only_tenants:
            return TemplateResponse(request, "kommunen/no_tenant.html", status=404).render()
        return self.get_response(request)

    def _in_state(self, request: HttpRequest) -> HttpResponse:
        state = request.kommune.state
        if state == Kommune.State.ARCHIVED:
            return TemplateResponse(request, "kommunen/no_tenant.html", status=404).render()
        if state == Kommune.State.PAUSED and not _is_open(request):
            return _paused(request)
        response = self.get_response(request)
        if state == Kommune.State.PREPARING:
            response.headers["X-Robots-Tag"] = "noindex"
        return response


WITHOUT_SECOND_FACTOR = frozenset(
    {
        "kommunen_people:second_factor",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
    }
)


# What comes of fields that are missing or hold something else than they should.
UNREADABLE = (AttributeError, LookupError, TypeError, ValueError)


class AdminGuardMiddleware(MiddlewareMixin):
    """Default deny: a member of a town opens only admin views that were reviewed.

    Where a second factor is required, whoever has none opens only the page to set it up.

    Superusers pass, and so do users of a host project who are members of no town.
    """

    def process_view(
        self, request: HttpRequest, view_func, view_args, view_kwargs
    ) -> HttpResponse | None:
        match = request.resolver_match
        if not match.route.startswith(_admin_route()):
            return None
        if _lacks_second_factor(request) and match.view_name not in WITHOUT_SECOND_FACTOR:
            return redirect("kommunen_people:second_factor")
        if not is_bound(request.user):
            return None
        current_viewer.set(request.user)
        if not is_open_to_members(request, match):
            raise Http404("Not reviewed for members of a town.")
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """What no form of ours has sent is answered 400, where Wagtail would break on it: 500.

        Wagtail takes its own fields apart without looking first: counts of blocks, paragraphs as
        JSON. The log tells of it as of any error, so a fault that is not the sender's is seen.
        """
        if (
            request.method != "GET"
            and isinstance(exception, UNREADABLE)
            and _is_wagtails(exception)
        ):
            logger.error("Wagtail cannot read what was sent: %s", request.path, exc_info=exception)
            raise BadRequest("The form cannot be read.") from exception

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        current_viewer.set(None)
        return response


def _is_wagtails(exception: Exception) -> bool:
    """Whether the innermost code of any app that was at work is Wagtail's."""
    for frame, _line in reversed(list(walk_tb(exception.__traceback__))):
        if app := apps.get_containing_app_config(frame.f_globals.get("__name__", "")):
            return app.name.partition(".")[0] in {"wagtail", "modelcluster"}
    return False


def _lacks_second_factor(request: HttpRequest) -> bool:
    user = request.user
    return (
        user.is_authenticated
        and second_factor.is_required(user, getattr(request, "kommune", None))
        and not second_factor.device_keys(user)
    )


def _paused(request: HttpRequest) -> HttpResponse:
    """The notice in the town's look, and when to ask again (RFC 9110, section 10.2.3)."""
    response = TemplateResponse(request, "kommunen/paused.html", status=503).render()
    day = request.kommune.back_on
    if day and day > timezone.localdate():
        midnight = timezone.make_aware(datetime.combine(day, time.min))
        response.headers["Retry-After"] = http_date(midnight.timestamp())
    else:
        response.headers["Retry-After"] = str(A_DAY_S)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_open(request: HttpRequest) -> bool:
    """The admin, and the colours of the notice that stands in for the pages."""
    colours = reverse("kommunen_colours", args=["-"]).removesuffix("-.css")
    return request.path.startswith((reverse("wagtailadmin_home"), colours))


def _admin_route() -> str:
    return reverse("wagtailadmin_home").lstrip("/")


def _hostname(request: HttpRequest) -> str:
    try:
        return split_domain_port(request.get_host())[0].rstrip(".")
    except DisallowedHost:
        return ""
