"""A town decides about a change: take note, accept, merge, keep; or pins and follows again.

Whoever comes second is told, and changes nothing.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site
from wagtail.permissions import policy_registry

from kommunen.models import Kommune
from textbausteine.models import Adoption, Notice, Pin, Release, Textbaustein

from .contents import Content, apply

Answer = Notice.Answer


class TooLate(Exception):
    """Somebody else has decided, or has changed the town's version meanwhile."""


class OpenDraft(Exception):
    """Taking over all of the change would lose what somebody is still writing."""


def may_look(user: AbstractBaseUser) -> bool:
    policy = policy_registry.get_by_type(Textbaustein)
    return policy.user_has_any_permission(user, ["add", "change", "publish"])


def may_decide(user: AbstractBaseUser, kommune: Kommune) -> bool:
    """Whoever publishes the town's texts."""
    own = Textbaustein(site=None if kommune.is_central else kommune.site)
    return policy_registry.get_by_type(Textbaustein).user_has_permission_for_instance(
        user, "publish", own
    )


@transaction.atomic
def take_note(notice: Notice, by: AbstractBaseUser) -> None:
    _answer(notice, Answer.NOTED, by)


@transaction.atomic
def keep(notice: Notice, by: AbstractBaseUser) -> None:
    """Own version and pin stay; a live text is pinned to the version before the change."""
    _answer(notice, Answer.KEPT, by)
    if notice.use == Notice.Use.LIVE and notice.since:
        pin(notice.site, notice.since)


@transaction.atomic
def accept(notice: Notice, by: AbstractBaseUser, seen: int | None) -> None:
    """The change in place of what the town had.

    `seen` is the key of the town's revision that the person had before the eyes.

    Raises:
        OpenDraft: the town's version has words that are not public. They can be merged.
    """
    _answer(notice, Answer.ACCEPTED, by)
    if notice.use == Notice.Use.PINNED:
        pin(notice.site, notice.release)
    elif adoption := adoption_of(notice):
        text = _locked(adoption, seen)
        if has_open_draft(text):
            raise OpenDraft
        _take_over(text, notice.release.content, by)


@transaction.atomic
def merge(notice: Notice, content: Content, by: AbstractBaseUser, seen: int | None) -> None:
    """What the person has put together from both versions; of an open draft, it stays one."""
    _answer(notice, Answer.MERGED, by)
    adoption = adoption_of(notice)
    if adoption is None:
        raise TooLate
    _take_over(_locked(adoption, seen), content, by)


def adoption_of(notice: Notice) -> Adoption | None:
    adoptions = Adoption.objects.filter(source=notice.release.text_id, text__site=notice.site_id)
    return adoptions.select_related("text", "release", "source_revision").first()


def has_open_draft(text: Textbaustein) -> bool:
    """Whether its latest version is not the public one."""
    return text.has_unpublished_changes or not text.live


def pin(site: Site, release: Release) -> Pin:
    found, _is_new = Pin.objects.update_or_create(
        site=site, source_id=release.text_id, defaults={"release": release}
    )
    return found


def follow(site: Site, source: Textbaustein) -> None:
    """Use the text live again."""
    for each in Pin.objects.for_site(site).filter(source=source):
        each.delete()


def _answer(notice: Notice, answer: str, by: AbstractBaseUser) -> None:
    """Whoever comes second finds no open notice: the condition stands in the statement itself."""
    changed = Notice.objects.open().filter(pk=notice.pk)
    if not changed.update(answer=answer, answered_at=timezone.now(), answered_by=by):
        raise TooLate
    notice.refresh_from_db()
    notice.save()  # for the record of changes, which does not hear of updates


def _locked(adoption: Adoption, seen: int | None) -> Textbaustein:
    text = Textbaustein.objects.select_for_update().get(pk=adoption.text_id)
    if seen is not None and text.latest_revision_id != seen:
        raise TooLate
    return text


def _take_over(text: Textbaustein, content: Content, by: AbstractBaseUser) -> None:
    """A new version of the town's text; published if the one before was, without an open draft.

    The adoption moves on when the version is published, see `releases.catch_up`.
    """
    is_public = not has_open_draft(text)
    draft = apply(text.get_latest_revision_as_object(), content)
    revision = draft.save_revision(user=by, log_action=True)
    if is_public:
        revision.publish(user=by)
