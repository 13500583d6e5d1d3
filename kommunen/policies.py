"""Who may do what with a tenant's rows: the role's model permission, and the row's tenant."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from kommunen.models import Membership, TenantModel
from kommunen.tenancy import is_bound, site_ids_of

READING = frozenset({"view", "choose"})
TOUCHING = ("view", "change", "add", "delete")


class TenantPolicy(ModelPermissionPolicy):
    """Members of a town see their own rows and the central ones, and change only their own.

    Members of the central site change the central rows (`site` is null). Superusers, and users of
    a host project who are members of no town, go by their Django permissions alone.
    """

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        has = super().user_has_permission
        return any(has(user, each) for each in TOUCHING) if action in READING else has(user, action)

    def user_has_permission_for_instance(
        self, user: AbstractBaseUser, action: str, instance: TenantModel
    ) -> bool:
        if not self.user_has_permission(user, action):
            return False
        if not is_bound(user):
            return True
        if instance.site_id is None:
            return action in READING or _serves_the_centre(user)
        return instance.site_id in site_ids_of(user)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return any(self.user_has_permission_for_instance(user, each, instance) for each in actions)

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        rows = self.model._default_manager
        if not self.user_has_any_permission(user, actions):
            return rows.none()
        if not is_bound(user):
            return rows.all()
        mine = Q(site__in=site_ids_of(user))
        if READING & set(actions) or _serves_the_centre(user):
            mine |= Q(site=None)
        return rows.filter(mine)

    def users_with_any_permission_for_instance(self, actions, instance) -> QuerySet:
        users = self.users_with_any_permission(actions)
        if instance.site_id is None:
            return users
        members = Membership.objects.filter(kommune__site=instance.site_id).values("user")
        return users.filter(Q(is_superuser=True) | Q(pk__in=members))


def _serves_the_centre(user: AbstractBaseUser) -> bool:
    if not hasattr(user, "_kommunen_serves_centre"):
        user._kommunen_serves_centre = user.memberships.filter(kommune__kind="zentrale").exists()
    return user._kommunen_serves_centre


class OperatorPolicy(ModelPermissionPolicy):
    """Only the operator looks at tenants and changes them; none is made or deleted in the admin."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return user.is_active and user.is_superuser and action in {"view", "change"}
