"""What imports, subscriptions and neighbours hang into the registries."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kommunen.desk.access import CHOOSER_VIEWS, SNIPPET_VIEWS
from kommunen.registry import (
    DueJob,
    Shareable,
    ThingName,
    due_jobs,
    left_out,
    reviewed,
    reviewed_views,
    role_permissions,
    shareables,
    thing_names,
)


def register() -> None:
    from .around import SHARED_AS
    from .models import EventImport
    from .portable import LEFT_OUT
    from .subscriptions import due
    from .subscriptions.viewset import PERMISSIONS

    shareables.register(Shareable(SHARED_AS, _("All events"), "termintipps.EventPage"))
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
