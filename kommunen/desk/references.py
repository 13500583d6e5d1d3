"""Which things a page or snippet names, and whether its tenant may use them.

Covers StreamField, rich text and foreign keys at once: Wagtail's reference index knows them all.
"""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.forms import ModelForm
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, ReferenceIndex

from kommunen.models import Kommune, TenantModel


def foreign_references(instance: models.Model, kommune: Kommune) -> list[str]:
    """Name what `instance` (saved or not) refers to although it belongs to another tenant.

    Own and central things are fine. The names read "image 7": a foreign title would be a leak.
    """
    keys: dict[type[models.Model], set[str]] = defaultdict(set)
    # Private in Wagtail, but the only walk over all kinds of references of an unsaved object.
    for type_id, key, _model_path, _content_path in ReferenceIndex._extract_references_from_object(
        instance
    ):
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None:
            keys[model].add(key)
    found = []
    for model, wanted in keys.items():
        usable = _usable(model, kommune)
        if usable is not None:
            allowed = {str(pk) for pk in usable.filter(pk__in=wanted).values_list("pk", flat=True)}
            found += [f"{model._meta.verbose_name} {key}" for key in sorted(wanted - allowed)]
    return found


def refuse_foreign_references(form: ModelForm, kommune: Kommune) -> None:
    """Add an error for each thing of another tenant that the form's instance names."""
    for reference in foreign_references(form.instance, kommune):
        form.add_error(
            None,
            _("“%(title)s” belongs to another town and cannot be used here. Remove it, please.")
            % {"title": reference},
        )


def _usable(model: type[models.Model], kommune: Kommune) -> models.QuerySet | None:
    """Rows of `model` that the tenant may name; None where the model knows no tenants."""
    own_or_central = Q(kommune=kommune) | Q(kommune__kind=Kommune.Kind.ZENTRALE)
    if issubclass(model, Page):
        roots = Kommune.objects.filter(
            Q(pk=kommune.pk) | Q(kind=Kommune.Kind.ZENTRALE)
        ).values_list("site__root_page__path", flat=True)
        below = Q()
        for path in roots:
            below |= Q(path__startswith=path)
        return model._default_manager.filter(below)
    if issubclass(model, (get_image_model(), get_document_model())):
        collections = Collection.objects.filter(own_or_central)
        return model._default_manager.filter(collection__in=collections)
    if issubclass(model, TenantModel):
        return model._default_manager.usable_by(kommune.site)
    return None
