"""What an initiative says about itself, as plain values: between forms, submissions and pages.

Facts are a dict that fits into JSON: texts, booleans, and `categories` as a list of slugs.
"""

from collections.abc import Iterable

from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from kommunen.models import Category, Kommune
from mitmachkarte import weekdays
from mitmachkarte.models import InitiativePage

TEXTS = (
    "title",
    "summary",
    "contact_name",
    "phone",
    "website",
    "place",
    "street",
    "postcode",
    "locality",
    "district",
    "step_free",
    "access_note",
    "when",
    "weekdays",
    "cost",
    "languages",
    "wanted",
)
FLAGS = ("show_contact_name", "show_phone", "is_everywhere", "is_free")


def facts_of(page: InitiativePage) -> dict:
    """What the page says now."""
    facts = {name: getattr(page, name) for name in (*TEXTS, *FLAGS)}
    return facts | {"categories": sorted(page.categories.values_list("slug", flat=True))}


def changed(old: dict, new: dict) -> dict:
    """Those of the new facts that differ; names that only `new` has count if they say anything."""
    return {name: value for name, value in new.items() if value != old.get(name, "")}


def write(page: InitiativePage, facts: dict, kommune: Kommune) -> None:
    """Put facts onto the page, unsaved. Names it does not know are left out."""
    for name in (*TEXTS, *FLAGS):
        if name in facts:
            setattr(page, name, facts[name])
    if "categories" in facts:
        page.categories = Category.objects.visible_to(kommune).filter(slug__in=facts["categories"])
    if facts.get("description"):
        page.body = [("text", RichText(linebreaks(escape(facts["description"]))))]


def in_words(name: str, value: object, categories: Iterable[Category]) -> str:
    """A fact as the town reads it; “–” for nothing."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name == "categories":
        return ", ".join(each.name for each in categories if each.slug in (value or [])) or "–"
    if name == "weekdays":
        return weekdays.in_words(str(value or "")) or "–"
    if name == "step_free":
        return str(dict(InitiativePage.StepFree.choices).get(value, "–"))
    return str(value or "–")


def label_of(name: str) -> str:
    """The editors' own word for the field."""
    from .forms import LABELS

    return str(LABELS.get(name, name))
