"""How old a confirmation is, told in steps to everybody who reads an entry."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from mitmachkarte.models.status import InitiativeStatus

FRESH_FOR = timedelta(days=365)  # after that, a confirmation counts as old
Stage = InitiativeStatus.Stage


def age_note(status: InitiativeStatus | None, published_on: date | None, today: date) -> str:
    """One sentence about an entry that nobody has confirmed for long; empty while it is fresh."""
    if status and status.stage >= Stage.REMINDED_AGAIN:
        return _(
            "The initiative has not answered our questions. Please ask there before you set out."
        )
    last = (status and status.confirmed_on) or published_on
    if last and today - last > FRESH_FOR:
        return _("Not confirmed for more than a year")
    return ""


def note_for(page) -> str:
    """The sentence for a page, by its own status and first publication."""
    published = page.first_published_at
    published_on = timezone.localdate(published) if published else None
    return age_note(getattr(page, "status", None), published_on, timezone.localdate())
