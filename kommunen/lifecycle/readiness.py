"""What a tenant still lacks before it can go live, in sentences for the operator and the town."""

from django.utils.translation import gettext as _

from kommunen.models import Kommune, Role


def missing_steps(kommune: Kommune) -> list[str]:
    """Sentences in the order in which the steps are best taken; empty when nothing is missing."""
    settings = kommune.settings
    steps = []
    if not kommune.is_central and not kommune.outline and settings.map_lat is None:
        steps.append(_("No outline is known for this town: set the map centre in the settings."))
    held = set(kommune.memberships.values_list("role", flat=True))
    for role in (Role.TEXTREDAKTION,) if kommune.is_central else (Role.REDAKTION, Role.FREIGABE):
        if role not in held:
            steps.append(_("Nobody has the role %(role)s yet.") % {"role": role.label})
    if not (settings.legal_body and settings.legal_address and settings.legal_email):
        steps.append(_("Complete the legal data in the settings; the imprint shows them."))
    if not settings.contact_email:
        steps.append(_("Name an e-mail address for reports of barriers in the settings."))
    if not settings.logo_id:
        steps.append(_("Upload a logo, or keep the town’s outline as its mark."))
    if not kommune.embed_hosts.exists() and not kommune.is_central:
        steps.append(_("Name the town’s home page as a host that may embed the map."))
    if kommune.state == Kommune.State.PREPARING:
        steps.append(_("Set the state to “live” so that search engines may find the site."))
    return steps
