"""Buttons below the form of a text: submit for approval, or return with a comment."""

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry
from wagtail.snippets.action_menu import ActionMenuItem

from kommunen.desk.snippets import owner_of_new_row

from .approval import open_request
from .models import Textbaustein
from .text_views import SUBMIT_ACTION


class SubmitMenuItem(ActionMenuItem):
    """For those who may write but not publish."""

    name = f"action-{SUBMIT_ACTION}"
    label = _("Submit for approval")
    icon_name = "resubmit"

    def is_shown(self, context: dict) -> bool:
        return super().is_shown(context) and not may_publish(context)


class GiveBackMenuItem(ActionMenuItem):
    """For those who may publish, as long as the text waits."""

    name = "action-give-back"
    label = _("Return with a comment")
    icon_name = "rotate"

    def is_shown(self, context: dict) -> bool:
        text = context.get("instance")
        if text is None or not may_publish(context):
            return False
        request = open_request(text)
        return request is not None and not request.is_returned

    def get_url(self, parent_context: dict) -> str:
        text = parent_context["instance"]
        return reverse(text.snippet_viewset.get_url_name("give_back"), args=[text.pk])


def may_publish(context: dict) -> bool:
    request = context["request"]
    text = context.get("instance") or Textbaustein(site=owner_of_new_row(request))
    policy = policy_registry.get_by_type(Textbaustein)
    return policy.user_has_permission_for_instance(request.user, "publish", text)


def submit_item(model: type[Model]) -> ActionMenuItem | None:
    return SubmitMenuItem(order=10) if model is Textbaustein else None


def give_back_item(model: type[Model]) -> ActionMenuItem | None:
    return GiveBackMenuItem(order=25) if model is Textbaustein else None
