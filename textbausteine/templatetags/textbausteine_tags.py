"""What the templates of texts need."""

import re

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from textbausteine.placeholders import fill

register = template.Library()


@register.simple_block_tag(takes_context=True)
def filled(context: Context, content: SafeString) -> SafeString:
    """`{% filled %}…{% endfilled %}`: placeholders inside are filled for the request's town.

    In a preview, what cannot be filled is marked.
    """
    request = context.get("request")
    kommune = getattr(request, "kommune", None)
    return fill(content, kommune, for_editor=getattr(request, "is_preview", False))


@register.filter
def dialled(phone: str) -> str:
    """A phone number as `tel:` wants it: "02102 550-0" is "+4921025500", "115" stays "115"."""
    digits = re.sub(r"[^\d+]", "", re.sub(r"\(0\)", "", phone))
    return "+49" + digits[1:] if re.match(r"0[1-9]", digits) else digits
