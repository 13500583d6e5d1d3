"""What citizens see and what is only a draft: both come back, with their days, as revisions."""

from typing import Any

from django.db import models
from django.utils.dateparse import parse_datetime
from wagtail.models import DraftStateMixin, Page, Revision

from .form import damaged
from .restoring import Restorer


def restore_versions(restorer: Restorer, thing: models.Model, record: dict, where: str) -> None:
    """Save the finished thing, with a revision of what is live and one of the draft.

    No revision is published: that would give it today's date and tell everybody.
    """
    live = record.get("live")
    if not isinstance(live, bool):
        raise damaged(where)
    thing.live = live
    _save(thing)
    kept: dict[str, Any] = {
        "live": live,
        "has_unpublished_changes": not live,
        "first_published_at": thing.first_published_at,
        "last_published_at": thing.last_published_at,
    }
    if live and not getattr(thing, "alias_of_id", None):
        revision = _revision(thing, at=thing.last_published_at)
        kept |= {"live_revision": revision, "latest_revision": revision}
    draft = record.get("draft")
    if draft is not None:
        kept |= _draft(restorer, thing, draft, f"{where} (draft)")
    if isinstance(thing, Page):
        revision = kept.get("latest_revision")
        kept["latest_revision_created_at"] = revision.created_at if revision else None
    type(thing)._base_manager.filter(pk=thing.pk).update(**kept)


def _draft(restorer: Restorer, thing: models.Model, draft: Any, where: str) -> dict[str, Any]:
    if not isinstance(draft, dict):
        raise damaged(where)
    newer = type(thing)._base_manager.get(pk=thing.pk)
    for name, value in restorer.plain(type(thing), draft, where).items():
        setattr(newer, name, value)
    restorer.fill(newer, draft, where)
    if isinstance(thing, Page):
        restorer.fill_children(newer, draft, where)
        restorer.fill_lists(newer, draft, where)
    scheduled = _moment(draft.get("approved_go_live_at"), where)
    revision = _revision(newer, at=_moment(draft.get("saved_at"), where), scheduled=scheduled)
    kept = {"latest_revision": revision, "has_unpublished_changes": True}
    return kept | ({"draft_title": newer.title} if isinstance(thing, Page) else {})


def _revision(thing: DraftStateMixin, *, at: Any, scheduled: Any = None) -> Revision:
    """A revision of the thing as it is in memory, dated; the thing's row is not touched."""
    revision = Revision.objects.create(
        content_object=thing,
        base_content_type=thing.get_base_content_type(),
        approved_go_live_at=scheduled,
        content=thing.serializable_data(),
        object_str=str(thing),
    )
    if at is not None:
        revision.created_at = at
        Revision.objects.filter(pk=revision.pk).update(created_at=at)
    return revision


def _save(thing: models.Model) -> None:
    """Without Wagtail's validation: drafts may be incomplete, and ours has been done."""
    if isinstance(thing, Page):
        thing.draft_title = thing.title
        thing.save(clean=False)
    else:
        thing.save()


def _moment(value: Any, where: str) -> Any:
    if value is None:
        return None
    try:
        found = parse_datetime(value)
    except (TypeError, ValueError):
        found = None
    if found is None or found.tzinfo is None:
        raise damaged(where)
    return found
