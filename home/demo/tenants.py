"""The demo's tenants: founded as the operator's command founds them, then given their settings."""

from wagtail.models import Site

from home.demo.content import Folder, folders
from kommunen.lifecycle.founding import found_kommune
from kommunen.models import Kommune, KommuneSettings


def existing(folder: Folder) -> Kommune | None:
    return Kommune.objects.serving(folder.tenant["host"]).first()


def found(folder: Folder, port: int) -> Kommune:
    """Set up the tenant.

    Raises:
        ValidationError: the host is taken.
    """
    facts = folder.tenant
    kommune = found_kommune(
        name=facts["name"],
        host=facts["host"],
        port=port,
        key=facts.get("key", ""),
        kind=facts["kind"],
        state=Kommune.State.LIVE,
    )
    KommuneSettings.objects.filter(site=kommune.site).update(**facts["settings"])
    return Kommune.objects.complete().get(pk=kommune.pk)


def move_to(port: int) -> None:
    """Let the demo's sites write links with this port."""
    hosts = [folder.tenant["host"] for folder in folders()]
    for site in Site.objects.filter(hostname__in=hosts).exclude(port=port):
        site.port = port
        site.save()  # not update(): Wagtail forgets its cached addresses on save
