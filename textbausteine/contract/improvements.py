"""A town hands its version to the centre; the centre takes it into its draft, or says why not."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision, Site

from kommunen.desk.references import foreign_references
from kommunen.models import Kommune
from textbausteine.models import Improvement, Textbaustein

from .contents import STREAMS, Content, apply, content_of
from .decisions import TooLate

State = Improvement.State

RICH_TEXTS = ("press", "newsletter")


def for_the_centre(own: Textbaustein, source: Textbaustein, centre: Kommune) -> tuple[Content, int]:
    """What may be handed over of a town's published version, and how many parts stay behind.

    Pictures, files and pages of the town are shown on its own host only. Of a stream the block
    that names one stays behind; of a rich text all, and the centre keeps its own.
    """
    content, left_out = content_of(own), 0
    for name in STREAMS:
        usable = [block for block in content[name] if not _names_foreign({name: [block]}, centre)]
        left_out += len(content[name]) - len(usable)
        content[name] = usable
    for name in RICH_TEXTS:
        if _names_foreign({name: content[name]}, centre):
            left_out += 1
            content[name] = getattr(source, name)
    return content, left_out


def propose(
    site: Site, source: Textbaustein, content: Content, comment: str, by: AbstractBaseUser
) -> Improvement:
    return Improvement.objects.create(
        site=site, source=source, content=content, comment=comment, sent_by=by
    )


@transaction.atomic
def accept(improvement: Improvement, by: AbstractBaseUser, seen: int | None) -> Revision:
    """The proposal becomes the draft of the central text; publishing stays a step of its own."""
    _answer(improvement, State.ACCEPTED, by)
    text = Textbaustein.objects.select_for_update().get(pk=improvement.source_id)
    if seen is not None and text.latest_revision_id != seen:
        raise TooLate
    draft = apply(text.get_latest_revision_as_object(), improvement.content)
    return draft.save_revision(user=by, log_action=True)


@transaction.atomic
def decline(improvement: Improvement, by: AbstractBaseUser, reason: str) -> None:
    _answer(improvement, State.DECLINED, by, reason)


def _answer(improvement: Improvement, state: str, by: AbstractBaseUser, reason: str = "") -> None:
    waiting = Improvement.objects.waiting().filter(pk=improvement.pk)
    now = timezone.now()
    if not waiting.update(state=state, reason=reason, answered_at=now, answered_by=by):
        raise TooLate
    improvement.refresh_from_db(fields=["state", "reason", "answered_at", "answered_by"])
    improvement.save()  # for the record of changes, which does not hear of updates


def _names_foreign(part: Content, centre: Kommune) -> bool:
    return bool(foreign_references(apply(Textbaustein(), part), centre))
