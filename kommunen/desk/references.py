"""Which things a page or snippet names, and whether its tenant may use them.

Covers StreamField, rich text and foreign keys at once: Wagtail's reference index knows them all.
"""

from collections import defaultdict
from copy import copy

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.forms import ModelForm
from django.utils.translation import gettext as _
from wagtail.blocks.base import BlockField
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, ReferenceIndex

from kommunen.models import Kommune, TenantModel
from kommunen.tenancy import is_bound, site_ids_of


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
    """Add an error for each thing of another tenant that the form names.

    Raises:
        PermissionDenied: the sender serves none of the towns that it belongs to. No form offers
            such a thing, so the key is forged, and showing the form again would show the thing.
    """
    sent = as_sent(form)
    foreign = foreign_references(sent, kommune)
    if foreign and is_forged(sent, form.for_user):
        raise PermissionDenied
    for reference in foreign:
        form.add_error(
            None,
            _("“%(title)s” belongs to another town and cannot be used here. Remove it, please.")
            % {"title": reference},
        )


def as_sent(form: ModelForm) -> models.Model:
    """The form's instance with its streams as they were sent, also those that were refused."""
    sent = copy(form.instance)
    for name, field in form.fields.items():
        if isinstance(field, BlockField) and name in form.errors:
            place = form.add_prefix(name)
            setattr(sent, name, field.widget.value_from_datadict(form.data, form.files, place))
    return sent


def is_forged(instance: models.Model, user: AbstractBaseUser | None) -> bool:
    """Whether it names something that this person could find in none of their towns."""
    if user is None or not is_bound(user):
        return False
    towns = Kommune.objects.complete().filter(site__in=site_ids_of(user))
    found = [set(foreign_references(instance, town)) for town in towns]
    return bool(set.intersection(*found))


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
