"""What a tenant still lacks before it can go live, in sentences for the operator and the town.

Each step is a condition of the database, so that one query tells it of a whole page of tenants.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kommunen.models import EmbedHost, Kommune, Membership, Role
from kommunen.models.kommune import KommuneQuerySet
from kommunen.registry import readiness_steps


@dataclass(frozen=True)
class Step:
    """One thing to do. `is_lacking` asks a `Kommune`; without a required step none goes live."""

    name: str
    label: str | Promise  # a word or two, for lists and filters
    sentence: str | Promise
    is_lacking: Q
    is_required: bool = True

    @property
    def annotation(self) -> str:
        return f"lacks_{self.name}"


def _nobody_is(role: Role) -> Q:
    return ~Q(Exists(Membership.objects.filter(kommune=OuterRef("pk"), role=role)))


def _is_empty(field: str) -> Q:
    """Also where the tenant has no row of settings yet."""
    path = f"site__kommunesettings__{field}"
    return Q(**{path: ""}) | Q(**{f"{path}__isnull": True})


IS_CENTRAL = Q(kind=Kommune.Kind.ZENTRALE)


def _role_step(role: Role, whose: Q) -> Step:
    return Step(
        role.value,
        role.label,
        format_lazy(_("Nobody has the role {role} yet."), role=role.label),
        whose & _nobody_is(role),
    )


OWN_STEPS = [
    Step(
        "map",
        pgettext_lazy("missing", "Map centre"),
        _("No outline is known for this town: set the map centre in the settings."),
        ~IS_CENTRAL & Q(outline__isnull=True) & Q(site__kommunesettings__map_lat=None),
    ),
    _role_step(Role.TEXTREDAKTION, IS_CENTRAL),
    _role_step(Role.REDAKTION, ~IS_CENTRAL),
    _role_step(Role.FREIGABE, ~IS_CENTRAL),
    Step(
        "legal",
        pgettext_lazy("missing", "Legal data"),
        _("Complete the legal data in the settings; the imprint shows them."),
        _is_empty("legal_body") | _is_empty("legal_address") | _is_empty("legal_email"),
    ),
    Step(
        "contact",
        pgettext_lazy("missing", "E-mail for barriers"),
        _("Name an e-mail address for reports of barriers in the settings."),
        _is_empty("contact_email"),
    ),
    Step(
        "logo",
        pgettext_lazy("missing", "Logo"),
        _("Upload a logo, or keep the town’s outline as its mark."),
        Q(site__kommunesettings__logo=None),
        is_required=False,
    ),
    Step(
        "embedding",
        pgettext_lazy("missing", "Embedding host"),
        _("Name the town’s home page as a host that may embed the map."),
        ~IS_CENTRAL & ~Q(Exists(EmbedHost.objects.filter(kommune=OuterRef("pk")))),
        is_required=False,
    ),
]


def steps() -> list[Step]:
    """All steps, those of upper floors last."""
    return [*OWN_STEPS, *readiness_steps]


def with_steps(kommunen: KommuneQuerySet) -> KommuneQuerySet:
    """Note at each tenant which steps it lacks (`lacks_<name>`); costs no further query."""
    return kommunen.annotate(**{step.annotation: step.is_lacking for step in steps()})


def open_steps(kommune: Kommune) -> list[Step]:
    """The steps that a tenant of `with_steps` still lacks, in the order they are best taken."""
    return [step for step in steps() if getattr(kommune, step.annotation)]


def obstacles(kommune: Kommune) -> list[str]:
    """Sentences about what keeps the tenant from going live; empty when nothing does."""
    return [str(step.sentence) for step in _open_steps_of(kommune) if step.is_required]


def missing_steps(kommune: Kommune) -> list[str]:
    """Sentences in the order in which the steps are best taken; empty when nothing is missing."""
    sentences = [str(step.sentence) for step in _open_steps_of(kommune)]
    if kommune.state == Kommune.State.PREPARING:
        sentences.append(
            str(_("Set the state to “live” so that search engines may find the site."))
        )
    return sentences


def _open_steps_of(kommune: Kommune) -> list[Step]:
    return open_steps(with_steps(Kommune.objects.filter(pk=kommune.pk)).get())
