"""Host names and origins: what is well-formed, and how they are written."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOSTNAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\Z")
"""RFC 1123 host name in lower case, without port; an umlaut needs its punycode form."""

ORIGIN = re.compile(rf"https?://(?:\*\.)?{_LABEL}(?:\.{_LABEL})*(?::\d{{1,5}})?\Z")
"""Host source of a Content-Security-Policy (CSP 3, section 2.3.1) without a path."""


def normalise_hostname(text: str) -> str:
    """Return the host name in lower case, umlauts as punycode, without a dot at the end.

    Raises:
        ValidationError: it is no host name.
    """
    hostname = text.strip().rstrip(".").lower()
    try:
        hostname = hostname.encode("idna").decode()
    except UnicodeError:
        hostname = ""
    if not HOSTNAME.match(hostname):
        raise ValidationError(
            _("“%(host)s” is no host name. Write it without “https://” and without a slash.")
            % {"host": text}
        )
    return hostname


def validate_hostname(text: str) -> None:
    """Refuse what is no host name in its written form (lower case, punycode, no port)."""
    if normalise_hostname(text) != text:
        raise ValidationError(
            _("Write the host name as %(host)s, please.") % {"host": normalise_hostname(text)}
        )


def validate_origin(text: str) -> None:
    """Refuse what must not reach a `frame-ancestors` header: paths, spaces, semicolons."""
    if not ORIGIN.match(text):
        raise ValidationError(
            _("“%(origin)s” is no origin. Write it like https://www.stadt.example, without a path.")
            % {"origin": text}
        )
