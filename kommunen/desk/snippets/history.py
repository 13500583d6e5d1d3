"""What happened to a row, and who did it: strangers by their role, the centre's drafts left out."""

from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.history import ActionColumn, HistoryFilterSet
from wagtail.admin.widgets.button import Button
from wagtail.models import DraftStateMixin, ModelLogEntry
from wagtail.snippets.views.snippets import HistoryView

from kommunen.desk.persons import PersonColumn, colleagues_of
from kommunen.tenancy import is_bound

from .versions import only_reads

PUBLISHING = ("wagtail.publish", "wagtail.unpublish")


class PublishedColumn(ActionColumn):
    """For readers: look at what was published, and compare it with what is live."""

    def get_status(self, instance: ModelLogEntry, parent_context: dict) -> str | None:
        is_live = instance.revision_id and instance.revision_id == self.object.live_revision_id
        return _("Live version") if is_live else None

    def get_actions(self, instance: ModelLogEntry, parent_context: dict) -> list[dict]:
        if not instance.revision_id or not self.revision_enabled:
            return []
        key = quote(self.object.pk)
        preview = reverse(self.url_names["revisions_view"], args=[key, instance.revision_id])
        actions = [{"url": preview, "label": _("Preview")}]
        if instance.revision_id != self.object.live_revision_id:
            ends = [key, instance.revision_id, "live"]
            compare = reverse(self.url_names["revisions_compare"], args=ends)
            actions.append({"url": compare, "label": _("Compare with the live version")})
        return actions


class TenantHistoryFilterSet(HistoryFilterSet):
    def get_users_queryset(self) -> QuerySet:
        users = super().get_users_queryset()
        viewer = self.request.user
        return users & colleagues_of(viewer) if is_bound(viewer) else users


class TenantHistoryView(HistoryView):
    filterset_class = TenantHistoryFilterSet

    @cached_property
    def only_reads(self) -> bool:
        return only_reads(self.request.user, self.object)

    @cached_property
    def columns(self) -> list[Column]:
        action, user, *others = super().columns
        if self.only_reads:
            action = PublishedColumn(
                action.name,
                label=action.label,
                object=self.object,
                url_names=action.url_names,
                user_can_unschedule=False,
            )
        return [action, PersonColumn(user.name, label=user.label, width=user.width), *others]

    @cached_property
    def header_buttons(self) -> list[Button]:
        return [] if self.only_reads else super().header_buttons

    def get_edit_url(self, instance) -> str | None:
        return None if self.only_reads else super().get_edit_url(instance)

    def get_page_subtitle(self) -> str:
        return str(self.object) if self.only_reads else super().get_page_subtitle()

    def get_base_queryset(self) -> QuerySet[ModelLogEntry]:
        entries = super().get_base_queryset()
        if self.only_reads and isinstance(self.object, DraftStateMixin):
            return entries.filter(action__in=PUBLISHING)
        return entries
