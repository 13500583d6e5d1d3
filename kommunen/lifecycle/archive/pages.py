"""All pages of the tenant, one file each, in the order of the tree: parents come first."""

from functools import partial
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction, Revision, get_page_models

from kommunen.lifecycle.belongings import is_tenant_page, rows_of
from kommunen.models import Role
from kommunen.registry import PortablePart

from .arrival import Arrival
from .departure import Departure
from .drafts import restore_versions
from .form import BadArchive, damaged
from .records import Recorder
from .restoring import Restorer
from .rows import name_of

START = "page:/"
AT_ONCE = 50  # pages read together


def page_part() -> PortablePart:
    labels = tuple(model._meta.label for model in get_page_models() if is_tenant_page(model))
    return PortablePart("pages", 50, labels, _export, _restore)


# --- Out ------------------------------------------------------------------------------------


def _export(departure: Departure) -> None:
    recorder, names = Recorder(departure), departure.own_names("page", Page)
    pages = list(rows_of(Page, departure.kommune).order_by("path").values_list("pk", "path"))
    parents = {path: names[str(pk)] for pk, path in pages}
    for start in range(0, len(pages), AT_ONCE):
        some = pages[start : start + AT_ONCE]
        found = Page.objects.filter(pk__in=[pk for pk, _path in some]).specific().order_by("path")
        for number, page in enumerate(found, start + 1):
            record = {
                "type": page._meta.label,
                "parent": parents.get(page.path[: -Page.steplen]),
                **recorder.record(page, names[str(page.pk)]),
                "alias_of": names.get(str(page.alias_of_id)),
                "view_restrictions": _restrictions_of(page),
            }
            departure.writer.add_json(f"pages/{number:06}.json", record)
        departure.tell(
            _("%(number)s of %(all)s pages")
            % {"number": min(start + AT_ONCE, len(pages)), "all": len(pages)}
        )
    departure.count("page", len(pages))


def _restrictions_of(page: Page) -> list[dict]:
    found = PageViewRestriction.objects.filter(page=page).prefetch_related("groups__kommune_group")
    return [
        {
            "type": each.restriction_type,
            "password": each.password,
            "roles": [
                group.kommune_group.role
                for group in each.groups.all()
                if hasattr(group, "kommune_group")
            ],
        }
        for each in found
    ]


# --- In -------------------------------------------------------------------------------------


def _restore(arrival: Arrival) -> None:
    restorer, pages = Restorer(arrival), {}
    for file in arrival.reader.names("pages"):
        record = arrival.reader.json(file)
        if not isinstance(record, dict):
            raise damaged(file)
        name = name_of(record, "page", "")
        model = _model_of(record, file)
        if not pages:
            page = _start_page(arrival, model, restorer, record, name)
        else:
            page = _new_page(restorer, model, record, name, pages.get(record.get("parent")))
        pages[name] = page
        arrival.keep(name, page)
        arrival.accept(name)
        arrival.later(partial(_finish, arrival, restorer, file, page, name))
    if not pages:
        raise BadArchive("pages", _("The archive has no pages."))
    arrival.tell(_("%(number)s pages are laid out") % {"number": len(pages)})


def _start_page(
    arrival: Arrival, model: type[Page], restorer: Restorer, record: dict, name: str
) -> Page:
    """The page that founding has made takes on what the archive has; its slug shows nowhere."""
    page = arrival.kommune.site.root_page.specific
    if name != START or model is not type(page):
        raise BadArchive(name, _("The first page must be a start page of this program."))
    for attribute, value in restorer.plain(model, record, name).items():
        if attribute != "slug":
            setattr(page, attribute, value)
    Revision.objects.for_instance(page).delete()
    page.latest_revision = page.live_revision = None
    return page


def _new_page(
    restorer: Restorer, model: type[Page], record: dict, name: str, parent: Page | None
) -> Page:
    if parent is None:
        raise BadArchive(name, _("The page above it is missing in the archive."))
    if model not in type(parent).allowed_subpage_models():
        raise BadArchive(name, _("A page of this type is not allowed there."))
    values = restorer.plain(model, record, name)
    if not values.get("title") or not values.get("slug"):
        raise damaged(name)
    page = model(**values)
    page.live = False  # until it is complete
    parent.add_child(instance=page)
    return page


def _model_of(record: dict, file: str) -> type[Page]:
    label = record.get("type")
    for model in get_page_models():
        if model._meta.label == label and is_tenant_page(model):
            return model
    raise BadArchive(
        file, _("This program has no pages of type %(type)s.") % {"type": str(label)[:80]}
    )


def _finish(arrival: Arrival, restorer: Restorer, file: str, page: Page, name: str) -> None:
    record = arrival.reader.json(file)
    page = type(page)._base_manager.get(pk=page.pk) if name != START else page
    restorer.fill(page, record, name)
    restorer.fill_lists(page, record, name)
    restorer.fill_children(page, record, name)
    if (source := record.get("alias_of")) is not None:
        if not isinstance(source, str):
            raise damaged(name)
        page.alias_of_id = arrival.key(source, Page, name)
    restore_versions(restorer, page, record, name)
    _restrict(arrival, page, record.get("view_restrictions", []), name)


def _restrict(arrival: Arrival, page: Page, restrictions: Any, name: str) -> None:
    """A page that was behind a door stays so: for groups that are not here, nobody may pass."""
    if not isinstance(restrictions, list):
        raise damaged(name)
    for each in restrictions:
        kinds = dict(PageViewRestriction.RESTRICTION_CHOICES)
        if not isinstance(each, dict) or each.get("type") not in kinds:
            raise damaged(name)
        password, roles = each.get("password", ""), each.get("roles", [])
        if not isinstance(password, str) or len(password) > 255 or not isinstance(roles, list):
            raise damaged(name)
        restriction = PageViewRestriction.objects.create(
            page=Page.objects.get(pk=page.pk), restriction_type=each["type"], password=password
        )
        known = [role for role in Role if role in roles]
        restriction.groups.set(
            Group.objects.filter(
                kommune_group__kommune=arrival.kommune, kommune_group__role__in=known
            )
        )
