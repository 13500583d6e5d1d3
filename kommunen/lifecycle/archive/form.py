"""What the archive's files are called and how things in it are named. See docs/export.md.

A thing's name is "kind:id", e.g. "page:mitmachkarte/repair-cafe" or "kommunen.category:gaerten";
what belongs to the centre is "central/kind:id". Keys of the database never leave it.
"""

import re
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from taggit.models import TagBase
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from kommunen.lifecycle.belongings import way_of
from kommunen.models import Kommune

FORMAT = "mehrwert-kommune"
VERSION = 1
"""Raised when an older product could no longer read what a newer one writes."""

MANIFEST = "manifest.json"
TENANT_FILE = "kommune.json"
CENTRAL = "central/"
REF = "$ref"
FILE = "$file"

_STEP = r"(?!\.+(?:/|\Z))[\w.,+()@ -]+"
SAFE_NAME = re.compile(rf"{_STEP}(?:/{_STEP})*\Z")
"""Relative, without a way up, and without what some system reads in another way."""


class BadArchive(Exception):
    """The archive cannot be taken in; the message is a sentence for the operator."""

    def __init__(self, where: str, message: str):
        super().__init__(f"{where}: {message}")
        self.where, self.message = where, message


def kind_of(model: type[models.Model]) -> str:
    """What a thing of this model is called in names; all page types are "page"."""
    if issubclass(model, Page):
        return "page"
    if issubclass(model, get_image_model()):
        return "image"
    if issubclass(model, get_document_model()):
        return "document"
    return model._meta.label_lower


def can_be_named(model: type[models.Model]) -> bool:
    """Whether things of this model travel, so that others may refer to them."""
    if issubclass(model, (Page, get_image_model(), get_document_model())):
        return True
    return model is not Kommune and bool(way_of(model)) and not issubclass(model, TagBase)


def reference(value: Any) -> str | None:
    """The name in `{"$ref": name}`; None for anything else."""
    if isinstance(value, dict) and value.keys() == {REF} and isinstance(value[REF], str):
        return value[REF]
    return None


def damaged(where: str) -> BadArchive:
    """The error for what no export of ours would write."""
    return BadArchive(where, _("The content is not of the form that docs/export.md describes."))
