"""How consents come and go: offered and withdrawn by the giver, decided by the receiver.

Nobody changes an entry here, and nobody decides for anybody else. Each town's record of changes
tells what its own people did.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from kommunen.audit.recording import record
from kommunen.models import EntryConsent, Kommune, TownConsent

State = EntryConsent.State


def covers(receiver: Kommune, giver: Kommune) -> bool:
    """Whether the receiver is the giver's Kreis (first five digits of the key) or the centre."""
    if receiver.is_central:
        return not giver.is_central
    return (
        receiver.kind == Kommune.Kind.KREIS
        and bool(receiver.key)
        and len(giver.key) > len(receiver.key)
        and giver.key.startswith(receiver.key)
    )


@transaction.atomic
def offer_entry(
    page: Page, home: Kommune, receiver: Kommune, *, by_entry: bool, at: datetime
) -> EntryConsent:
    """Ask another town to show this entry. Twice is once.

    Raises:
        ValidationError: the town has declined it, or it is the entry's own.
    """
    if receiver.pk == home.pk:
        raise ValidationError(_("The entry is shown here anyway."))
    consent, is_new = EntryConsent.objects.get_or_create(
        page=page,
        receiver=receiver,
        defaults={"site": home.site, "by_entry": by_entry, "offered_at": at},
    )
    if is_new:
        _tell("kommunen.offer", page, home, about=page.title, detail=receiver.official_name)
    elif consent.state == State.DECLINED:
        raise ValidationError(
            _("%(town)s does not show this entry. Only they can change that.")
            % {"town": receiver.official_name}
        )
    return consent


@transaction.atomic
def share_all(home: Kommune, receiver: Kommune, what: str, at: datetime) -> TownConsent:
    """Let a tenant show everything public of a kind. The Kreis and the centre need not agree.

    Raises:
        ValidationError: the town has declined it.
    """
    state = State.SHOWN if covers(receiver, home) else State.WAITING
    consent, is_new = TownConsent.objects.get_or_create(
        site=home.site,
        receiver=receiver,
        what=what,
        defaults={
            "state": state,
            "offered_at": at,
            "decided_at": at if state == State.SHOWN else None,
        },
    )
    if is_new:
        _tell("kommunen.offer", home, home, about=home.name, detail=receiver.official_name)
    elif consent.state == State.DECLINED:
        raise ValidationError(
            _("%(town)s does not show this. Only they can change that.")
            % {"town": receiver.official_name}
        )
    return consent


@transaction.atomic
def withdraw(consent: EntryConsent | TownConsent, home: Kommune) -> None:
    """The giver takes it back, at once. What the receiver has declined stays declined."""
    if consent.state == State.DECLINED:
        return
    thing, title = _thing_of(consent, home)
    _tell("kommunen.withdraw", thing, home, about=title, detail=consent.receiver.official_name)
    consent.delete()


@transaction.atomic
def decide(
    consent: EntryConsent | TownConsent, receiver: Kommune, *, is_shown: bool, at: datetime
) -> None:
    """The receiver shows it, or no longer does. May be changed at any time.

    Raises:
        ObjectDoesNotExist: the giver has withdrawn it in the same moment.
    """
    locked = type(consent)._base_manager.select_for_update()
    consent.refresh_from_db(fields=["state"], from_queryset=locked)
    state = State.SHOWN if is_shown else State.DECLINED
    if consent.state == state:
        return
    consent.state, consent.decided_at = state, at
    consent.save(update_fields=["state", "decided_at"])
    home = consent.site.kommune
    _thing, title = _thing_of(consent, home)
    action = "kommunen.show_offer" if is_shown else "kommunen.decline_offer"
    _tell(action, receiver, receiver, about=title, detail=home.official_name)


def _thing_of(consent: EntryConsent | TownConsent, home: Kommune) -> tuple[Page | Kommune, str]:
    if isinstance(consent, EntryConsent):
        return consent.page, consent.page.title
    return home, home.name


def _tell(action: str, thing, kommune: Kommune, *, about: str, detail: str) -> None:
    record(action, thing, kommune=kommune, about=about, detail=detail)
