"""Where a text is used: on the pages that name it, or that name the text it stands for.

A town's version takes the place of the central text on the town's pages, so both count. A member
of a town counts the own pages only; the centre and the operator count all.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page, ReferenceIndex

from kommunen.desk.usage import keys_as_text
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


def _standing_for(slug, site) -> QuerySet[Textbaustein]:
    return Textbaustein.objects.filter(Q(site=site) | Q(site=None), slug=slug).order_by()


def _references(texts: QuerySet[Textbaustein], user: AbstractBaseUser) -> QuerySet[ReferenceIndex]:
    content_types = ContentType.objects.get_for_models(Textbaustein, Page)
    found = ReferenceIndex.objects.filter(
        base_content_type=content_types[Page],
        to_content_type=content_types[Textbaustein],
        to_object_id__in=keys_as_text(texts),
    )
    if sees_all_towns(user):
        return found
    return found.filter(object_id__in=keys_as_text(pages_of(user)))
