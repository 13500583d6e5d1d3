"""How a tenant is set up: site, pages, collection, groups, moderation. All of it or nothing."""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page, Site, Workflow, WorkflowPage, WorkflowTask

from kommunen.audit.acting import told_in_one_line
from kommunen.audit.recording import record
from kommunen.geo.outlines import check_key, extent, outline
from kommunen.hosts import normalise_hostname
from kommunen.models import (
    Category,
    HostAlias,
    Kommune,
    KommuneSettings,
    TownApprovalTask,
)
from kommunen.people.roles import sync_groups
from kommunen.registry import town_parts

WORKFLOW_NAME = "Freigabe der Kommune"


@dataclass(frozen=True)
class NewTown:
    """What a part of a new town gets to work with."""

    kommune: Kommune
    root_page: Page

    def publish(self, page: Page, parent: Page | None = None) -> Page:
        """Put a page under the start page (or `parent`) and publish it with a revision."""
        (parent or self.root_page).add_child(instance=page)
        page.save_revision(clean=False).publish()
        return page


@transaction.atomic
def found_kommune(
    *,
    name: str,
    host: str,
    port: int = 443,
    key: str = "",
    kind: str = Kommune.Kind.STADT,
    state: str = Kommune.State.PREPARING,
    is_bare: bool = False,
) -> Kommune:
    """Set up a complete tenant and return it.

    Args:
        name: Without the kind, e.g. "Ratingen".
        host: Host name; umlauts are written as punycode.
        port: Port of the links that the site writes, 1 to 65535.
        key: AGS of 8 digits, 5 for a Kreis, empty for the central site.
        is_bare: Only the start page: an archive brings the rest.

    Raises:
        ValidationError: with sentences for the operator; then nothing was made.
    """
    hostname = normalise_hostname(host)
    kind = Kommune.Kind(kind)
    _check(name, hostname, port, key, kind)

    with told_in_one_line():
        kommune = _build(name, hostname, port, key, kind, state, is_bare)
    record("kommunen.found", kommune)
    return kommune


def _build(
    name: str, hostname: str, port: int, key: str, kind: str, state: str, is_bare: bool
) -> Kommune:
    root_page = _root_page(name, hostname)
    site = Site.objects.create(hostname=hostname, port=port, site_name=name, root_page=root_page)
    geometry = outline(key) if key else None
    kommune = Kommune.objects.create(
        site=site,
        name=name.strip(),
        kind=kind,
        key=key,
        outline=geometry,
        extent=list(extent(geometry)) if geometry else None,
        state=state,
        collection=Collection.get_first_root_node().add_child(name=f"{name} ({hostname})"[:255]),
    )
    KommuneSettings.objects.create(site=site)
    if not (is_bare and kommune.is_central):
        _ensure_categories()
    WorkflowPage.objects.create(workflow=shared_workflow(), page=root_page)
    for part in () if is_bare else town_parts:
        part.build(NewTown(kommune, root_page))
    # A new centre opens its collection to the towns that are already there.
    for each in Kommune.objects.complete() if kommune.is_central else [kommune]:
        sync_groups(each)
    return kommune


def shared_workflow() -> Workflow:
    """The one workflow with the one task that all towns use."""
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    if created:
        task = TownApprovalTask.objects.create(name=WORKFLOW_NAME)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _check(name: str, hostname: str, port: int, key: str, kind: Kommune.Kind) -> None:
    if not name.strip():
        raise ValidationError(_("The tenant needs a name."))
    if not 1 <= port <= 65535:
        raise ValidationError(_("%(port)s is no port: 1 to 65535.") % {"port": port})
    taken = Site.objects.filter(hostname=hostname).first()
    if taken and hasattr(taken, "kommune"):
        raise ValidationError(
            _("The host %(host)s already belongs to %(owner)s. Nothing was changed.")
            % {"host": hostname, "owner": taken.kommune}
        )
    if taken:
        raise ValidationError(
            _("The host %(host)s already belongs to another site. Nothing was changed.")
            % {"host": hostname}
        )
    if HostAlias.objects.filter(hostname=hostname).exists():
        raise ValidationError(
            _("The host %(host)s is already an alias of a tenant. Nothing was changed.")
            % {"host": hostname}
        )
    if kind == Kommune.Kind.ZENTRALE:
        if Kommune.objects.filter(kind=kind).exists():
            raise ValidationError(_("There is a central site already. Nothing was changed."))
        if key:
            raise ValidationError(_("The central site has no key."))
        return
    if not key:
        return
    check_key(kind, key)
    if owner := Kommune.objects.filter(key=key).first():
        raise ValidationError(
            _("The key %(key)s already belongs to %(owner)s. Nothing was changed.")
            % {"key": key, "owner": owner}
        )


def _root_page(name: str, hostname: str) -> Page:
    model = apps.get_model(getattr(settings, "KOMMUNEN_ROOT_PAGE_MODEL", "home.HomePage"))
    page = model(title=name, slug=slugify(hostname.replace(".", "-"))[:255], show_in_menus=False)
    Page.get_first_root_node().add_child(instance=page)
    page.save_revision(clean=False).publish()
    return page


def _ensure_categories() -> None:
    """The eight kinds of engagement, central, unless somebody has already made central ones."""
    if Category.objects.filter(site=None).exists():
        return
    names = {
        "gaerten": "Gärten & Grün",
        "reparieren": "Reparieren",
        "teilen": "Teilen & Tauschen",
        "lebensmittel": "Lebensmittel retten",
        "mobilitaet": "Mobilität",
        "energie": "Energie & Klima",
        "bildung": "Bildung & Beratung",
        "vernetzung": "Vernetzung",
    }
    Category.objects.bulk_create(
        Category(
            name=name,
            slug=slug,
            kind=slug,
            pictogram=f"k-{slug}",
            letter=name[0],
            sort_order=10 * (place + 1),
        )
        for place, (slug, name) in enumerate(names.items())
    )
