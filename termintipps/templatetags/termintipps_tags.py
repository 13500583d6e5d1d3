"""Dates of events in templates."""

import json
from datetime import date

from django import template
from django.utils.safestring import SafeString, mark_safe

from termintipps import wording
from termintipps.dated import Dated

register = template.Library()

# As in django.utils.html: what could end the element or begin a comment.
DANGEROUS = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@register.filter
def when(dated: Dated) -> str:
    """„14 bis 17 Uhr“, beside a tile with the day."""
    return wording.when_on_the_day(dated)


@register.filter
def when_in_full(dated: Dated) -> str:
    """„Sa, 5. Dezember 2026, 14 bis 17 Uhr“."""
    return wording.when_in_full(dated)


@register.filter
def short_day(day: date) -> str:
    """„12. Dezember“, the year left out."""
    return wording.day_in_full(day, year=False)


@register.filter
def as_json_ld(data: dict) -> SafeString:
    """Inside `<script type="application/ld+json">`, which no browser runs."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(DANGEROUS))
