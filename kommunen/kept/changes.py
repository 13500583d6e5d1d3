"""The moment of a town’s last change, `Kommune.changed_at`: it moves with whatever pages show."""

from functools import partial

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from kommunen.audit.owners import tenants_of
from kommunen.models import EntryConsent, Kommune, TownConsent

# What Wagtail writes when it keeps a draft; citizens do not see it.
DRAFT_FIELDS = frozenset(
    {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}
)
FROM_OUTSIDE = (Page, PageViewRestriction, Site)


def note_change(sender: type[models.Model], instance: models.Model, **kwargs) -> None:
    """Django's signal handler: a saved or deleted row that pages may show makes them new."""
    written = kwargs.get("update_fields")
    if _is_shown(type(instance)) and not (written and DRAFT_FIELDS.issuperset(written)):
        # The whole row would stay in memory until the end of an import of thousands.
        transaction.on_commit(partial(_touch, _bare(instance)))


def _bare(instance: models.Model) -> models.Model:
    """The row with nothing but what tells whose it is: its place, or the key to what is above."""
    model = Page if isinstance(instance, Page) else type(instance)
    way = getattr(model, "tenant_path", "page" if model is PageViewRestriction else "")
    above = {field.attname for field in model._meta.fields if field.name == way.split("__")[0]}
    names = {"id", "path", "site_id", "receiver_id", *above} & vars(instance).keys()
    return model(**{name: getattr(instance, name) for name in names})


def _is_shown(model: type[models.Model]) -> bool:
    return issubclass(model, FROM_OUTSIDE) or (
        hasattr(model, "tenant_path") and getattr(model, "is_shown_on_pages", True)
    )


def _touch(instance: models.Model) -> None:
    _tenants_showing(instance).update(changed_at=timezone.now())


def _tenants_showing(instance: models.Model) -> models.QuerySet[Kommune]:
    """The tenant of a page or row and who shows what is its; all for what is central."""
    everybody = Kommune.objects.all()
    if isinstance(instance, (EntryConsent, TownConsent)):
        return everybody.filter(Q(site=instance.site_id) | Q(pk=instance.receiver_id))
    own = everybody.filter(pk__in=[each.pk for each in tenants_of(instance)])
    # What the centre changes, all towns may show.
    if own.filter(kind=Kommune.Kind.ZENTRALE).exists():
        return everybody
    shown_by = [
        Q(pk__in=consents.objects.filter(site__in=own.values("site")).values("receiver"))
        for consents in (EntryConsent, TownConsent)
    ]
    return everybody.filter(Q(pk__in=own.values("pk")) | shown_by[0] | shown_by[1])
