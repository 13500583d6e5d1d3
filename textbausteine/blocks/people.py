"""Who to turn to, and who stands behind it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from kommunen.models import ContactPerson, Supporter

from .base import PEOPLE, PreviewedBlock
from .reading import PicturedSnippetBlock


class ContactBlock(PreviewedBlock):
    """A contact person, kept once. The e-mail address only if the person has released it."""

    heading = blocks.CharBlock(
        max_length=120,
        required=False,
        label=_("Heading"),
        help_text=_("Empty: “Your contact person”."),
    )
    person = PicturedSnippetBlock(
        "kommunen.ContactPerson", picture_field="portrait", label=_("Contact person")
    )
    hours = blocks.CharBlock(
        max_length=120,
        required=False,
        label=_("When to reach"),
        help_text=_("E.g. “Mo bis Do, 9 bis 15 Uhr”."),
    )

    class Meta:
        label = _("Contact person")
        icon = "user"
        group = PEOPLE
        description = _("Somebody to turn to, kept once and used on many pages.")
        template = "textbausteine/blocks/contact.html"

    def get_preview_value(self) -> blocks.StructValue:
        person = ContactPerson(
            name="Klimaschutzmanagement",
            organisation="Stadt Musterstadt",
            phone="115",
        )
        return self.normalize({"heading": "", "person": person, "hours": "Mo bis Do, 9 bis 15 Uhr"})


LOGO_HEADINGS = {
    "funded": _("Funded by"),
    "found": _("Also to be found here"),
    "partners": _("Our partners"),
}


class LogosValue(blocks.StructValue):
    @property
    def title(self) -> str:
        return LOGO_HEADINGS.get(self["heading"], "")

    @property
    def known(self) -> list[Supporter]:
        """Supporters that have not been deleted."""
        return [supporter for supporter in self["supporters"] if supporter]


class LogosBlock(PreviewedBlock):
    """Logos of funders, partners or places where one is found as well."""

    heading = blocks.ChoiceBlock(
        choices=list(LOGO_HEADINGS.items()), default="funded", label=_("Heading")
    )
    supporters = blocks.ListBlock(
        PicturedSnippetBlock("kommunen.Supporter", picture_field="logo", label=_("Supporter")),
        min_num=1,
        max_num=12,
        label=_("Supporters"),
    )

    class Meta:
        label = _("Logos")
        icon = "group"
        group = PEOPLE
        description = _("Logos of funders and partners, linked to their websites.")
        value_class = LogosValue
        template = "textbausteine/blocks/logos.html"

    def get_preview_value(self) -> blocks.StructValue:
        names = ("Beispiel-Ministerium", "Stiftung Nachbarschaft (Beispiel)", "Netzwerk Beispiel")
        return self.normalize(
            {
                "heading": "funded",
                "supporters": [Supporter(name=name) for name in names],
            }
        )
