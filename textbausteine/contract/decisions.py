"""A town decides about a change: take note, accept, merge, keep; or pins and follows again.

Whoever comes second is told, and changes nothing.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision, Site
from wagtail.permissions import policy_registry

from kommunen.models import Kommune
from textbausteine.models import Adoption, Notice, Pin, Release, Textbaustein

from .contents import Content, apply

Answer = Notice.Answer


class TooLate(Exception):
    """Somebody else has decided, or has changed the town's version meanwhile."""


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
    """
    _answer(notice, Answer.ACCEPTED, by)
    if notice.use == Notice.Use.PINNED:
        pin(notice.site, notice.release)
    elif adoption := adoption_of(notice):
        _take_over(adoption, notice.release, notice.release.content, by, seen)


@transaction.atomic
def merge(notice: Notice, content: Content, by: AbstractBaseUser, seen: int | None) -> None:
    """What the person has put together from both versions."""
    _answer(notice, Answer.MERGED, by)
    adoption = adoption_of(notice)
    if adoption is None:
        raise TooLate
    _take_over(adoption, notice.release, content, by, seen)


def adoption_of(notice: Notice) -> Adoption | None:
    adoptions = Adoption.objects.filter(source=notice.release.text_id, text__site=notice.site_id)
    return adoptions.select_related("text", "release", "source_revision").first()


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


def _take_over(
    adoption: Adoption, release: Release, content: Content, by: AbstractBaseUser, seen: int | None
) -> Revision:
    """A new version of the town's text; published if the one before was, without an open draft."""
    text = Textbaustein.objects.select_for_update().get(pk=adoption.text_id)
    if seen is not None and text.latest_revision_id != seen:
        raise TooLate
    is_public = text.live and not text.has_unpublished_changes
    draft = apply(text.get_latest_revision_as_object(), content)
    revision = draft.save_revision(user=by, log_action=True)
    if is_public:
        revision.publish(user=by)
    adoption.release, adoption.source_revision = release, release.text.live_revision
    adoption.save()
    return revision
