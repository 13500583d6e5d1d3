"""Checks at the door for the few admin views whose own checks come too late."""

from django.apps import apps
from django.http import HttpRequest
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page
from wagtail.permissions import policy_registry

from kommunen.desk.known import knows
from kommunen.models import Kommune
from kommunen.tenancy import kommune_of, site_ids_of


def page_chooser_starts_at_home(request: HttpRequest, kwargs: dict) -> bool:
    """Whether the chooser opens on the tree's root or in the tree of an own town or the centre."""
    page = Page.objects.filter(pk=kwargs.get("parent_page_id")).first()
    return page is not None and (page.depth == 1 or _is_near(request, page))


def chosen_pages_are_known(request: HttpRequest, kwargs: dict) -> bool:
    """Whether the chooser is asked to name pages of own towns and of the centre only."""
    keys = request.GET.getlist("id")
    if not all(key.isdecimal() for key in keys):
        return False
    return all(knows(request.user, page) for page in Page.objects.filter(pk__in=keys))


def copy_goes_where_the_member_may_look(request: HttpRequest, kwargs: dict) -> bool:
    """Whether the parent that a copy is sent to is known: a refused form would show its title."""
    key = request.POST.get("new_parent_page", "")
    if not key.isdecimal():
        return True  # the form says that there is no such page
    page = Page.objects.filter(pk=key).first()
    return page is None or knows(request.user, page)


def bulk_names_own_items(request: HttpRequest, kwargs: dict) -> bool:
    """Every key of a bulk action names something the member may see."""
    try:
        model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError:
        return False
    keys = [key for key in request.GET.getlist("id") if key != "all"]
    if parent := request.GET.get("childOf"):
        keys.append(parent)
    if not all(key.isdecimal() for key in keys):
        return False
    if issubclass(model, Page):
        if not keys and not _keeps_to_own_town(kwargs):
            return False  # “all” without a parent page are the pages of all towns
        pages = Page.objects.filter(pk__in=keys)
        return len(pages) == len(set(keys)) and all(_is_own(request, page) for page in pages)
    visible = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        request.user, ["view", "change", "delete", "choose"]
    )
    return visible.filter(pk__in=keys).distinct().count() == len(set(keys))


def _keeps_to_own_town(kwargs: dict) -> bool:
    """Whether the action says of itself that its “all” are the pages of one town."""
    action = bulk_action_registry.get_bulk_action_class(
        kwargs["app_label"], kwargs["model_name"], kwargs["action"]
    )
    return getattr(action, "keeps_to_own_town", False)


def _is_own(request: HttpRequest, page: Page) -> bool:
    kommune = kommune_of(page)
    return kommune is not None and kommune.site_id in site_ids_of(request.user)


def _is_near(request: HttpRequest, page: Page) -> bool:
    kommune = kommune_of(page)
    return kommune is not None and (
        kommune.site_id in site_ids_of(request.user) or kommune.kind == Kommune.Kind.ZENTRALE
    )
