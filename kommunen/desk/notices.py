"""Mails to a town's Freigabe when something waits for it."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.admin.mail import BaseGroupApprovalTaskStateEmailNotifier
from wagtail.models import TaskState

from kommunen.models import TownApprovalTask


class SubmissionNotifier(BaseGroupApprovalTaskStateEmailNotifier):
    """Wagtail's own mail, sent to the approvers of the page's town instead of to groups."""

    notification = "submitted"

    def can_handle(self, instance, **kwargs) -> bool:
        return isinstance(instance, TaskState) and isinstance(
            instance.task.specific, TownApprovalTask
        )

    def get_recipient_users(self, task_state: TaskState, **kwargs) -> QuerySet:
        page = task_state.workflow_state.content_object
        approvers = task_state.task.specific.approvers(page).values("user")
        users = get_user_model().objects.filter(pk__in=approvers)
        return users.exclude(pk=kwargs["user"].pk) if kwargs.get("user") else users
