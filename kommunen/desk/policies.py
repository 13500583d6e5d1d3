"""Who may do what with a tenant's rows: the role's model permission, and the row's tenant."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from kommunen.models import Kommune, Membership, TenantModel
from kommunen.tenancy import is_bound, site_ids_of

READING = frozenset({"view", "choose"})
TOUCHING = ("view", "change", "add", "delete")


class TenantPolicy(ModelPermissionPolicy):
    """Members of a town see their own rows and the central ones, and change only their own.

    What a role allows, it allows in its own town only. Members of the central site change the
    central rows (`site` is null). Superusers, and users of a host project who are members of no
    town, go by their Django permissions alone.
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
        if action in READING:
            return instance.site_id is None or instance.site_id in site_ids_of(user)
        return instance.site_id in self._sites_where(user, [action])

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return any(self.user_has_permission_for_instance(user, each, instance) for each in actions)

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        rows = self.model._default_manager
        if not self.user_has_any_permission(user, actions):
            return rows.none()
        if not is_bound(user):
            return rows.all()
        if READING & set(actions):
            return rows.filter(Q(site__in=site_ids_of(user)) | Q(site=None))
        sites = self._sites_where(user, actions)
        mine = Q(site__in=sites - {None})
        return rows.filter(mine | Q(site=None) if None in sites else mine)

    def _sites_where(self, user: AbstractBaseUser, actions: Iterable[str]) -> set[int | None]:
        """Keys of the sites (None: the centre) in which a member may do one of these."""
        wanted = {self._get_permission_name(action) for action in actions}
        return {site for site, held in permissions_of(user).items() if held & wanted}

    def users_with_any_permission_for_instance(self, actions, instance) -> QuerySet:
        users = self.users_with_any_permission(actions)
        if instance.site_id is None:
            return users
        members = Membership.objects.filter(kommune__site=instance.site_id).values("user")
        return users.filter(Q(is_superuser=True) | Q(pk__in=members))


def permissions_of(user: AbstractBaseUser) -> dict[int | None, set[str]]:
    """What a person's roles allow, town by town: key of the site (None: the centre) → permissions.

    Somebody may publish in one town and only write drafts in the next.
    """
    if not hasattr(user, "_kommunen_permissions"):
        user._kommunen_permissions = found = defaultdict(set)
        for site_id, kind, app_label, codename in user.groups.filter(
            kommune_group__isnull=False
        ).values_list(
            "kommune_group__kommune__site_id",
            "kommune_group__kommune__kind",
            "permissions__content_type__app_label",
            "permissions__codename",
        ):
            for key in (site_id, None) if kind == Kommune.Kind.ZENTRALE else (site_id,):
                found[key].add(f"{app_label}.{codename}")
    return user._kommunen_permissions


class OperatorPolicy(ModelPermissionPolicy):
    """Only the operator looks at tenants, sets them up and changes them.

    None is deleted by Wagtail's own view: that would leave pages and files behind.
    """

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return user.is_active and user.is_superuser and action in {"view", "add", "change"}
