"""Filling `{{ name }}` with what the tenant is called and where its pages are.

Values are text, never templates: `{{ 7|add:7 }}` stays as it is. Everything is escaped. A name
that nobody knows (or that has no value in this town) is a mark for editors; citizens see nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kommunen.models import Kommune
from kommunen.registry import Placeholder, placeholders

# White space and the invisible characters that come along when text is pasted.
PAD = r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
PLACEHOLDER = re.compile(r"\{\{" + PAD + r"(?P<name>[^\W\d]\w{0,60})" + PAD + r"\}\}")
TAG_OR_PLACEHOLDER = re.compile(
    r"""(?P<tag></?[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>)|""" + PLACEHOLDER.pattern
)
OPENS_LINK = re.compile(r"<a\b", re.I).match
CLOSES_LINK = re.compile(r"</a\b", re.I).match
ATTRIBUTE = re.compile(r'(?P<key>[\w:-]+)="(?P<value>[^"]*)"')

GAP = "\0"  # where something was left out; cannot occur in a stored text
LEFT_EMPTY = re.compile(
    rf"<(p|li|ul|ol|h[1-6]|b|i|strong|em|a|span)(?:\s[^<>]*)?>\s*(?:{GAP}\s*)+</\1>"
)
AROUND_GAP = re.compile(rf"(?P<start>^|>)?[ \t\xa0]*(?:{GAP}[ \t\xa0]*)+(?P<end>[.,;:!?)]|<|$)?")


@dataclass(frozen=True, slots=True)
class Explained:
    """A placeholder as the editor's help shows it."""

    name: str
    label: str
    value: str

    @property
    def written(self) -> str:
        return f"{{{{ {self.name} }}}}"


def explained(kommune: Kommune) -> Iterator[Explained]:
    """All placeholders with their values in this town."""
    for each in placeholders:
        yield Explained(each.name, str(each.label), each.value(kommune))


def fill(html: str, kommune: Kommune | None, *, for_editor: bool = False) -> SafeString:
    """Fill the placeholders of safe HTML.

    Args:
        html: What templates and rich text have made; already escaped.
        kommune: Whose values; without a tenant every placeholder is unknown.
        for_editor: Mark what cannot be filled instead of leaving it out.
    """
    filling = _Filling(kommune, for_editor)
    while PLACEHOLDER.search(html):  # what is left around a gap may make a new one
        before, html = html, filling.html(html)
        if html == before:
            break
    return mark_safe(html)


def fill_plain(text: str, kommune: Kommune | None) -> str:
    """Fill the placeholders of plain text, such as a title; what cannot be filled is left out."""
    filling = _Filling(kommune, for_editor=False)
    while PLACEHOLDER.search(text):
        text = _close_gaps(PLACEHOLDER.sub(filling.plain, text))
    return text.strip()


class _Filling:
    """One pass over one text. Values are worked out once for each request: kept on the tenant."""

    def __init__(self, kommune: Kommune | None, for_editor: bool):
        self.kommune, self.for_editor = kommune, for_editor
        self.known: dict[str, Placeholder] = {each.name: each for each in placeholders}
        # Both are kept for the request, on the tenant.
        self.values: dict[str, str] = (
            vars(kommune).setdefault("_textbausteine_values", {}) if kommune else {}
        )
        self.pieces: dict[str, tuple[str, str]] = (
            vars(kommune).setdefault("_textbausteine_pieces", {}) if kommune else {}
        )
        self.links_open = 0

    def html(self, html: str) -> str:
        self.links_open = 0
        return _close_gaps(TAG_OR_PLACEHOLDER.sub(self._piece, html))

    def plain(self, match: re.Match) -> str:
        """Value, or words of a link, without braces that could be read as a placeholder."""
        name = match["name"].lower()
        if not self._value(name):
            return GAP
        shown = _link_text(self.known[name]) if self.known[name].is_link else self._value(name)
        return shown.replace("{", "").replace("}", "")

    def _piece(self, match: re.Match) -> str:
        if match["tag"] is None:
            return self._in_text(match)
        tag = match["tag"]
        if OPENS_LINK(tag):
            self.links_open += 1
        elif CLOSES_LINK(tag):
            self.links_open = max(0, self.links_open - 1)
        return ATTRIBUTE.sub(self._attribute, tag) if "{{" in tag else tag

    def _in_text(self, match: re.Match) -> str:
        name = match["name"].lower()
        value = self._value(name)
        if not value:
            return self._mark(match[0]) if self.for_editor else GAP
        if name not in self.pieces:
            self.pieces[name] = self._as_html(self.known[name], value)
        return self.pieces[name][0 if self.links_open else 1]

    def _as_html(self, placeholder: Placeholder, value: str) -> tuple[str, str]:
        """What stands inside of a link (links are not nested), and outside."""
        if not placeholder.is_link:
            return (_inert(escape(value)),) * 2
        words = _inert(escape(_link_text(placeholder)))
        return words, f'<a href="{_inert(escape(value))}">{words}</a>'

    def _attribute(self, match: re.Match) -> str:
        is_address = match["key"].lower() == "href"
        value = PLACEHOLDER.sub(
            lambda found: self._in_attribute(found, is_address), match["value"]
        ).replace(GAP, "")
        return f'{match["key"]}="{value}"'

    def _in_attribute(self, match: re.Match, is_address: bool) -> str:
        name = match["name"].lower()
        if is_address and name in self.known:
            return _inert(escape(self._value(name)))
        if not self._value(name) and self.for_editor:
            return _inert(match[0])
        return _inert(escape(self.plain(match)))

    def _value(self, name: str) -> str:
        if name not in self.values:
            known = self.known.get(name) if self.kommune else None
            self.values[name] = known.value(self.kommune) if known else ""
        return self.values[name]

    def _mark(self, written: str) -> str:
        return format_html(
            '<mark class="placeholder" title="{}">{}</mark>',
            _("Nobody knows this placeholder, or it has no value here. Citizens do not see it."),
            mark_safe(_inert(written)),
        )


def _link_text(placeholder: Placeholder) -> str:
    return str(placeholder.link_text or placeholder.label)


def _inert(html: str) -> str:
    """Braces as entities, so that a value is never taken for a placeholder."""
    return html.replace("{", "&#123;").replace("}", "&#125;")


def _close_gaps(html: str) -> str:
    """Take out the gaps, the elements that they leave empty, and the space beside them."""
    if GAP not in html:
        return html
    before = ""
    while before != html:
        before, html = html, LEFT_EMPTY.sub(GAP, html)
    return AROUND_GAP.sub(_closed, html)


def _closed(match: re.Match) -> str:
    """One space between two words, none beside a tag or before a full stop."""
    start, end = match["start"], match["end"]
    if start is None and end is None:
        return " " if match[0].strip(GAP) else ""
    return (start or "") + (end or "")
