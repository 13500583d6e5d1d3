"""What citizens send in, and the mail that leaves the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    name = "inbox"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Inbox")

    def ready(self) -> None:
        from kommunen.models import Role
        from kommunen.registry import (
            DueJob,
            FixedAddress,
            LeftOut,
            ReviewedView,
            RolePermission,
            due_jobs,
            left_out,
            legal_addresses,
            reviewed,
            reviewed_views,
            role_permissions,
        )

        from . import outbox, throttle
        from .barriers import cases, reminders
        from .submissions import retention

        due_jobs.register(DueJob("outgoing-mail", outbox.deliver_due))
        due_jobs.register(DueJob("log-retention", outbox.forget))
        due_jobs.register(DueJob("connection-marks", throttle.forget))
        due_jobs.register(DueJob("submission-retention", retention.forget))
        due_jobs.register(DueJob("barrier-deadlines", reminders.remind))
        due_jobs.register(DueJob("barrier-retention", cases.forget))
        for model, reason in (
            ("inbox.Attempt", "is forgotten within a day, and known to no other installation"),
            ("inbox.BarrierCase", "citizens sent it to this installation, which still answers it"),
            ("inbox.DailySalt", "belongs to all tenants, and to one day"),
            ("inbox.LogEntry", "what this installation did; the other one writes its own"),
            ("inbox.Submission", "citizens sent it to this installation, which still decides it"),
            ("inbox.OutgoingMail", "letters of citizens; this installation still delivers them"),
        ):
            left_out.register(LeftOut(model, reason))
        legal_addresses.register(FixedAddress(_("Report a barrier"), "inbox:barrier"))
        for view in ("log_modeladmin_index", "log_modeladmin_inspect"):
            reviewed_views.register(ReviewedView(view, "inbox.log_admin narrows rows"))
        for view in reviewed("inbox_desk", "list task", "looks rows up in the town of the host"):
            reviewed_views.register(view)
        for view in reviewed(
            "inbox_barriers", "list case", "looks rows up in the town of the host"
        ):
            reviewed_views.register(view)
        for role in Role:
            role_permissions.register(RolePermission(role, "inbox.view_logentry"))
