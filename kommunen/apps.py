"""Ground floor: the tenant."""

from django.apps import AppConfig


class KommunenConfig(AppConfig):
    name = "kommunen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import post_delete, post_save
        from wagtail.models import TaskState
        from wagtail.signals import post_page_move, task_submitted

        from kommunen.desk import unlocked_doors
        from kommunen.desk.notices import SubmissionNotifier
        from kommunen.kept_pages import note_change
        from kommunen.lifecycle import leftovers
        from kommunen.people import throttle
        from kommunen.people.role_defaults import LOOKUP_PERMISSIONS
        from kommunen.people.sign_ins import note_sign_in
        from kommunen.registry import DueJob, due_jobs, role_permissions

        unlocked_doors.lock()
        for each in LOOKUP_PERMISSIONS:
            role_permissions.register(each)
        due_jobs.register(DueJob("sign-in-attempts", throttle.forget))
        due_jobs.register(DueJob("deleted-towns", leftovers.finish))
        task_submitted.connect(
            SubmissionNotifier(),
            sender=TaskState,
            weak=False,
            dispatch_uid="kommunen_submission_notice",
        )
        user_logged_in.connect(note_sign_in, dispatch_uid="kommunen_note_sign_in")
        for signal in (post_save, post_delete, post_page_move):
            signal.connect(note_change, dispatch_uid="kommunen_note_change")
