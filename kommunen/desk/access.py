"""What members of a town may open in the admin. Everything else answers 404 (default deny).

Each entry was reviewed: it shows and changes only what belongs to the member's towns. Upper
floors add theirs to `kommunen.registry.reviewed_views`.
"""

from fnmatch import fnmatchcase

from django.http import HttpRequest
from django.urls import ResolverMatch

from kommunen.desk.checks import bulk_names_own_items, page_chooser_starts_at_home
from kommunen.registry import ReviewedView, reviewed_views

OPEN_TO_MEMBERS = [
    ReviewedView("wagtailadmin_home", "panels ask for the pages a member may edit or moderate"),
    ReviewedView("wagtailadmin_login", "before anybody is known"),
    ReviewedView("wagtailadmin_logout", "ends the own session"),
    ReviewedView("wagtailadmin_account", "the own account only"),
    ReviewedView("wagtailadmin_password_reset*", "mails a link to the own address"),
    ReviewedView("wagtailadmin_sprite", "icons"),
    ReviewedView("wagtailadmin_javascript_catalog", "translations"),
    ReviewedView("wagtailadmin_dismissibles", "the own hints"),
    ReviewedView("wagtailadmin_block_preview", "shows the preview value of a block definition"),
    ReviewedView("wagtailadmin_editing_sessions:*", "asks the page's or the row's own policy"),
    ReviewedView("wagtailadmin_explore*", "core keeps to explorable pages"),
    ReviewedView("wagtailadmin_pages:add*", "needs the permission on the parent"),
    ReviewedView("wagtailadmin_pages:choose_parent", "offers explorable parents only"),
    ReviewedView("wagtailadmin_pages:c*workflow*", "needs the permission on the page"),
    ReviewedView("wagtailadmin_pages:copy", "needs the permission on page and target"),
    ReviewedView("wagtailadmin_pages:delete", "needs the permission on the page"),
    ReviewedView("wagtailadmin_pages:edit", "needs the permission on the page"),
    ReviewedView("wagtailadmin_pages:history*", "needs the permission on the page"),
    ReviewedView("wagtailadmin_pages:lock", "needs the permission on the page"),
    ReviewedView("wagtailadmin_pages:unlock", "needs the permission on the page"),
    ReviewedView("wagtailadmin_pages:move*", "needs the permission on page and target"),
    ReviewedView("wagtailadmin_pages:preview_on_*", "needs the permission on the page"),
    ReviewedView("wagtailadmin_pages:revisions_*", "needs the permission on the page"),
    ReviewedView("wagtailadmin_pages:search*", "core keeps to explorable pages"),
    ReviewedView("wagtailadmin_pages:set_page_position", "needs the permission on the parent"),
    ReviewedView("wagtailadmin_pages:unpublish", "needs the permission on the page"),
    ReviewedView("wagtailadmin_pages:usage", "needs the permission on the page"),
    ReviewedView("wagtailadmin_pages:view_draft", "needs the permission on the page"),
    ReviewedView("wagtailadmin_pages:workflow_*", "the task asks for the town's approvers"),
    ReviewedView("wagtailadmin_choose_page", "narrowed by our chooser hook"),
    ReviewedView("wagtailadmin_choose_page_search", "narrowed by our chooser hook"),
    ReviewedView("wagtailadmin_choose_page_chosen_multiple", "narrowed by our chooser hook"),
    ReviewedView(
        "wagtailadmin_choose_page_child",
        "the hook does not cover the parent row, so the parent is checked",
        page_chooser_starts_at_home,
    ),
    ReviewedView("wagtailadmin_choose_page_*_link", "forms for addresses typed by hand"),
    ReviewedView(
        "wagtail_bulk_action",
        "core names items without access, so all keys are checked",
        bulk_names_own_items,
    ),
    ReviewedView("wagtailadmin_api:pages:*", "feeds the explorer; core keeps to explorable pages"),
    ReviewedView("wagtailimages:[!u]*", "core keeps to the collections of the role"),
    ReviewedView("wagtailimages_chooser:*", "core keeps to the collections of the role"),
    ReviewedView("wagtaildocs:*", "core keeps to the collections of the role"),
    ReviewedView("wagtaildocs_chooser:*", "core keeps to the collections of the role"),
    ReviewedView("wagtailsettings:*", "permission for each site"),
    ReviewedView("wagtailsnippets:index", "lists models the role may touch, no rows"),
    ReviewedView("wagtailsnippets_kommunen_*", "kommunen.desk.snippets guards every view"),
    ReviewedView("wagtailsnippetchoosers_kommunen_*", "kommunen.desk.snippets narrows rows"),
]


def is_open_to_members(request: HttpRequest, match: ResolverMatch) -> bool:
    """Whether a reviewed entry covers the view and its check, if any, is content."""
    return any(
        fnmatchcase(match.view_name, entry.pattern)
        and (entry.check is None or entry.check(request, match.kwargs))
        for entry in (*OPEN_TO_MEMBERS, *reviewed_views)
    )
