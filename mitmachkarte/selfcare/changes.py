"""A change that an initiative asks for. Until Freigabe accepts it, the public version stays."""

import secrets
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from inbox.models import Submission
from inbox.submissions.kinds import Row
from kommunen.models import Category, Kommune
from mitmachkarte.freshness import answers
from mitmachkarte.models import InitiativePage

from .facts import changed, facts_of, in_words, label_of, write

CHANGE = "initiative-change"
HANDOVER = "initiative-handover"
TAKEDOWN = "initiative-takedown"
State = Submission.State


def waiting_change(page: InitiativePage) -> Submission | None:
    """The change of this entry that the town has not decided about yet."""
    return Submission.objects.filter(page=page, kind=CHANGE, state=State.WAITING).first()


@transaction.atomic
def ask_for_change(kommune: Kommune, page: InitiativePage, facts: dict, at: datetime) -> bool:
    """Lay what differs before the town, in place of a change that still waits.

    Returns:
        Whether anything differs.
    """
    new = changed(facts_of(page), facts)
    before = waiting_change(page)
    if not new:
        if before:
            before.delete()  # it asked for what is to stay as it is now
        return False
    if before:
        before.facts, before.created_at, before.confirmed_at = new, at, at
        before.save(update_fields=["facts", "created_at", "confirmed_at"])
    else:
        _new(kommune, page, CHANGE, State.WAITING, at, facts=new)
    answers.note_answer(page, at)
    return True


def rows(change: Submission) -> list[Row]:
    """Old and new of each field, in words; old is what is public now."""
    page = InitiativePage.objects.get(pk=change.page_id)
    categories = list(Category.objects.order_by("sort_order", "name"))
    now = facts_of(page)
    return [
        Row(
            label_of(name),
            in_words(name, value, categories),
            in_words(name, now[name], categories) if name in now else None,
        )
        for name, value in change.facts.items()
    ]


def accept_change(change: Submission, by: AbstractBaseUser, at: datetime) -> None:
    """Publish the change; an editor's open draft gets it too and stays a draft."""
    kommune = Kommune.objects.complete().get(site=change.site_id)
    page = InitiativePage.objects.get(pk=change.page_id)
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    if page.live:
        write(page, change.facts, kommune)
        page.save_revision(user=by, log_action=True, clean=False).publish(user=by)
    if draft:
        write(draft, change.facts, kommune)
        _moderate_instead(page, draft.save_revision(user=by, log_action=True, clean=False))
    answers.confirm(page, at)


def take_down(kommune: Kommune, page: InitiativePage, at: datetime) -> None:
    """Off the map at once; the town is told. Nothing is deleted."""
    if not page.live:
        return
    with transaction.atomic():
        page.unpublish()
        answers.note_answer(page, at)
        _new(kommune, page, TAKEDOWN, State.WAITING, at)


def takedown_rows(task: Submission) -> list[Row]:
    told = _("The initiative has taken its entry off the map. You may delete it, or keep it.")
    return [Row(_("What happened"), told)]


def offer_handover(kommune: Kommune, page: InitiativePage, email: str, at: datetime) -> Submission:
    """Note who is to keep the entry; nothing changes before that address is confirmed."""
    earlier = Submission.objects.filter(page=page, kind=HANDOVER, state=State.UNCONFIRMED)
    earlier.delete()
    facts = {"from": page.contact_email}
    return _new(kommune, page, HANDOVER, State.UNCONFIRMED, at, facts=facts, email=email)


def hand_over(handover: Submission, at: datetime) -> None:
    """The successor's address from now on: in the public version and in all that may become it."""
    from .care import mail_link

    kommune = Kommune.objects.complete().get(site=handover.site_id)
    page = InitiativePage.objects.get(pk=handover.page_id)
    if page.contact_email == handover.facts.get("from"):  # nobody has changed it meanwhile
        mail_link(kommune, page, "handed_over", at)
        InitiativePage.objects.filter(pk=page.pk).update(contact_email=handover.email)
        _write_into_drafts(page, handover.email)
        page.contact_email = handover.email
        mail_link(kommune, page, "taken_over", at)
    handover.state, handover.decided_at, handover.facts = State.DONE, at, {}
    handover.save(update_fields=["state", "decided_at", "facts"])


def no_rows(submission: Submission) -> list[Row]:
    return []


def _write_into_drafts(page: InitiativePage, email: str) -> None:
    moderated = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, revision__object_id=str(page.pk)
    )
    ahead = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    ahead |= Q(pk__in=moderated.values("revision"))
    for revision in Revision.page_revisions.filter(ahead, object_id=str(page.pk)):
        revision.content["contact_email"] = email
        revision.save(update_fields=["content"])


def _moderate_instead(page: InitiativePage, revision: Revision) -> None:
    """Whoever approves the open draft approves it with the change."""
    state = page.current_workflow_task_state
    if state:
        state.revision = revision
        state.save(update_fields=["revision"])


def _new(kommune: Kommune, page: InitiativePage, kind: str, state: str, at: datetime, **facts):
    is_sure = state == State.WAITING  # it came by the link in a mail to this address
    return Submission.objects.create(
        site=kommune.site,
        key=secrets.token_hex(32),
        kind=kind,
        state=state,
        page=page,
        about=page.title,
        created_at=at,
        confirmed_at=at if is_sure else None,
        **{"email": page.contact_email, **facts},
    )
