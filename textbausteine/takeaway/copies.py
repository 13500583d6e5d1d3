"""All versions of a text as a town's citizens read them, in four formats, with their source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.template.defaultfilters import linebreaks
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.rich_text import expand_db_html

from kommunen.models import Kommune
from textbausteine.models import Textbaustein
from textbausteine.placeholders import fill, fill_plain
from textbausteine.versions import VERSIONS, Version

from .formats import as_markdown, as_text, portable_html

PAGE = "/gut-zu-wissen/"


@dataclass(frozen=True, slots=True)
class Copy:
    """One version for one purpose."""

    kind: str
    label: str | Promise
    html: str
    markdown: str
    text: str

    @property
    def formats(self) -> dict[str, str]:
        return {"html": self.html, "markdown": self.markdown, "text": self.text}

    def with_source(self, line: str) -> "Copy":
        """As it leaves the house: nobody copies the source by hand."""
        return replace(
            self,
            html=f"{self.html}\n{format_html('<p>{}</p>', line)}",
            markdown=f"{self.markdown}\n\n{line}",
            text=f"{self.text}\n\n{line}",
        )


def copies_of(text: Textbaustein, request: HttpRequest) -> Iterator[Copy]:
    """Each version that there is; `request` says for which town."""
    for version in VERSIONS:
        if version.is_in(text):
            html = portable_html(_html(text, version, request), request.kommune.root_url)
            if _is_plain(version):
                words = fill_plain(getattr(text, version.field), request.kommune)
                yield Copy(version.kind, version.label, html, words, words)
            else:
                yield Copy(version.kind, version.label, html, as_markdown(html), as_text(html))


def source_line(text: Textbaustein, kommune: Kommune) -> str:
    """Who says so, where it stands, as of when, who may use it: one line for every copy."""
    parts = [kommune.official_name, address_of(text, kommune)]
    if text.stand:
        parts.append(_("as of %(day)s") % {"day": f"{text.stand:%d.%m.%Y}"})
    if text.licence:
        parts.append(text.licence)
    return ", ".join(parts)


def address_of(text: Textbaustein, kommune: Kommune) -> str:
    return f"{kommune.root_url}{PAGE}{text.slug}/"


def read_both_streams(texts: Iterable[Textbaustein]) -> None:
    """So that what the streams name is fetched at once."""
    from textbausteine.shown import read_together

    texts = list(texts)
    read_together(texts, "body")
    read_together(texts, "easy")


def _html(text: Textbaustein, version: Version, request: HttpRequest) -> str:
    value = getattr(text, version.field)
    if _is_plain(version):
        return linebreaks(fill_plain(value, request.kommune), autoescape=True)
    if _is_stream(version):
        value = value.render_as_block({"request": request, "kommune": request.kommune})
    else:
        value = expand_db_html(value)
    return fill(value, request.kommune)


def _is_stream(version: Version) -> bool:
    return isinstance(Textbaustein._meta.get_field(version.field), StreamField)


def _is_plain(version: Version) -> bool:
    return version.kind in ("short", "social")
