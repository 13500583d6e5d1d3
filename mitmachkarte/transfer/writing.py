"""An import happens: all of it or nothing, and so that it can be undone."""

from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.text import slugify
from wagtail.models import Page

from inbox.transfer import running
from inbox.transfer.plans import PlannedRow, Progress
from inbox.transfer.running import Steps, Writing
from kommunen.models import Kommune
from kommunen.versions import write_versions
from mitmachkarte.forms import RESERVED_SLUGS
from mitmachkarte.models import ImportedRow, InitiativeImport, InitiativePage, MitmachkartePage

from .contents import kept, put
from .planning import Plan

SLUG_LENGTH = 200  # of 255; a number may follow


def map_page_of(kommune: Kommune) -> MitmachkartePage | None:
    """The page below which the town's initiatives stand."""
    return MitmachkartePage.objects.descendant_of(kommune.site.root_page).first()


def carry_out(
    plan: Plan,
    source: InitiativeImport,
    kommune: Kommune,
    user: AbstractBaseUser | None,
    progress: Progress = lambda done, total: None,
) -> None:
    """Write a plan in which nothing is refused, and fill its import; see `steps_of_import`."""
    for done, total in steps_of_import(plan, source, kommune, user):
        progress(done, total)


def steps_of_import(
    plan: Plan, source: InitiativeImport, kommune: Kommune, user: AbstractBaseUser | None
) -> Steps:
    """Carry a plan out; see `inbox.transfer.running`."""

    def begin() -> Writing:
        writer = _Writer(kommune, user, plan.visible)
        return partial(writer.write, source=source)

    return running.steps_of_import(plan, source, user, begin)


class _Writer:
    def __init__(
        self, kommune: Kommune, user: AbstractBaseUser | None, visible: frozenset[int]
    ) -> None:
        self.user, self.visible = user, visible
        found = map_page_of(kommune)
        # Two imports at once would both find that an entry is missing.
        self.parent = MitmachkartePage.objects.select_for_update().get(pk=found.pk)
        taken = Page.objects.child_of(self.parent).values_list("slug", flat=True)
        self.slugs = {*taken, *RESERVED_SLUGS}

    def write(self, row: PlannedRow, source: InitiativeImport) -> ImportedRow:
        before: dict[str, Any] = {}
        if row.page:
            page = InitiativePage.objects.get(pk=row.page)
            before = write_versions(page, row.live, row.draft, self.user, put=self._put, keep=kept)
        else:
            page = self._create(row)
        page.refresh_from_db(fields=["latest_revision", "live"])
        return ImportedRow(
            source=source,
            page=page,
            title=page.title,
            where=row.where.rpartition(", ")[2],
            state=row.state,
            before=before,
            revision=page.latest_revision_id,
            was_live=page.live,
        )

    def _create(self, row: PlannedRow) -> InitiativePage:
        values = dict(row.live)
        page = InitiativePage(
            slug=self._slug(values.pop("slug", "") or values["title"]), live=False, owner=self.user
        )
        self._put(page, values)
        self.parent.add_child(instance=page)
        revision = page.save_revision(user=self.user, clean=False, log_action=True)
        if row.publish:
            revision.publish(user=self.user, skip_permission_checks=True)
        return page

    def _put(self, page: InitiativePage, changes: dict[str, Any]) -> None:
        put(page, changes, self.visible)

    def _slug(self, wanted: str) -> str:
        """A slug that no page and no form of ours has.

        Wagtail's own search would ask the database for every candidate.
        """
        base = slugify(wanted, allow_unicode=True)[:SLUG_LENGTH] or "initiative"
        slug, number = base, 2
        while slug in self.slugs:
            slug, number = f"{base}-{number}", number + 1
        self.slugs.add(slug)
        return slug
