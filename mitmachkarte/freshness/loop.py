"""The yearly question, one step a run at most.

May be killed: a step's mail has a key of its own, and is written down before the step is noted.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from dateutil.relativedelta import relativedelta
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from inbox import outbox
from inbox.models import Submission
from inbox.submissions.kinds import Row
from kommunen.models import Kommune
from kommunen.plaintext import one_line
from mitmachkarte.entries import map_path
from mitmachkarte.models import InitiativePage, InitiativeStatus
from mitmachkarte.selfcare import care

from .answers import UNANSWERED, keep_showing

STEPS_A_RUN = 100  # for each town: an import of thousands is asked about in portions
LINK_IS_GOOD_FOR = timedelta(days=120)
Stage = InitiativeStatus.Stage


def run(at: datetime) -> int:
    """Take each entry that is due one step further; return how many steps were taken."""
    return sum(_run_town(kommune, at) for kommune in Kommune.objects.complete().towns().live())


def next_step(status: InitiativeStatus, since: date, settings, today: date) -> Stage | None:
    """Which stage an entry is to enter today, if any.

    Args:
        since: The day on which somebody last said that it is right; else of its publication.
        settings: The town's `KommuneSettings`.
    """
    if status.stage == Stage.FRESH:
        is_due = today >= since + relativedelta(months=settings.ask_after_months)
        return Stage.ASKED if is_due else None
    if status.stage == Stage.HIDDEN or status.stage_on is None:
        return None
    pause = settings.remind_after_days
    if status.stage == Stage.WITH_TOWN:
        pause = settings.hide_after_days
    return Stage(status.stage + 1) if today >= status.stage_on + timedelta(days=pause) else None


def _run_town(kommune: Kommune, at: datetime) -> int:
    _close_tasks_of_what_is_gone(kommune, at)
    if not kommune.settings.asks_initiatives:
        return 0
    due = list(islice(_due(kommune, timezone.localdate(at)), STEPS_A_RUN))
    for page, status, step in due:
        _take(kommune, page, status, step, at)
    return len(due)


def _due(kommune: Kommune, today: date) -> Iterator[tuple[InitiativePage, InitiativeStatus, Stage]]:
    pages = InitiativePage.objects.in_town(kommune).live().select_related("status").order_by("pk")
    for page in pages:
        status = getattr(page, "status", None) or InitiativeStatus(page=page)
        step = next_step(status, _since(page, status), kommune.settings, today)
        if step is not None:
            yield page, status, step


def _since(page: InitiativePage, status: InitiativeStatus) -> date:
    published = page.first_published_at or page.last_published_at or timezone.now()
    known = (status.confirmed_on, status.answered_on, timezone.localdate(published))
    return max(filter(None, known))


def _take(
    kommune: Kommune, page: InitiativePage, status: InitiativeStatus, step: Stage, at: datetime
) -> None:
    if step in (Stage.ASKED, Stage.REMINDED, Stage.REMINDED_AGAIN):
        if page.contact_email:
            _mail(kommune, page, step, at)
        else:
            step = Stage.WITH_TOWN  # nobody to ask
    if step == Stage.WITH_TOWN:
        _make_task(kommune, page, at)
    if step == Stage.HIDDEN:
        status.hidden_at = at
    status.stage, status.stage_on = step, timezone.localdate(at)
    status.save()


def _mail(kommune: Kommune, page: InitiativePage, step: Stage, at: datetime) -> None:
    until = at + LINK_IS_GOOD_FOR
    context = {
        "kommune": kommune,
        "page": page,
        "url": kommune.root_url + care.path(kommune, page, until),
        "entry_url": f"{kommune.root_url}{map_path()}{page.slug}/",
        "is_reminder": step != Stage.ASKED,
        "good_until": until,
    }
    name = "mitmachkarte/freshness/mail"
    day = timezone.localdate(at)
    mail = outbox.Mail(
        key=hashlib.sha256(f"freshness {page.pk} {step} {day:%G-%V}".encode()).hexdigest(),
        to=page.contact_email,
        subject=one_line(render_to_string(f"{name}_subject.txt", context)),
        body=render_to_string(f"{name}.txt", context),
        about=page.title,
        url=context["entry_url"],
    )
    outbox.queue(kommune.site, mail, at=at)


def _make_task(kommune: Kommune, page: InitiativePage, at: datetime) -> None:
    if _tasks(kommune).filter(page=page).exists():
        return
    Submission.objects.create(
        site=kommune.site,
        key=hashlib.sha256(f"unanswered {page.pk} {at.isoformat()}".encode()).hexdigest(),
        kind=UNANSWERED,
        state=Submission.State.WAITING,
        page=page,
        about=page.title,
        created_at=at,
    )


def _tasks(kommune: Kommune):
    waiting = Submission.objects.for_site(kommune.site).filter(state=Submission.State.WAITING)
    return waiting.filter(kind=UNANSWERED)


def _close_tasks_of_what_is_gone(kommune: Kommune, at: datetime) -> None:
    gone = _tasks(kommune).filter(page__live=False)
    gone.update(state=Submission.State.DONE, decided_at=at)


def rows(task: Submission) -> list[Row]:
    """What the town reads about an initiative that does not answer."""
    page = InitiativePage.objects.select_related("status").get(pk=task.page_id)
    asked = _("Question and two reminders, without an answer")
    found = [Row(_("What we did"), asked if page.contact_email else _("Nobody to ask: no address"))]
    if page.confirmed_on:
        found.append(Row(_("Confirmed"), f"{page.confirmed_on:%d.%m.%Y}"))
    if page.status.hidden_at:
        found.append(
            Row(_("Hidden since"), f"{timezone.localdate(page.status.hidden_at):%d.%m.%Y}")
        )
    if page.phone:
        found.append(Row(_("Phone"), page.phone))
    return found


def accept(task: Submission, by, at: datetime) -> None:
    """The town has asked elsewhere: the entry stays, or comes back."""
    keep_showing(InitiativePage.objects.get(pk=task.page_id), at)
