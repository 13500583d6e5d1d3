"""How people pass an initiative on: by mail, by link, by a code for the phone. All made here."""

from dataclasses import dataclass
from urllib.parse import quote

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Share:
    url: str
    mail: str  # opens a letter with the link in it
    code: SafeString  # the link as a QR code, an SVG to stand in the page


def share(title: str, url: str) -> Share:
    """Ways to pass on the page at this address."""
    words = _("Have a look at this: %(title)s") % {"title": title}
    # The colours are fixed: phones read dark on light only.
    code = segno.make(url, error="m", micro=False).svg_inline(
        border=2, dark="#000", light="#fff", omitsize=True
    )
    letter = f"mailto:?subject={quote(title)}&body={quote(words)}%0A{quote(url)}"
    return Share(url, letter, mark_safe(code))
