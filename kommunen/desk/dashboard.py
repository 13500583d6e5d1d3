"""The admin's first page: Wagtail lists what somebody once touched, also in a town they left."""

from collections.abc import Mapping

from django.http import HttpRequest
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
)
from wagtail.models import Page

from kommunen.tenancy import is_bound, pages_of


class OwnRecentEditsPanel(RecentEditsPanel):
    def get_context_data(self, parent_context: Mapping) -> dict:
        context = super().get_context_data(parent_context)
        own = _own_keys(parent_context, [page for _moment, page in context["last_edits"]])
        context["last_edits"] = [each for each in context["last_edits"] if each[1].pk in own]
        return context


class OwnLockedPagesPanel(LockedPagesPanel):
    def get_context_data(self, parent_context: Mapping) -> dict:
        context = super().get_context_data(parent_context)
        own = pages_of(parent_context["request"].user)
        context["locked_pages"] = context["locked_pages"].filter(pk__in=own.values("pk"))
        return context


class OwnPagesInModerationPanel(UserObjectsInWorkflowModerationPanel):
    def get_context_data(self, parent_context: Mapping) -> dict:
        context = super().get_context_data(parent_context)
        states = list(context["workflow_states"])
        own = _own_keys(parent_context, [state.content_object for state in states])
        context["workflow_states"] = [each for each in states if each.content_object.pk in own]
        return context


class OwnPagesSummaryItem(PagesSummaryItem):
    def get_context_data(self, parent_context: Mapping) -> dict:
        context = super().get_context_data(parent_context)
        return {**context, "total_pages": pages_of(self.request.user).count()}


OURS = {
    RecentEditsPanel: OwnRecentEditsPanel,
    LockedPagesPanel: OwnLockedPagesPanel,
    UserObjectsInWorkflowModerationPanel: OwnPagesInModerationPanel,
}


def narrow_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Wagtail's hook for the first page: ours in place of its panels, for members of a town."""
    if is_bound(request.user):
        panels[:] = [OURS[type(each)]() if type(each) in OURS else each for each in panels]


def narrow_summary(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Wagtail's hook for the figures at the top: it counts from the root that two towns share."""
    if is_bound(request.user):
        items[:] = [
            OwnPagesSummaryItem(request) if type(each) is PagesSummaryItem else each
            for each in items
        ]


def _own_keys(parent_context: Mapping, pages: list[Page]) -> set[int]:
    own = pages_of(parent_context["request"].user).filter(pk__in=[page.pk for page in pages])
    return set(own.values_list("pk", flat=True))
