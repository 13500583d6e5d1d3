"""What the templates of text blocks need."""

import re

from django import template

register = template.Library()


@register.filter
def dialled(phone: str) -> str:
    """A phone number as `tel:` wants it: "02102 550-0" is "+4921025500", "115" stays "115"."""
    digits = re.sub(r"[^\d+]", "", re.sub(r"\(0\)", "", phone))
    return "+49" + digits[1:] if re.match(r"0[1-9]", digits) else digits
