"""Comparing texts as people do."""

import re
import unicodedata


def folded(text: str) -> str:
    """No case, no accents; "ß" is "ss", "ä" is "a"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def folded_name(text: str) -> str:
    """Of a place, as the map looks for it: "Hauptstr." and "Hauptstr" are "hauptstrasse"."""
    return re.sub(r"str(?:\.|\b)", "strasse", folded(text))
