"""Between a cell's plain text and the rich text of a page. Strangers' HTML becomes plain text."""

import html
import re
from collections.abc import Iterator

import nh3
from django.utils.html import escape

from kommunen.plaintext import one_line, running_text

LINE_ENDS = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|tr|blockquote)>", re.IGNORECASE)
LIST_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
MARKUP = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z0-9]+;")
BULLET = "- "


def plain(text: str) -> str:
    """Several lines without markup: tags go, scripts with their content."""
    if MARKUP.search(text):
        text = LINE_ENDS.sub("\n", text)
        text = html.unescape(nh3.clean(text, tags=set(), clean_content_tags={"script", "style"}))
    return running_text(text)


def plain_line(text: str) -> str:
    return one_line(plain(text))


def as_html(text: str) -> str:
    """Paragraphs; lines that begin with “- ” become a list."""
    parts, points = [], []
    for line in [*filter(None, text.split("\n")), ""]:
        if line.startswith(BULLET):
            points.append(f"<li>{escape(line.removeprefix(BULLET).strip())}</li>")
            continue
        if points:
            parts.append(f"<ul>{''.join(points)}</ul>")
            points = []
        if line:
            parts.append(f"<p>{escape(line)}</p>")
    return "".join(parts)


def as_text(rich_text: str) -> str:
    """What `as_html` makes the same of: one line for each paragraph, “- ” before list items."""
    text = LINE_ENDS.sub("\n", LIST_ITEM.sub(BULLET, rich_text))
    text = html.unescape(nh3.clean(text, tags=set()))
    return lines_of(running_text(text))


def lines_of(text: str) -> str:
    """Without empty lines, which rich text does not keep."""
    return "\n".join(filter(None, (one_line(line) for line in text.split("\n"))))


def first_sentence(text: str, most: int) -> str:
    """The first sentence of the first line that is one; else as many words as fit.

    Args:
        most: Characters.
    """
    line = text.split("\n")[0]
    for end in _sentence_ends(line):
        if 20 <= end <= most:
            return line[:end]
    return line if len(line) <= most else line[: most - 2].rsplit(" ", 1)[0] + " …"


def _sentence_ends(line: str) -> Iterator[int]:
    for place, sign in enumerate(line, start=1):
        if sign in ".!?" and line[place : place + 1] in ("", " "):
            yield place
