"""Where a text is used: on the pages that name it, or that name the text it stands for.

A town's version takes the place of the central text on the town's pages, so both count. A member
of a town counts the own pages only; the centre and the operator count all.
"""

from collections import Counter

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from kommunen.desk.usage import keys_as_text
from kommunen.models import Kommune
from kommunen.tenancy import pages_of, sees_all_towns

from .models import Textbaustein


def references_to(text: Textbaustein, user: AbstractBaseUser) -> QuerySet[ReferenceIndex]:
    """References to a text or to the central text it hides, from pages the user may know of."""
    return _references(_standing_for(text.slug, text.site_id), user)


def count_uses(texts: QuerySet[Textbaustein], user: AbstractBaseUser) -> QuerySet[Textbaustein]:
    """Annotate texts with `uses`, the number of pages; in the same query."""
    same = _standing_for(OuterRef(OuterRef("slug")), OuterRef(OuterRef("site")))
    counted = (
        _references(same, user)
        .order_by()
        .values("to_content_type")
        .annotate(pages=Count("object_id", distinct=True))
        .values("pages")
    )
    return texts.annotate(uses=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def pages_naming(text: Textbaustein) -> QuerySet[Page]:
    """Published pages of all towns whose blocks name the text."""
    references = _to(Textbaustein.objects.filter(pk=text.pk)).values("object_id")
    return _pages_of(references).live()


def site_of_each(pages: QuerySet[Page]) -> dict[int, int]:
    """Keys of pages → keys of the sites in whose trees they stand. Two queries."""
    paths = dict(pages.order_by().values_list("pk", "path"))
    above = {path[:end] for path in paths.values() for end in _ends(path)}
    roots = Kommune.objects.filter(site__root_page__path__in=above).order_by()
    site_by_root = dict(roots.values_list("site__root_page__path", "site"))
    return {
        page: site_by_root[path[:end]]
        for page, path in paths.items()
        for end in _ends(path)
        if path[:end] in site_by_root
    }


def sites_of(pages: QuerySet[Page]) -> Counter[int]:
    """Keys of the sites in whose trees pages stand → how many."""
    return Counter(site_of_each(pages).values())


def sites_showing_live(text: Textbaustein) -> set[int]:
    """Towns whose published pages name a central text, and that have no own one in its place."""
    own = Textbaustein.objects.live().filter(slug=text.slug, site__isnull=False)
    return sites_of(pages_naming(text)).keys() - set(own.values_list("site", flat=True))


def _ends(path: str) -> range:
    return range(2 * Page.steplen, len(path) + 1, Page.steplen)


def _pages_of(references: QuerySet) -> PageQuerySet:
    return Page.objects.annotate(key=Cast("pk", CharField())).filter(key__in=references)


def _standing_for(slug, site) -> QuerySet[Textbaustein]:
    return Textbaustein.objects.filter(Q(site=site) | Q(site=None), slug=slug).order_by()


def _to(texts: QuerySet[Textbaustein]) -> QuerySet[ReferenceIndex]:
    content_types = ContentType.objects.get_for_models(Textbaustein, Page)
    return ReferenceIndex.objects.filter(
        base_content_type=content_types[Page],
        to_content_type=content_types[Textbaustein],
        to_object_id__in=keys_as_text(texts),
    )


def _references(texts: QuerySet[Textbaustein], user: AbstractBaseUser) -> QuerySet[ReferenceIndex]:
    found = _to(texts)
    if sees_all_towns(user):
        return found
    return found.filter(object_id__in=keys_as_text(pages_of(user)))
