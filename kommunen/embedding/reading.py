"""What matters to us of a foreign page: its frames, scripts, links, and its policy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import nh3

# nh3 reads like a browser, in time that grows with the length alone, and drops all else.
KEPT = {"a": {"href"}, "base": {"href"}, "iframe": {"src", "sandbox"}, "script": {"src"},
        "meta": {"http-equiv", "content"}}  # fmt: skip
WRITTEN_AS_TEXT = re.compile(r"&lt;iframe\b[^<]{0,2000}", re.I)
MAX_FOUND = 500  # of each; a page with more shows nobody a map


@dataclass
class Framed:
    """One `<iframe>`. A consent tool keeps the address in a `data-` attribute until it may load."""

    src: str = ""
    kept_back: tuple[str, ...] = ()
    sandbox: str | None = None  # None: not sandboxed

    @property
    def runs_scripts(self) -> bool:
        return self.sandbox is None or "allow-scripts" in self.sandbox.lower().split()


@dataclass
class ForeignPage:
    url: str
    frames: list[Framed] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)
    as_text: list[str] = field(default_factory=list)  # frames that stand there as words

    @classmethod
    def read(cls, url: str, headers: Mapping[str, str], body: bytes) -> "ForeignPage":
        """Never fails: what cannot be read is not there."""
        html = _text(headers.get("Content-Type", ""), body)
        page = cls(url)
        if policy := headers.get("Content-Security-Policy"):
            page.policies.append(policy)
        page.as_text = WRITTEN_AS_TEXT.findall(html)[:MAX_FOUND]
        _Reader(page).feed(
            nh3.clean(
                html,
                tags=set(KEPT),
                attributes=KEPT,
                clean_content_tags=set(),
                generic_attribute_prefixes={"data-"},
                url_schemes={"http", "https"},
                link_rel=None,
            )
        )
        return page


class _Reader(HTMLParser):
    def __init__(self, page: ForeignPage):
        super().__init__()
        self.page = page
        self.base = page.url

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "base" and named.get("href"):
            self.base = self.whole(named["href"])
        elif tag == "meta" and named.get("http-equiv", "").lower() == "content-security-policy":
            self.page.policies.append(named.get("content", ""))
        elif tag == "iframe":
            self._note(self.page.frames, self._frame(named))
        elif tag == "script" and named.get("src"):
            self._note(self.page.scripts, self.whole(named["src"]))
        elif tag == "a" and named.get("href"):
            self._note(self.page.links, self.whole(named["href"]))

    def _frame(self, named: dict[str, str]) -> Framed:
        kept_back = [value for name, value in named.items() if name.startswith("data-") and value]
        return Framed(
            self.whole(named["src"]) if named.get("src") else "",
            tuple(self.whole(value) for value in kept_back if "/" in value),
            named.get("sandbox"),
        )

    def whole(self, address: str) -> str:
        try:
            return urljoin(self.base, address.strip())
        except ValueError:
            return ""

    @staticmethod
    def _note(found: list, thing: object) -> None:
        if len(found) < MAX_FOUND:
            found.append(thing)


def _text(content_type: str, body: bytes) -> str:
    charset = re.search(r"charset=[\"']?([\w.:-]{1,40})", content_type, re.I)
    try:
        return body.decode(charset[1] if charset else "utf-8", "replace")
    except (LookupError, UnicodeError):
        return body.decode("utf-8", "replace")
