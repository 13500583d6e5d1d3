"""What the ground floor itself puts into an archive, and what it leaves out."""

from collections.abc import Iterator

from django.apps import apps

from kommunen.models import Category
from kommunen.registry import LeftOut, PortablePart

from .media import media_part
from .pages import page_part
from .rows import rows_part
from .tenant import tenant_part

ACCOUNTS = "names people; accounts do not travel (data protection), they are invited again"

CONSENT = "is an agreement with another tenant of this installation; asked for again elsewhere"

LEFT_OUT = [
    LeftOut("kommunen.AuditEntry", "names people, and tells of this installation"),
    LeftOut("kommunen.Deputyship", ACCOUNTS),
    LeftOut("kommunen.EntryConsent", CONSENT),
    LeftOut("kommunen.TownConsent", CONSENT),
    LeftOut("kommunen.EmbedCheck", "tells how this installation is embedded today"),
    LeftOut("kommunen.EmbedDay", "counts of this installation"),
    LeftOut("kommunen.EmbedHostWish", "was asked of the operator of this installation"),
    LeftOut("kommunen.KommuneGroup", "is made anew with every tenant"),
    LeftOut("kommunen.Membership", ACCOUNTS),
    LeftOut("kommunen.Person", ACCOUNTS),
    LeftOut("kommunen.Rendition", "is made anew from the picture when it is first shown"),
]


def parts() -> Iterator[PortablePart]:
    yield tenant_part()
    yield media_part()
    yield rows_part("kommunen.Category", 20, seen=Category.objects.visible_to)
    yield rows_part("kommunen.Topic", 20)
    yield rows_part("kommunen.ContactPerson", 21)
    yield rows_part("kommunen.Supporter", 21)
    yield page_part()
    if apps.is_installed("wagtail.contrib.redirects"):
        yield rows_part("wagtailredirects.Redirect", 80)
