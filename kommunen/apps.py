"""Ground floor: the tenant."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KommunenConfig(AppConfig):
    name = "kommunen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import post_delete, post_save, pre_delete
        from wagtail.models import TaskState
        from wagtail.signals import post_page_move, task_submitted

        from kommunen.audit import net, recording, retention
        from kommunen.desk import unlocked_doors
        from kommunen.desk.notices import SubmissionNotifier
        from kommunen.desk.settings_form import TownSettingsForm
        from kommunen.embedding import counting, hosts, upkeep
        from kommunen.kept.changes import note_change
        from kommunen.lifecycle import leftovers
        from kommunen.lifecycle.archive import parts
        from kommunen.models import KommuneSettings
        from kommunen.people import deputies, throttle
        from kommunen.people import retention as people_retention
        from kommunen.people.handovers import OPEN_WORK
        from kommunen.people.role_defaults import AUDIT_PERMISSIONS, LOOKUP_PERMISSIONS
        from kommunen.people.sign_ins import note_sign_in
        from kommunen.registry import (
            DueJob,
            TownFigure,
            due_jobs,
            left_out,
            open_work,
            portable_parts,
            role_permissions,
            town_figures,
        )
        from kommunen.tiles.services import services

        unlocked_doors.lock()
        services()  # a map service that is named wrongly stops the start
        KommuneSettings.base_form_class = TownSettingsForm  # models do not know forms
        for each in (*LOOKUP_PERMISSIONS, *AUDIT_PERMISSIONS):
            role_permissions.register(each)
        due_jobs.register(DueJob("embed-checks", upkeep.check_again))
        due_jobs.register(DueJob("embed-days", counting.forget))
        town_figures.register(TownFigure(90, "embed_wishes", _("Hosts asked for"), hosts.wishes_of))
        due_jobs.register(DueJob("sign-in-attempts", throttle.forget))
        due_jobs.register(DueJob("deputies", deputies.settle_all))
        due_jobs.register(DueJob("people-retention", people_retention.forget))
        for work in OPEN_WORK:
            open_work.register(work)
        due_jobs.register(DueJob("deleted-towns", leftovers.finish))
        due_jobs.register(DueJob("audit-retention", retention.forget))
        for part in parts.parts():
            portable_parts.register(part)
        for each in parts.LEFT_OUT:
            left_out.register(each)
        task_submitted.connect(
            SubmissionNotifier(),
            sender=TaskState,
            weak=False,
            dispatch_uid="kommunen_submission_notice",
        )
        user_logged_in.connect(note_sign_in, dispatch_uid="kommunen_note_sign_in")
        for signal in (post_save, post_delete, post_page_move):
            signal.connect(note_change, dispatch_uid="kommunen_note_change")
        # Wagtail has no hook after a log entry; a net needs to hear of every row.
        post_save.connect(recording.note_log_entry, dispatch_uid="kommunen_audit_log")
        post_save.connect(net.note_saved, dispatch_uid="kommunen_audit_saved")
        pre_delete.connect(net.note_deleted, dispatch_uid="kommunen_audit_deleted")
