"""The placeholders that this app registers: the town's names in German grammar, ways to reach it.

Their names are German: editors write them.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kommunen import naming
from kommunen.registry import Placeholder

TOWN_WORDS = [
    Placeholder("kommune", _("Official name of the town"), lambda kommune: kommune.official_name),
    Placeholder("kommune_name", _("Name without “Stadt”"), lambda kommune: kommune.name),
    Placeholder("in_der_kommune", _("Where: in the town"), lambda kommune: kommune.whereabouts),
    Placeholder(
        "der_kommune",
        _("Whose: of the town"),
        lambda kommune: kommune.belonging,
    ),
    Placeholder(
        "verwaltung",
        _("Name of the administration"),
        lambda kommune: naming.administration(kommune.kind),
    ),
    Placeholder("email", _("Public e-mail address"), lambda kommune: kommune.settings.legal_email),
    Placeholder("telefon", _("Phone number"), lambda kommune: kommune.settings.legal_phone),
    Placeholder(
        "startseite",
        _("Link to the start page"),
        lambda kommune: "/",
        is_link=True,
        link_text=pgettext_lazy("link", "start page"),
    ),
    Placeholder(
        "texte",
        _("Link to the published texts"),
        lambda kommune: "/gut-zu-wissen/" if kommune.settings.show_texts else "",
        is_link=True,
        link_text=pgettext_lazy("link", "Gut zu wissen"),
    ),
]
