"""What members of a town may open in the admin. Everything else answers 404 (default deny).

Each entry was reviewed: it shows and changes only what belongs to the member's towns. Upper
floors add theirs to `kommunen.registry.reviewed_views`. `tests/isolation` holds the lists to the
resolver: a view that Wagtail brings along later is closed, and a test says so.
"""

from django.http import HttpRequest
from django.urls import ResolverMatch

from kommunen.desk.checks import (
    bulk_names_own_items,
    chosen_pages_are_known,
    copy_goes_where_the_member_may_look,
    page_chooser_starts_at_home,
)
from kommunen.registry import ReviewedView, reviewed, reviewed_views

SNIPPET_VIEWS = "list list_results add edit delete usage history history_results copy inspect"
CHOOSER_VIEWS = "choose choose_results chosen chosen_multiple create"
LOOKUPS = ("contactperson", "supporter", "category", "topic")

OPEN_TO_MEMBERS = [
    ReviewedView("wagtailadmin_home", "panels ask for the pages a member may edit or moderate"),
    ReviewedView("wagtailadmin_login", "before anybody is known"),
    ReviewedView("wagtailadmin_logout", "ends the own session"),
    ReviewedView("wagtailadmin_account", "the own account only"),
    ReviewedView("wagtailadmin_password_reset", "mails a link to the own address"),
    ReviewedView("wagtailadmin_password_reset_done", "says that a mail is on its way"),
    ReviewedView("wagtailadmin_password_reset_confirm", "opens with the mailed token only"),
    ReviewedView("wagtailadmin_password_reset_complete", "says that the password is set"),
    ReviewedView("wagtailadmin_sprite", "icons"),
    ReviewedView("wagtailadmin_javascript_catalog", "translations"),
    ReviewedView("wagtailadmin_dismissibles", "the own hints"),
    ReviewedView("wagtailadmin_block_preview", "shows the preview value of a block definition"),
    ReviewedView("wagtailadmin_tag_autocomplete", "ours completes from own and central media"),
    *reviewed("wagtailadmin_editing_sessions", "ping release", "asks the row's own policy"),
    ReviewedView("wagtailadmin_explore_root", "core keeps to explorable pages"),
    ReviewedView("wagtailadmin_explore", "core keeps to explorable pages"),
    ReviewedView("wagtailadmin_explore_results", "core keeps to explorable pages"),
    *reviewed("wagtailadmin_pages", "search search_results", "core keeps to explorable pages"),
    *reviewed("wagtailadmin_pages", "choose_parent", "offers explorable parents only"),
    *reviewed(
        "wagtailadmin_pages",
        "add add_subpage preview_on_add set_page_position",
        "needs the permission on the parent",
    ),
    *reviewed(
        "wagtailadmin_pages",
        "edit delete lock unlock unpublish usage view_draft preview_on_edit history"
        " history_results revisions_index revisions_view revisions_revert"
        " revisions_unschedule revisions_compare confirm_workflow_cancellation",
        "needs the permission on the page",
    ),
    *reviewed("wagtailadmin_pages", "move move_confirm", "needs it on page and target"),
    ReviewedView(
        "wagtailadmin_pages:copy",
        "core names a target without access, so the target is checked",
        copy_goes_where_the_member_may_look,
    ),
    *reviewed("wagtailadmin_pages", "set_privacy", "offers the own town's groups only"),
    *reviewed(
        "wagtailadmin_pages",
        "workflow_action collect_workflow_action_data workflow_preview workflow_history"
        " workflow_history_detail",
        "the task asks for the town's approvers",
    ),
    *reviewed(
        "kommunen_sharing",
        "index offer share decide_entry decide_town withdraw_entry withdraw_town",
        "each side finds the rows of its own side only; shows of others what they have offered",
    ),
    ReviewedView("wagtailadmin_choose_page", "narrowed by our chooser hook"),
    ReviewedView("wagtailadmin_choose_page_search", "narrowed by our chooser hook"),
    ReviewedView(
        "wagtailadmin_choose_page_chosen_multiple",
        "names whatever page it is asked for, so all keys are checked",
        chosen_pages_are_known,
    ),
    ReviewedView(
        "wagtailadmin_choose_page_child",
        "the hook does not cover the parent row, so the parent is checked",
        page_chooser_starts_at_home,
    ),
    ReviewedView("wagtailadmin_choose_page_external_link", "a form for an address"),
    ReviewedView("wagtailadmin_choose_page_email_link", "a form for an address"),
    ReviewedView("wagtailadmin_choose_page_phone_link", "a form for a number"),
    ReviewedView("wagtailadmin_choose_page_anchor_link", "a form for an anchor"),
    ReviewedView(
        "wagtail_bulk_action",
        "core names items without access, so all keys are checked",
        bulk_names_own_items,
    ),
    *reviewed(
        "wagtailadmin_api:pages",
        "listing detail find action",
        "feeds the explorer; core keeps to explorable pages",
    ),
    *reviewed(
        "wagtailimages",
        "index index_results add edit delete preview image_usage add_multiple edit_multiple"
        " delete_multiple create_multiple_from_uploaded_image delete_upload_multiple",
        "core keeps to the collections of the role",
    ),
    *reviewed(
        "wagtaildocs",
        "index index_results add edit delete document_usage add_multiple edit_multiple"
        " delete_multiple create_multiple_from_uploaded_document delete_upload_multiple",
        "core keeps to the collections of the role",
    ),
    *reviewed(
        "wagtailimages_chooser",
        f"{CHOOSER_VIEWS} select_format",
        "core keeps to the collections of the role",
    ),
    *reviewed("wagtaildocs_chooser", CHOOSER_VIEWS, "core keeps to the collections of the role"),
    *reviewed("wagtailadmin_pages", "type_use type_use_results", "core keeps to explorable pages"),
    *reviewed(
        "kommunen_reports",
        "approvals approvals_results ageing ageing_results locked locked_results kinds"
        " kinds_results",
        "pages of the own towns that one may write",
    ),
    ReviewedView("kommunen_sign_in", "before anybody is known"),
    ReviewedView("kommunen_code", "the second step, before anybody is known"),
    ReviewedView("kommunen_people:second_factor", "the own account only"),
    ReviewedView("kommunen_people:towns", "lists the own towns only"),
    *reviewed(
        "kommunen_people",
        "list invite edit end bring_back send_link reset_second_factor"
        " deputies end_deputy handover",
        "Verwaltung only; people are looked up in the town of the host",
    ),
    *reviewed(
        "kommunen_embedding",
        "configure ask withdraw pages page forget",
        "members of the host's town; rows are looked up in that town",
    ),
    *reviewed("wagtailsettings", "edit preview_on_edit", "permission for each site"),
    ReviewedView("kommunen_audit", "asks for the role in the town of this host"),
    ReviewedView("kommunen_audit_results", "asks for the role in the town of this host"),
    ReviewedView("wagtailsnippets:index", "lists models the role may touch, no rows"),
]
for lookup in ("category", "topic"):
    OPEN_TO_MEMBERS += reviewed(
        f"wagtailsnippets_kommunen_{lookup}",
        "visibility",
        "kommunen.desk.visibility asks for the role in the town of the host",
    )
for lookup in LOOKUPS:
    OPEN_TO_MEMBERS += [
        *reviewed(
            f"wagtailsnippets_kommunen_{lookup}",
            SNIPPET_VIEWS,
            "kommunen.desk.snippets guards every view",
        ),
        *reviewed(
            f"wagtailsnippetchoosers_kommunen_{lookup}",
            CHOOSER_VIEWS,
            "kommunen.desk.snippets narrows rows",
        ),
    ]


def is_open_to_members(request: HttpRequest, match: ResolverMatch) -> bool:
    """Whether a reviewed entry covers the view and its check, if any, is content."""
    return any(
        entry.name == match.view_name
        and (entry.check is None or entry.check(request, match.kwargs))
        for entry in (*OPEN_TO_MEMBERS, *reviewed_views)
    )
