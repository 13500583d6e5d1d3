"""Registration only: policies first, then views, then hooks."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from kommunen.audit.report import menu_item as audit_menu_item
from kommunen.audit.report import urls as audit_urls
from kommunen.desk.choosers import only_own_and_central_pages
from kommunen.desk.dashboard import narrow_panels, narrow_summary
from kommunen.desk.menus import hide_closed_items
from kommunen.desk.pages import TenantPageViewSet
from kommunen.desk.policies import OperatorPolicy, TenantPolicy
from kommunen.desk.reports import REPORTS, reports_urls
from kommunen.desk.snippets import hide_closed_actions
from kommunen.desk.viewsets import LookupGroup
from kommunen.embedding.menu import embedding_menu_item, embedding_urls
from kommunen.media import serve_document_only_here
from kommunen.models import Category, ContactPerson, Kommune, Supporter, Topic
from kommunen.oversight.menus import hide_replaced_items
from kommunen.oversight.viewset import KommuneViewSet
from kommunen.people.menu import people_menu_item, people_urls
from kommunen.people.second_factor_views import account_menu_item, second_factor_menu_item
from kommunen.people.standing_in import add_deputy_panel
from kommunen.people.towns import towns_menu_item
from kommunen.privacy import note_public_town
from kommunen.sharing.menu import add_offers_panel, offer_button, sharing_menu_item, sharing_urls

for model in (Category, ContactPerson, Supporter, Topic):
    register_permission_policy(model, TenantPolicy(model))

register_permission_policy(Kommune, OperatorPolicy(Kommune))

register_snippet(LookupGroup)
hooks.register("register_admin_viewset", KommuneViewSet)
hooks.register("register_admin_viewset", TenantPageViewSet, order=1)  # after Wagtail's own

hooks.register("construct_homepage_panels", narrow_panels)
hooks.register("construct_homepage_summary_items", narrow_summary, order=1)
hooks.register("register_admin_urls", audit_urls)
hooks.register("register_reports_menu_item", audit_menu_item)

hooks.register("construct_page_chooser_queryset", only_own_and_central_pages)
hooks.register("on_serve_page", note_public_town, order=-1)  # before Wagtail's own look
hooks.register("before_serve_document", serve_document_only_here)
hooks.register("construct_reports_menu", hide_closed_items)
hooks.register("construct_snippet_action_menu", hide_closed_actions)
hooks.register("construct_settings_menu", hide_closed_items)
hooks.register("construct_settings_menu", hide_replaced_items)
hooks.register("register_admin_urls", embedding_urls)
hooks.register("register_admin_menu_item", embedding_menu_item)
hooks.register("register_admin_urls", people_urls)
hooks.register("register_admin_menu_item", people_menu_item)
hooks.register("register_admin_urls", reports_urls)
for report in REPORTS:
    hooks.register("register_reports_menu_item", report.menu_item)
hooks.register("register_admin_menu_item", towns_menu_item)
hooks.register("register_admin_menu_item", second_factor_menu_item)
hooks.register("register_account_menu_item", account_menu_item)
hooks.register("construct_homepage_panels", add_deputy_panel)

hooks.register("register_admin_urls", sharing_urls)
hooks.register("register_admin_menu_item", sharing_menu_item)
hooks.register("construct_homepage_panels", add_offers_panel)
hooks.register("register_page_header_buttons", offer_button)
hooks.register("register_page_listing_more_buttons", offer_button)
