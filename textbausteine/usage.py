"""Where a text is used: on the pages that name it, or that name the text it stands for.

A town's version takes the place of the central text on the town's pages, so both count. A member
of a town counts the own pages only; the centre and the operator count all.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Page, ReferenceIndex

from kommunen.models import Kommune
from kommunen.tenancy import is_bound, site_ids_of

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


def _standing_for(slug, site) -> QuerySet[Textbaustein]:
    return Textbaustein.objects.filter(Q(site=site) | Q(site=None), slug=slug).order_by()


def _references(texts: QuerySet[Textbaustein], user: AbstractBaseUser) -> QuerySet[ReferenceIndex]:
    content_types = ContentType.objects.get_for_models(Textbaustein, Page)
    found = ReferenceIndex.objects.filter(
        base_content_type=content_types[Page],
        to_content_type=content_types[Textbaustein],
        to_object_id__in=_keys(texts),
    )
    if (pages := _pages_known_to(user)) is not None:
        found = found.filter(object_id__in=_keys(pages))
    return found


def _keys(rows: QuerySet) -> QuerySet:
    """Keys as the reference index holds them: as text. PostgreSQL does not cast by itself."""
    return rows.annotate(key=Cast("pk", CharField())).values("key")


def _pages_known_to(user: AbstractBaseUser) -> QuerySet[Page] | None:
    """The pages of the user's towns; None stands for all."""
    if not is_bound(user):
        return None
    own = Kommune.objects.filter(site__in=site_ids_of(user))
    if own.filter(kind=Kommune.Kind.ZENTRALE).exists():
        return None
    below = Q(pk=None)
    for path in own.values_list("site__root_page__path", flat=True):
        below |= Q(path__startswith=path)
    return Page.objects.filter(below).order_by()
