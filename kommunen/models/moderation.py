"""Moderation by the town's own Freigabe: one task for all towns.

A task for each town would cost a query for each town at every check.
"""

from functools import reduce
from operator import or_

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from .kommune import Kommune
from .membership import Membership, Role, in_view

APPROVERS = (Role.FREIGABE, Role.TEXTREDAKTION)


class TownApprovalTask(Task):
    """Whoever has the role Freigabe in the page's own town may approve."""

    class Meta:
        verbose_name = _("approval by the town")
        verbose_name_plural = _("approvals by the town")

    @classmethod
    def get_description(cls) -> str:
        return _("The Freigabe of the page’s own town approves.")

    def approvers(self, page: Page) -> QuerySet[Membership]:
        """Memberships that may approve this page."""
        return Membership.objects.filter(
            kommune__in=Kommune.objects.owning(page).order_by().values("pk"),
            role__in=APPROVERS,
            user__is_active=True,
        )

    def _may_approve(self, page: Page, user: AbstractBaseUser) -> bool:
        own = self.approvers(page).filter(in_view(user, "kommune__site"), user=user)
        return user.is_superuser or own.exists()

    def user_can_access_editor(self, page: Page, user: AbstractBaseUser) -> bool:
        return self._may_approve(page, user)

    def locked_for_user(self, page: Page, user: AbstractBaseUser) -> bool:
        return not self._may_approve(page, user)

    def user_can_lock(self, page: Page, user: AbstractBaseUser) -> bool:
        return self._may_approve(page, user)

    def user_can_unlock(self, page: Page, user: AbstractBaseUser) -> bool:
        return False

    def get_actions(self, page: Page, user: AbstractBaseUser) -> list[tuple[str, str, bool]]:
        if not self._may_approve(page, user):
            return []
        return [
            ("reject", _("Request changes"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]

    def get_task_states_user_can_moderate(
        self, user: AbstractBaseUser, **kwargs
    ) -> QuerySet[TaskState]:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if user.is_superuser:
            return waiting
        roots = Kommune.objects.filter(
            in_view(user, "site"), memberships__user=user, memberships__role__in=APPROVERS
        ).values_list("site__root_page__path", flat=True)
        if not roots:
            return waiting.none()
        pages = Page.objects.filter(reduce(or_, (Q(path__startswith=path) for path in roots)))
        # A workflow state keeps its object's key as text; PostgreSQL does not cast by itself.
        keys = pages.annotate(key=Cast("pk", CharField())).values("key")
        return waiting.filter(workflow_state__object_id__in=keys)
