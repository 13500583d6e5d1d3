"""What strangers typed, made safe to show and to mail. Characters go, words stay."""

import re
import unicodedata

# Turn the reading direction round, so that a text or an address looks like another one.
_BIDI = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
# Control characters (C0, C1) but tab and newline; halves of surrogate pairs.
_UNWANTED = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff{_BIDI}]")
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def running_text(text: str) -> str:
    """Several lines: every kind of line end becomes a newline, control characters vanish."""
    lines = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)).split("\n")
    return unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in lines)).strip()


def one_line(text: str) -> str:
    """A single line: whatever looks like white space becomes one space. Fit for a header."""
    return " ".join(running_text(text).split())


def quoted(text: str) -> str:
    """The text with "> " before each line, so that nothing in it can pass for our own words."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def count_links(text: str) -> int:
    return len(_LINK.findall(text))


def masked(address: str) -> str:
    """An e-mail address of which only a hint is left: "garten@verein.example" → "g…@v….example"."""
    local, _at, domain = address.rpartition("@")
    name, dot, ending = domain.rpartition(".")
    return f"{local[:1]}…@{name[:1]}…{dot}{ending}" if local and name else "…"
