"""The version for social media: plain text, counted as each network counts."""

from dataclasses import asdict, dataclass

from django import forms
from wagtail.admin.widgets import AdminAutoHeightTextInput

LINK_LENGTH = 23  # Mastodon and X count each address as this many characters


@dataclass(frozen=True, slots=True)
class Network:
    name: str
    most: int  # characters of a post without a paid account, November 2026
    link: int | None = None  # what an address counts; None: its own length


NETWORKS = (
    Network("X", 280, LINK_LENGTH),
    Network("Bluesky", 300),
    Network("Mastodon", 500, LINK_LENGTH),
    Network("Instagram", 2200),
    Network("LinkedIn", 3000),
)


class SocialInput(AdminAutoHeightTextInput):
    """Says below the field for each network how long the post is in the town one works for."""

    template_name = "textbausteine/admin/social_input.html"

    def get_context(self, name: str, value: str | None, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        context["networks"] = [asdict(network) for network in NETWORKS]
        return context

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(
            js=["textbausteine/js/social.js"], css={"all": ["textbausteine/css/editor.css"]}
        )
