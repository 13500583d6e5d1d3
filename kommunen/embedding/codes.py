"""The lines to copy, for each content management system as what it lets through.

What each of them lets through was looked up and tried; docs/einbetten.md says it for editors.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kommunen.models import Kommune
from kommunen.registry import Frame

# The page's own policy may be stricter; with this one we learn its host, and nothing of a path.
REFERRER = "strict-origin-when-cross-origin"


@dataclass(frozen=True, slots=True)
class Code:
    """One way: the lines, what to do with them, and what an administrator may have to allow."""

    name: str
    label: str
    text: str
    steps: tuple[str, ...]
    for_admins: str = ""


def codes_of(kommune: Kommune, frame: Frame) -> list[Code]:
    lines = _Lines(kommune, frame)
    whole = "\n".join((lines.link, lines.iframe, lines.script))
    return [
        Code(
            "typo3",
            "TYPO3",
            whole,
            (
                _("Add a content element of the type “Plain HTML” and paste the lines."),
                _("Without this element, ask your administration: the text editor removes frames."),
            ),
            lines.typo3_policy,
        ),
        Code(
            "wordpress",
            "WordPress",
            lines.page_url,
            (
                _("Paste the address alone into an empty paragraph: WordPress makes the frame."),
                _(
                    "If it stays a link, add a block “Custom HTML” with the lines of the tab"
                    " “Other”; your role needs the right to unfiltered HTML for that."
                ),
            ),
        ),
        Code(
            "plone",
            "Plone",
            "\n".join((lines.link, lines.iframe)),
            (
                _("Switch the editor to HTML and paste the lines. Plone always removes scripts."),
                _("The frame has the height that you choose above."),
            ),
            _("In the HTML filter, “iframe” has to stand among the valid tags."),
        ),
        Code(
            "gsb",
            "Government Site Builder",
            "\n".join((lines.link, lines.iframe)),
            (
                _("Use the module for external content or HTML; version 11 is TYPO3."),
                _("Where it asks for address, title and height, take them from the lines."),
            ),
        ),
        Code(
            "other",
            _("Other"),
            whole,
            (
                _("Paste the lines into a block for HTML."),
                _("If scripts are not allowed, leave out the last line: the height is then fixed."),
            ),
        ),
        Code(
            "link",
            _("Only a link"),
            lines.link,
            (_("Works everywhere. No host has to be allowed for it."),),
        ),
    ]


class _Lines:
    def __init__(self, kommune: Kommune, frame: Frame):
        self.root_url = kommune.root_url
        self.page_url = kommune.root_url + frame.page_path
        self.link = format_html('<p><a href="{}">{}</a></p>', self.page_url, frame.link_text)
        self.iframe = iframe(kommune, frame)
        loader = kommune.root_url + reverse("kommunen_embed_loader")
        self.script = format_html('<script src="{}" defer></script>', loader)

    @property
    def typo3_policy(self) -> str:
        host = f"https://{urlsplit(self.root_url).netloc}"
        return _(
            "If TYPO3 sends a Content-Security-Policy (since version 12), its csp.yaml has to"
            " extend frame-src and script-src by %(host)s."
        ) % {"host": host}


def iframe(kommune: Kommune, frame: Frame, width: str = "100%", height: int = 0) -> str:
    """The frame as HTML; without a style attribute, which a strict policy of the page refuses."""
    return format_html(
        '<iframe data-mwb src="{}" title="{}"\n  width="{}" height="{}"'
        ' frameborder="0" loading="lazy" referrerpolicy="{}"></iframe>',
        kommune.root_url + frame.path,
        frame.title,
        width,
        height or frame.height,
        REFERRER,
    )
