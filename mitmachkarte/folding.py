"""Comparing texts as people do."""

import unicodedata


def folded(text: str) -> str:
    """No case, no accents; "ß" is "ss", "ä" is "a"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
