"""From what was sent in to an event: a draft for moderation, or public by the town's rule."""

from datetime import date, datetime, time
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from inbox.models import Submission
from inbox.submissions.kinds import Row
from kommunen.models import Category, Kommune
from mitmachkarte.models import InitiativePage
from mitmachkarte.selfcare.proposals import free_slug
from termintipps.clock import ONE_DAY
from termintipps.models import CalendarEntry, EventPage, TermintippsPage
from termintipps.recurrence import Rule

KIND, BY_INITIATIVE = "event-proposal", "event-by-initiative"
A_DAY = 20  # events that one entry may add
State = Submission.State
DAYS, TIMES = ("start_date", "end_date"), ("start_time", "end_time")
PLAIN = (
    "title",
    "summary",
    "rrule",
    "place_name",
    "place_address",
    "is_online",
    "online_url",
    "is_free",
    "cost",
    "is_step_free",
    "accessibility",
    "organiser_name",
)


def overview_of(kommune: Kommune) -> TermintippsPage | None:
    return TermintippsPage.objects.descendant_of(kommune.site.root_page).live().first()


def send_in(
    kommune: Kommune, facts: dict, email: str, *, key: str, consent: str, at: datetime
) -> tuple[Submission, bool]:
    """Write a proposal down; the same key twice is one. Says whether it is new."""
    return Submission.objects.get_or_create(
        key=key,
        defaults={
            "site": kommune.site,
            "kind": KIND,
            "state": State.UNCONFIRMED,
            "about": facts["title"],
            "facts": facts,
            "email": email,
            "consent": consent,
            "created_at": at,
        },
    )


def become_draft(submission: Submission, at: datetime) -> None:
    """Make a draft below the town's list and hand it to moderation. Runs inside a transaction."""
    page = _draft(submission, Kommune.objects.complete().get(site=submission.site_id))
    submission.state = State.HANDED_ON if page else State.WAITING
    submission.page = page
    submission.save(update_fields=["state", "page"])


@transaction.atomic
def add_by_initiative(
    kommune: Kommune, initiative: InitiativePage, facts: dict, at: datetime, *, token: str
) -> bool:
    """An initiative's own event; True if it is public now, by the rule of the town.

    Args:
        token: Of the link that was opened; the same facts by it on the same day are one event.

    Raises:
        ValidationError: the entry has added enough for today.
    """
    overview, today = overview_of(kommune), timezone.localdate(at)
    is_public_at_once = bool(overview and overview.initiatives_publish)
    submission, is_new = Submission.objects.get_or_create(
        key=sha256(f"{token}{sorted(facts.items())}{today}".encode()).hexdigest(),
        defaults={
            "site": kommune.site,
            "kind": BY_INITIATIVE,
            "state": State.DONE if is_public_at_once else State.HANDED_ON,
            "about": facts["title"],
            "facts": facts | {"organiser": initiative.pk},
            "email": initiative.contact_email,
            "created_at": at,
            "confirmed_at": at,  # it came by the link in a mail to this address
            "decided_at": at if is_public_at_once else None,
        },
    )
    if not is_new:
        return submission.state == State.DONE
    _refuse_too_many(kommune, initiative, at)
    page = _draft(submission, kommune, is_moderated=not is_public_at_once)
    if page is None:
        Submission.objects.filter(pk=submission.pk).update(state=State.WAITING)
        return False
    Submission.objects.filter(pk=submission.pk).update(page=page)
    if is_public_at_once:
        page.get_latest_revision().publish()
        CalendarEntry.objects.filter(event=page).update(confirmed_on=today)
    return is_public_at_once


def _refuse_too_many(kommune: Kommune, initiative: InitiativePage, at: datetime) -> None:
    """A link that got into the wrong hands floods no calendar."""
    added = Submission.objects.for_site(kommune.site).filter(
        kind=BY_INITIATIVE, facts__organiser=initiative.pk, created_at__gt=at - ONE_DAY
    )
    if added.count() > A_DAY:
        raise ValidationError(
            _("Today you have added %(most)d events already. Please go on tomorrow.")
            % {"most": A_DAY}
        )


def note_published(at: datetime) -> int:
    """Proposals whose events are public now are done, and confirmed. A due job."""
    handed_on = Submission.objects.filter(
        kind__in=(KIND, BY_INITIATIVE), state=State.HANDED_ON, page__live=True
    )
    found = list(handed_on)
    for each in found:
        entries = CalendarEntry.objects.filter(event=each.page_id, confirmed_on=None)
        entries.update(confirmed_on=timezone.localdate(each.confirmed_at))
        Submission.objects.filter(pk=each.pk).update(state=State.DONE, decided_at=at)
    return len(found)


def rows(submission: Submission) -> list[Row]:
    """The proposal in words."""
    kommune = Kommune.objects.complete().get(site=submission.site_id)
    names = dict(Category.objects.visible_to(kommune).values_list("slug", "name"))
    return [
        Row(_label(name), _in_words(name, value, names))
        for name, value in submission.facts.items()
        if name != "organiser"
    ]


def _draft(
    submission: Submission, kommune: Kommune, *, is_moderated: bool = True
) -> EventPage | None:
    """An event of what was sent in; None if the town has taken its list away meanwhile."""
    overview = overview_of(kommune)
    if overview is None:
        return None
    facts = submission.facts
    organiser = InitiativePage.objects.in_town(kommune).filter(pk=facts.get("organiser")).first()
    page = EventPage(
        slug=free_slug(overview, facts["title"]),
        live=False,
        has_unpublished_changes=True,
        organiser=organiser,
        **{name: facts[name] for name in PLAIN if name in facts},
        **{name: date.fromisoformat(facts[name]) for name in DAYS if name in facts},
        **{name: time.fromisoformat(facts[name]) for name in TIMES if name in facts},
    )
    kinds = Category.objects.visible_to(kommune).filter(slug__in=facts.get("categories", []))
    page.categories = kinds
    if facts.get("description"):
        page.body = [("text", RichText(linebreaks(escape(facts["description"]))))]
    overview.add_child(instance=page)
    page.save_revision(log_action=True)
    if is_moderated and (workflow := page.get_workflow()):
        workflow.start(page, None)
    return page


def _label(name: str) -> str:
    if name == "description":
        return _("More about it")
    return str(EventPage._meta.get_field(name).verbose_name)


def _in_words(name: str, value: object, kinds: dict[str, str]) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name == "categories":
        return ", ".join(kinds.get(slug, slug) for slug in value) or "–"
    if name == "rrule":
        return Rule.parse(value).sentence() if value else _("once")
    return str(value)
