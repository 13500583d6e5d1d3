"""Who works for which town in which role. A person may serve several towns."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from .kommune import Kommune


class Role(models.TextChoices):
    """Roles of a tenant. Redaktion writes drafts, Freigabe publishes, Verwaltung sets things up."""

    REDAKTION = "redaktion", "Redaktion"
    FREIGABE = "freigabe", "Freigabe"
    VERWALTUNG = "verwaltung", "Verwaltung"
    TEXTREDAKTION = "textredaktion", "Textredaktion"


class KommuneGroup(models.Model):
    """The Django group that carries a role's permissions in one tenant."""

    tenant_path = "kommune__site"
    is_shown_on_pages = False

    kommune = models.ForeignKey(Kommune, on_delete=models.CASCADE, related_name="role_groups")
    role = models.CharField(_("role"), max_length=15, choices=Role.choices)
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="kommune_group")

    class Meta:
        verbose_name = _("group of a role")
        verbose_name_plural = _("groups of roles")
        constraints = [
            models.UniqueConstraint(fields=["kommune", "role"], name="one_group_for_each_role"),
        ]

    def __str__(self) -> str:
        return f"{self.kommune}: {self.get_role_display()}"


class Membership(models.Model):
    """One role of one person in one tenant; `people.roles` keeps the groups in step."""

    tenant_path = "kommune__site"
    is_shown_on_pages = False

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    kommune = models.ForeignKey(Kommune, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=15, choices=Role.choices)
    # Held only as somebody's deputy; empty: held for good.
    lent_by = models.ForeignKey(
        "kommunen.Deputyship", null=True, editable=False, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "kommune", "role"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.kommune}"


def memberships_of(user: AbstractBaseUser) -> list[Membership]:
    """All memberships, in any town, each with `site_id`; kept on the user object."""
    if not hasattr(user, "_kommunen_memberships"):
        of_sites = user.memberships.annotate(site_id=models.F("kommune__site_id"))
        user._kommunen_memberships = list(of_sites)
    return user._kommunen_memberships


def site_ids_in_view(user: AbstractBaseUser) -> frozenset[int]:
    """Sites of the towns whose member a person is on this host; all of theirs without a host."""
    if not hasattr(user, "_kommunen_site_ids"):
        user._kommunen_site_ids = frozenset(each.site_id for each in memberships_of(user))
    return user._kommunen_site_ids


def in_view(user: AbstractBaseUser, site: str) -> models.Q:
    """Condition on the path `site`: only the host's town where the user is confined to one."""
    narrowed = getattr(user, "_kommunen_site_ids", None)
    return models.Q() if narrowed is None else models.Q(**{f"{site}__in": narrowed})
