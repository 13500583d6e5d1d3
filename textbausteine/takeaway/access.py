"""Which texts a member may take along: published ones of the host's town and of the centre."""

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.permissions import policy_registry

from kommunen.tenancy import kommune_for
from textbausteine.models import Textbaustein


def seen_by_member(request: HttpRequest) -> QuerySet[Textbaustein]:
    policy = policy_registry.get_by_type(Textbaustein)
    return policy.instances_user_has_any_permission_for(request.user, ["view"])


def takeable(request: HttpRequest) -> QuerySet[Textbaustein]:
    return seen_by_member(request).live().usable_by(kommune_for(request).site)
