"""Whose redirects one sees and keeps."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect

from kommunen.desk.policies import TenantPolicy
from kommunen.models import Role
from kommunen.registry import RolePermission
from kommunen.tenancy import is_bound, site_ids_of

REDIRECT_PERMISSIONS = [
    RolePermission(role, f"wagtailredirects.{action}_redirect")
    for role in (Role.FREIGABE, Role.VERWALTUNG, Role.TEXTREDAKTION)
    for action in ("add", "change", "delete")
]


class RedirectPolicy(TenantPolicy):
    """The own town's only: there are no central redirects."""

    def user_has_permission_for_instance(
        self, user: AbstractBaseUser, action: str, instance: Redirect
    ) -> bool:
        return super().user_has_permission_for_instance(user, action, instance) and (
            not is_bound(user) or instance.site_id in site_ids_of(user)
        )

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet[Redirect]:
        found = super().instances_user_has_any_permission_for(user, actions)
        return found.filter(site__in=site_ids_of(user)) if is_bound(user) else found
