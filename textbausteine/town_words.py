"""The placeholders that this app registers: the town's names in German grammar, ways to reach it.

Their names are German: editors write them.
"""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kommunen import naming
from kommunen.models import ContactPerson, Kommune
from kommunen.registry import Placeholder


def _contact_for(task: ContactPerson.Task, kommune: Kommune) -> str:
    """Name and phone number; all tasks of a town cost one query for each request."""
    kept = vars(kommune).get("_textbausteine_contacts")
    if kept is None:
        persons = ContactPerson.objects.filter(site=kommune.site_id, site__isnull=False)
        kept = {person.task: person for person in persons.exclude(task="").order_by("-name")}
        vars(kommune)["_textbausteine_contacts"] = kept
    person = kept.get(task)
    return ", ".join(filter(None, (person.name, person.phone))) if person else ""


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
        "ansprechperson_klimaschutz",
        _("Contact for climate protection"),
        partial(_contact_for, ContactPerson.Task.CLIMATE),
    ),
    Placeholder(
        "ansprechperson_engagement",
        _("Contact for engagement"),
        partial(_contact_for, ContactPerson.Task.ENGAGEMENT),
    ),
    Placeholder(
        "ansprechperson_beteiligung",
        _("Contact for citizens’ participation"),
        partial(_contact_for, ContactPerson.Task.PARTICIPATION),
    ),
    Placeholder(
        "ansprechperson_presse",
        _("Contact for the press"),
        partial(_contact_for, ContactPerson.Task.PRESS),
    ),
    Placeholder(
        "barriere_melden",
        _("Link to the form “Report a barrier”"),
        lambda kommune: reverse("inbox:barrier"),
        is_link=True,
        link_text=pgettext_lazy("link", "report a barrier"),
    ),
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
