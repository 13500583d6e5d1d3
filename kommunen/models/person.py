"""A person as one town knows them. What another town knows of them stands in another row."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .kommune import Kommune
from .membership import Membership, Role


class PersonQuerySet(models.QuerySet):
    def of(self, kommune: Kommune) -> Self:
        """The people of one town with all that its list shows, in two queries."""
        roles = Prefetch(
            "user__memberships",
            queryset=Membership.objects.filter(kommune=kommune).order_by("pk"),
            to_attr="memberships_here",
        )
        people = self.filter(kommune=kommune).select_related("user")
        return people.prefetch_related(roles).order_by("name", "email", "pk")


class Person(models.Model):
    """Somebody who works for a town, was invited to, or did so until `ended_at`.

    Until their first sign-in here the town sees only what it wrote itself: whether the account
    was there before, and what it is called, is none of its business.
    """

    tenant_path = "kommune__site"
    is_shown_on_pages = False
    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        INVITED = "invited", _("invited, not yet signed in")
        ACTIVE = "active", pgettext_lazy("person", "active")
        ENDED = "ended", _("deactivated")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kommune = models.ForeignKey(Kommune, on_delete=models.CASCADE, related_name="known_people")
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    invited_at = models.DateTimeField(_("invited at"), default=timezone.now)
    signed_in_at = models.DateTimeField(_("last sign-in here"), null=True, blank=True)
    ended_at = models.DateTimeField(_("deactivated at"), null=True, blank=True)
    # What the person did before, so that coming back is one click.
    ended_roles = models.JSONField(default=list, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(fields=["user", "kommune"], name="person_once"),
        ]

    def __str__(self) -> str:
        known_as = self.user.get_full_name() if self.signed_in_at else ""
        return known_as or self.name or self.email or self.user.get_username()

    @property
    def state(self) -> State:
        if self.ended_at:
            return self.State.ENDED
        return self.State.ACTIVE if self.signed_in_at else self.State.INVITED

    @property
    def roles(self) -> list[Role]:
        """Roles in this town; of somebody who is gone, those they had. For rows of `of()`."""
        held = self.ended_roles if self.ended_at else [m.role for m in self.user.memberships_here]
        return [role for role in Role if role in held]

    @property
    def lent_roles(self) -> list[Role]:
        """Roles held only as somebody's deputy. For rows of `of()`."""
        lent = [each.role for each in self.user.memberships_here if each.lent_by_id]
        return [role for role in Role if role in lent and not self.ended_at]

    @property
    def own_roles(self) -> list[Role]:
        return [role for role in self.roles if role not in self.lent_roles]
