"""What imports and subscriptions hang into the registries."""

from django.utils.translation import pgettext_lazy

from kommunen.desk.access import CHOOSER_VIEWS, SNIPPET_VIEWS
from kommunen.registry import (
    DueJob,
    ThingName,
    due_jobs,
    left_out,
    reviewed,
    reviewed_views,
    role_permissions,
    thing_names,
)


def register() -> None:
    from .models import EventImport
    from .portable import LEFT_OUT
    from .subscriptions import due
    from .subscriptions.viewset import PERMISSIONS

    due_jobs.register(DueJob("termintipps.subscriptions", due.run))
    due_jobs.register(DueJob("termintipps.imports", EventImport.objects.forget))
    for permission in PERMISSIONS:
        role_permissions.register(permission)
    for each in LEFT_OUT:
        left_out.register(each)
    thing_names.register(
        ThingName(
            "termintipps.subscription", pgettext_lazy("accusative", "the subscribed calendar")
        )
    )
    for view in (
        *reviewed(
            "termintipps_transfer",
            "index show undo export",
            "who may add events to the list of the host's town; imports are looked up there",
        ),
        *reviewed(
            "termintipps_subscriptions",
            "show visit",
            "looked up in the host's town, with the permission on the row",
        ),
        *reviewed(
            "wagtailsnippets_termintipps_subscription",
            SNIPPET_VIEWS,
            "kommunen.desk.snippets guards every view",
        ),
        *reviewed(
            "wagtailsnippetchoosers_termintipps_subscription",
            CHOOSER_VIEWS,
            "kommunen.desk.snippets narrows rows",
        ),
    ):
        reviewed_views.register(view)
