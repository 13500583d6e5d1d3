"""From the page's HTML to HTML that any system takes, to Markdown and to plain text."""

from urllib.parse import urljoin

import nh3
from markdownify import markdownify

from kommunen.prose import LINE_ENDS, LIST_ITEM, plain

TAGS = {"h2", "h3", "h4", "p", "ul", "ol", "li", "a", "b", "strong", "i", "em", "br"}
TAGS |= {"blockquote", "figure", "figcaption", "img"}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
ADDRESSES = {"href", "src"}
SHOWN_ONLY_HERE = {"svg", "script", "style", "button", "form"}


def portable_html(html: str, root_url: str) -> str:
    """Headings, paragraphs, lists, links, pictures; no classes, no scripts; whole addresses."""

    def whole(_tag: str, name: str, value: str) -> str:
        return urljoin(f"{root_url}/", value) if name in ADDRESSES else value

    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=whole,
        clean_content_tags=SHOWN_ONLY_HERE,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    return "\n".join(line.strip() for line in cleaned.splitlines() if line.strip())


def as_markdown(html: str) -> str:
    return markdownify(html, heading_style="ATX", bullets="-").strip()


def as_text(html: str) -> str:
    return plain(LINE_ENDS.sub("\n", LIST_ITEM.sub("- ", html)))
