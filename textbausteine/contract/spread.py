"""Where a central text is used and how far behind: for the centre, without the towns' drafts."""

from bisect import bisect_right
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kommunen.models import Kommune
from textbausteine.models import Adoption, Improvement, Notice, Pin, Textbaustein
from textbausteine.usage import pages_naming, sites_of

from .releases import Use, uses_of


@dataclass(frozen=True)
class TownUse:
    kommune: Kommune
    use: str  # label
    pages: int
    behind: int  # published changes that the town has not taken over
    notice: Notice | None  # about the newest change


def central_texts() -> QuerySet[Textbaustein]:
    """All that were published once, each with numbers of the towns; one query."""

    def number(rows: QuerySet, of: str):
        counted = rows.filter(**{of: OuterRef("pk")}).order_by().values(of)
        counted = counted.annotate(number=Count("pk")).values("number")
        return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

    return (
        Textbaustein.objects.filter(site=None, first_published_at__isnull=False)
        .brief()
        .annotate(
            adopted=number(Adoption.objects.filter(text__site__isnull=False), "source"),
            pinned=number(Pin.objects.filter(site__isnull=False), "source"),
            unanswered=number(Notice.objects.open(), "release__text"),
            urgent=number(Notice.objects.open().exclude(act_by=None), "release__text"),
            proposals=number(Improvement.objects.waiting(), "source"),
        )
        .order_by("title")
    )


def towns_using(text: Textbaustein) -> list[TownUse]:
    """A row for each town, those with an open urgent change first. A fixed number of queries."""
    uses, pages = uses_of(text), sites_of(pages_naming(text))
    releases = list(text.releases.order_by("pk").values_list("pk", flat=True))
    base = dict(Pin.objects.filter(source=text).values_list("site", "release"))
    adoptions = Adoption.objects.filter(source=text)
    base |= dict(adoptions.values_list("text__site", "release"))
    newest = Notice.objects.filter(release__text=text).exclude(answer=Notice.Answer.OVERTAKEN)
    notices = {notice.site_id: notice for notice in newest.order_by("pk")}
    towns = Kommune.objects.filter(Q(site__in=uses)).select_related("site").order_by("name")
    found = [
        TownUse(
            kommune=town,
            use=Use(uses[town.site_id]).label,
            pages=pages[town.site_id],
            behind=_behind(releases, base.get(town.site_id), uses[town.site_id]),
            notice=notices.get(town.site_id),
        )
        for town in towns
    ]
    return sorted(found, key=lambda row: not (row.notice and _is_urgent(row.notice)))


def _behind(releases: list[int], base: int | None, use: str) -> int:
    if use == Use.LIVE:
        return 0
    return len(releases) - bisect_right(releases, base or 0)


def _is_urgent(notice: Notice) -> bool:
    return not notice.answer and notice.act_by is not None
