"""Registration only: the policy first, then the views, then hooks."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .action_menu import give_back_item, submit_item
from .approval import RETURN, SUBMIT
from .blocks.links import register_links
from .contract.desk.panel import add_changes, changes_item, contract_urls, spread_item
from .deletion import keep_used_texts
from .homepage_panels import add_waiting_texts
from .models import Textbaustein
from .placeholder_menu import register_placeholders
from .policies import TextPolicy
from .takeaway.bulk import TakePack
from .takeaway.desk import take_urls
from .viewsets import TextViewSet

register_permission_policy(Textbaustein, TextPolicy(Textbaustein))
register_snippet(TextViewSet)

hooks.register("register_snippet_action_menu_item", submit_item)
hooks.register("register_snippet_action_menu_item", give_back_item)
hooks.register("construct_homepage_panels", add_waiting_texts)
hooks.register("construct_homepage_panels", add_changes)
hooks.register("register_admin_menu_item", changes_item)
hooks.register("register_admin_menu_item", spread_item)
hooks.register("register_admin_urls", contract_urls)
hooks.register("register_admin_urls", take_urls)
hooks.register("register_bulk_action", TakePack)
hooks.register("register_rich_text_features", register_placeholders)
hooks.register("register_rich_text_features", register_links, order=1)  # after Wagtail's own
hooks.register("before_delete_snippet", keep_used_texts)


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action(SUBMIT, _("Submit for approval"), _("Submitted for approval"))
    actions.register_action(RETURN, _("Return with a comment"), _("Returned with a comment"))
