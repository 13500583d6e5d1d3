"""The placeholders that this app registers: the town's names in German grammar, ways to reach it.

Their names are German: editors write them.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kommunen.models import Kommune
from kommunen.registry import Placeholder

Kind = Kommune.Kind

# Kind of tenant → where (dative), whose (genitive). Proper names stay German in every language.
WHERE = {Kind.GEMEINDE: "in der Gemeinde", Kind.STADT: "in der Stadt", Kind.KREIS: "im Kreis"}
WHOSE = {Kind.GEMEINDE: "der Gemeinde", Kind.STADT: "der Stadt", Kind.KREIS: "des Kreises"}


def _with(words: dict[str, str], otherwise: str):
    return lambda kommune: f"{words.get(kommune.kind, otherwise)} {kommune.name}"


TOWN_WORDS = [
    Placeholder("kommune", _("Official name of the town"), lambda kommune: kommune.official_name),
    Placeholder("kommune_name", _("Name without “Stadt”"), lambda kommune: kommune.name),
    Placeholder("in_der_kommune", _("Where: in the town"), _with(WHERE, "bei")),
    Placeholder("der_kommune", _("Whose: of the town"), _with(WHOSE, "von")),
    Placeholder("email", _("Public e-mail address"), lambda kommune: kommune.settings.legal_email),
    Placeholder("telefon", _("Phone number"), lambda kommune: kommune.settings.legal_phone),
    Placeholder(
        "startseite", pgettext_lazy("placeholder", "start page"), lambda kommune: "/", is_link=True
    ),
    Placeholder(
        "texte",
        pgettext_lazy("placeholder", "Gut zu wissen"),
        lambda kommune: "/gut-zu-wissen/" if kommune.settings.show_texts else "",
        is_link=True,
    ),
]
