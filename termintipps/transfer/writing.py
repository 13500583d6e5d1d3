"""Planned events happen: written to pages, with a note of where each came from."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from inbox.transfer import running
from inbox.transfer.plans import Plan
from inbox.transfer.running import Steps, Writing
from kommunen.models import Kommune
from kommunen.versions import write_versions
from mitmachkarte.forms import RESERVED_SLUGS
from termintipps.models import (
    EventImport,
    EventOrigin,
    EventPage,
    ImportedEvent,
    Subscription,
    TermintippsPage,
)

from .contents import keep, put
from .planning import PlannedEvent

SLUG_LENGTH = 200  # of 255; a number may follow
KEPT_OF_ORIGIN = ("key", "label", "url", "theirs", "subscription_id")


def overview_of(kommune: Kommune) -> TermintippsPage | None:
    """The page below which the town's events stand."""
    return TermintippsPage.objects.descendant_of(kommune.site.root_page).first()


def steps_of_import(
    plan: Plan, source: EventImport, kommune: Kommune, user: AbstractBaseUser | None
) -> Steps:
    """Carry a plan out; see `inbox.transfer.running`."""

    def begin() -> Writing:
        writer = EventWriter(kommune, user, label=source.file_name)
        return partial(_write_row, writer, source)

    return running.steps_of_import(plan, source, user, begin)


def _write_row(writer: "EventWriter", source: EventImport, row: PlannedEvent) -> ImportedEvent:
    page, before = writer.write(row)
    return ImportedEvent(
        source=source,
        page=page,
        title=page.title,
        where=row.where.rpartition(", ")[2][:40],
        state=row.state,
        before=before,
        revision=page.latest_revision_id,
        was_live=page.live,
    )


class EventWriter:
    """Writes planned events below a town's list.

    Args:
        label: What editors read as the place an event came from.
        subscription: That it came with; None if it came with a file.
    """

    def __init__(
        self,
        kommune: Kommune,
        user: AbstractBaseUser | None,
        *,
        label: str,
        subscription: Subscription | None = None,
    ) -> None:
        self.kommune, self.user, self.label = kommune, user, label
        self.subscription = subscription
        found = overview_of(kommune)
        # Two at once would both find that an event is missing.
        self.parent = TermintippsPage.objects.select_for_update().get(pk=found.pk)
        taken = Page.objects.child_of(self.parent).values_list("slug", flat=True)
        self.slugs = {*taken, *RESERVED_SLUGS}

    def write(self, row: PlannedEvent) -> tuple[EventPage, dict[str, Any]]:
        """Returns the page as it is now, and how what was changed had been."""
        before: dict[str, Any] = {}
        if row.page:
            page = EventPage.objects.get(pk=row.page)
            before = write_versions(page, row.live, row.draft, self.user, put=put, keep=keep)
            before["origin"] = _kept(row.origin)
        else:
            page = self._create(row)
        self.note_origin(row, page.pk)
        page.refresh_from_db(fields=["latest_revision", "live"])
        return page, before

    def note_origin(self, row: PlannedEvent, page: int, at: datetime | None = None) -> None:
        """What came by a table has no name of its own at its source, so nothing is noted."""
        wish = row.wish
        if not wish.key:
            return
        EventOrigin.objects.update_or_create(
            event_id=page,
            defaults={
                "site": self.kommune.site,
                "key": row.origin.key if row.origin else wish.key,
                "label": self.label[:255],
                "url": wish.url,
                "theirs": wish.values,
                "subscription": self.subscription,
                "seen_at": at or timezone.now(),
                "gone_at": None,
            },
        )

    def _create(self, row: PlannedEvent) -> EventPage:
        values = dict(row.live)
        page = EventPage(slug=self._slug(row.wish.slug or row.title), live=False, owner=self.user)
        put(page, values)
        self.parent.add_child(instance=page)
        revision = page.save_revision(user=self.user, clean=False, log_action=True)
        if row.publish:
            revision.publish(user=self.user, skip_permission_checks=True)
        return page

    def _slug(self, wanted: str) -> str:
        """A free slug that no form of ours has either.

        Wagtail's own search would ask the database for every candidate.
        """
        base = slugify(wanted)[:SLUG_LENGTH] or "termin"
        slug, number = base, 2
        while slug in self.slugs:
            slug, number = f"{base}-{number}", number + 1
        self.slugs.add(slug)
        return slug


def _kept(origin: EventOrigin | None) -> dict[str, Any] | None:
    return {name: getattr(origin, name) for name in KEPT_OF_ORIGIN} if origin else None


def put_origin_back(page: EventPage, kept: dict[str, Any] | None) -> None:
    """As `write` has found it."""
    origins = EventOrigin.objects.filter(event=page)
    origins.update(**kept) if kept else origins.delete()
