"""On the admin's first page: texts that wait for somebody."""

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from .models import ApprovalRequest, Textbaustein

MOST = 10


class WaitingTextsPanel(Component):
    """For the Freigabe: what was submitted. For the Redaktion: what came back."""

    name = "waiting_texts"
    template_name = "textbausteine/admin/waiting_texts_panel.html"
    order = 150

    def get_context_data(self, parent_context: dict) -> dict:
        user = parent_context["request"].user
        policy = policy_registry.get_by_type(Textbaustein)
        requests = ApprovalRequest.objects.select_related("text", "asked_by", "returned_by")

        def of(action: str):
            return policy.instances_user_has_any_permission_for(user, [action]).values("pk")

        return {
            "waiting": requests.waiting().filter(text__in=of("publish"))[:MOST],
            "returned": requests.returned().filter(text__in=of("change"))[:MOST],
            "edit_url_name": Textbaustein.snippet_viewset.get_url_name("edit"),
        }


def add_waiting_texts(request: HttpRequest, panels: list[Component]) -> None:
    """Wagtail's hook for the admin's first page."""
    panels.append(WaitingTextsPanel())
