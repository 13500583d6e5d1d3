"""Where to go from here: buttons, and what another town has done."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from kommunen.geo.outlines import key_of, outline
from kommunen.look import artwork
from textbausteine.rich_text import INLINE

from .base import WAYS_ON, PreviewedBlock
from .reading import PictureFieldBlock, RunningTextBlock
from .shelf import PageFieldBlock


class LinkValue(blocks.StructValue):
    @property
    def live_page(self):
        """The page if citizens can open it."""
        page = self.get("page")
        return page if page and page.live else None

    @property
    def leads_somewhere(self) -> bool:
        return bool(self.live_page or self.get("url"))


class ButtonBlock(blocks.StructBlock):
    """A link to a page of the site or to another address, never both."""

    text = blocks.CharBlock(
        max_length=60, label=_("Text"), help_text=_("Say what happens: “Initiative eintragen”.")
    )
    page = PageFieldBlock(required=False, label=_("Page"))
    url = blocks.URLBlock(
        required=False, label=_("Or address"), help_text=_("For pages outside of this site.")
    )

    class Meta:
        label = _("Button")
        icon = "link"
        value_class = LinkValue

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            error = ValidationError(gettext("Choose a page or write an address: one of the two."))
            raise StructBlockValidationError(block_errors={"page": error})
        return cleaned


class CallToActionValue(blocks.StructValue):
    @property
    def ways(self) -> list[LinkValue]:
        """Buttons that lead somewhere; a page may have been withdrawn."""
        return [button for button in self["buttons"] if button.leads_somewhere]


class CallToActionBlock(PreviewedBlock):
    """One or two buttons; the first is filled, the second quiet."""

    heading = blocks.CharBlock(max_length=120, required=False, label=_("Heading"))
    text = RunningTextBlock(features=INLINE, required=False, label=_("Text"))
    buttons = blocks.ListBlock(ButtonBlock(), min_num=1, max_num=2, label=_("Buttons"))

    class Meta:
        label = _("Call to action")
        icon = "pick"
        group = WAYS_ON
        description = _("One or two buttons that say what to do next.")
        value_class = CallToActionValue
        template = "textbausteine/blocks/call_to_action.html"
        preview_value = {
            "heading": "Machen Sie den Anfang",
            "text": "<p>Tragen Sie Ihre Initiative ein. Wir prüfen in drei Werktagen.</p>",
            "buttons": [
                {"text": "Initiative eintragen", "url": "https://www.example.org/eintragen"},
                {"text": "Beratung vereinbaren", "url": "https://www.example.org/beratung"},
            ],
        }


def scene_choices() -> list[tuple[str, str]]:
    """Our drawings, named by what they show."""
    return [(name, artwork.scene_alt(name)) for name in artwork.scene_names()]


class SceneBlock(blocks.ChoiceBlock):
    """One of our drawings. Migrations keep a plain text, so that new drawings need none."""

    def __init__(self, **kwargs):
        super().__init__(choices=scene_choices, **kwargs)

    def deconstruct(self):
        return "wagtail.blocks.CharBlock", [], {"required": self._required}


@dataclass(frozen=True, slots=True)
class Origin:
    """The town an example comes from; its outline, if our data know exactly one of that name."""

    name: str
    outline: dict | None

    @property
    def pk(self) -> str:
        """What its drawings are kept by, as a tenant's are by its key."""
        return self.name


class GoodPracticeValue(LinkValue):
    @property
    def origin(self) -> Origin:
        key = key_of(self["town"])
        return Origin(self["town"], outline(key) if key else None)


class GoodPracticeBlock(PreviewedBlock):
    """What another town has done, under that town's name."""

    town = blocks.CharBlock(
        max_length=80, label=_("Town"), help_text=_("Only the name, e.g. “Ratingen”.")
    )
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = RunningTextBlock(features=INLINE, label=_("Text"))
    picture = PictureFieldBlock(required=False, label=_("Picture"))
    scene = SceneBlock(
        required=False,
        label=_("Or one of our drawings"),
        help_text=_("Used if there is no picture."),
    )
    page = PageFieldBlock(required=False, label=_("Page that tells more"))
    url = blocks.URLBlock(required=False, label=_("Or address"))
    link_text = blocks.CharBlock(
        max_length=60,
        required=False,
        label=_("Text of the link"),
        help_text=_("Empty: “How it went there”."),
    )

    class Meta:
        label = _("Good example")
        icon = "thumbtack"
        group = WAYS_ON
        description = _("What another town has done: picture, a few sentences, a way on.")
        value_class = GoodPracticeValue
        template = "textbausteine/blocks/good_practice.html"
        preview_value = {
            "town": "Musterstadt",
            "title": "Vier Wochen Laden, ein ganzes Viertel zu Gast",
            "text": "<p>Initiativen ziehen auf Zeit in leere Ladenlokale.</p>",
            "scene": "bunter-laden",
            "url": "https://www.example.org/laden",
        }
