"""Deleting a tenant: nothing of it stays in live data, and nothing of anybody else's is touched.

One transaction: a process that is killed leaves everything as it was. Files are removed after it
has succeeded; what a killed process leaves behind of them is removed by `run_due`.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page, Site
from wagtail.users.models import UserProfile

from kommunen.audit.acting import told_in_one_line
from kommunen.lifecycle import leftovers, traces
from kommunen.lifecycle.belongings import is_tenant_page, rows_of, tenant_models
from kommunen.models import DeletedKommune, Kommune, Membership, Person
from kommunen.models.media import tenant_folder

Tell = Callable[[str], None]
"""Is told each step in one sentence."""

DELETABLE = (Kommune.State.PAUSED, Kommune.State.ARCHIVED)


def check_deletable(kommune: Kommune, *, force: bool = False) -> None:
    """Refuse the central site always, and a town at work unless forced.

    Raises:
        ValidationError: with a sentence for the operator.
    """
    if kommune.is_central:
        raise ValidationError(
            _("The central site cannot be deleted: all towns use its texts. Nothing was changed.")
        )
    if kommune.state not in DELETABLE and not force:
        raise ValidationError(
            _("%(town)s is neither paused nor archived. Archive it first. Nothing was changed.")
            % {"town": kommune}
        )


def people_only_of(kommune: Kommune) -> models.QuerySet:
    """Users who serve this town and nobody else; they are deleted with it."""
    here = Q(memberships__kommune=kommune) | Exists(
        Person.objects.filter(user=OuterRef("pk"), kommune=kommune)
    )
    elsewhere = (
        Membership.objects.filter(user=OuterRef("pk")).exclude(kommune=kommune),
        Person.objects.filter(user=OuterRef("pk")).exclude(kommune=kommune),
        Group.objects.filter(user=OuterRef("pk")).exclude(kommune_group__kommune=kommune),
        Permission.objects.filter(user=OuterRef("pk")),
    )
    users = get_user_model().objects.filter(here, is_superuser=False, is_staff=False)
    for each in elsewhere:
        users = users.exclude(Exists(each))
    return users.distinct()


def delete_kommune(
    kommune: Kommune,
    *,
    by: str,
    force: bool = False,
    export_sha256: str = "",
    tell: Tell = lambda step: None,
) -> DeletedKommune:
    """Delete the tenant and everything of it; return the operator's record.

    Args:
        by: User name of who does it.
        force: Delete it although it is neither paused nor archived.
        export_sha256: Checksum of the archive that was made before, if one was.

    Raises:
        ValidationError: `check_deletable`; then nothing was changed.
    """
    with told_in_one_line(), transaction.atomic():
        kommune = Kommune.objects.select_for_update().get(pk=kommune.pk)
        check_deletable(kommune, force=force)
        removal = _Removal(kommune, tell)
        record = DeletedKommune(
            deleted_at=timezone.now(),
            deleted_by=by,
            name=kommune.name,
            kind=kommune.kind,
            key=kommune.key,
            host=kommune.site.hostname,
            export_sha256=export_sha256,
            leftover_files=removal.files(),
        )
        removal.run()
        record.counts = dict(removal.counts)
        record.save()
        transaction.on_commit(lambda: _clean_up(record))
    tell(_("Everything is deleted."))
    return record


def _clean_up(record: DeletedKommune) -> None:
    """What is no row. Caches cannot be asked whose an entry is, so they are emptied."""
    leftovers.remove_files(record)
    for name in settings.CACHES:
        caches[name].clear()


class _Removal:
    """The tenant's things, looked up before anything is deleted, and the way they go."""

    def __init__(self, kommune: Kommune, tell: Tell):
        self.kommune, self.site, self.tell = kommune, kommune.site, tell
        self.folder = tenant_folder(kommune.collection)
        self.counts: Counter[str] = Counter()
        self.collections = Collection.objects.filter(path__startswith=kommune.collection.path)
        self.groups = Group.objects.filter(kommune_group__kommune=kommune)
        self.leaving = set(people_only_of(kommune).values_list("pk", flat=True))
        self.members = set(kommune.memberships.values_list("user", flat=True)) | self.leaving
        self.models = [model for model in tenant_models() if not is_tenant_page(model)]
        pages = rows_of(Page, kommune)
        self.keys: traces.Keys = {
            Page: set(pages.values_list("pk", flat=True)),
            Site: {self.site.pk},
            Collection: set(self.collections.values_list("pk", flat=True)),
            Group: set(self.groups.values_list("pk", flat=True)),
            get_user_model(): self.leaving,
        }
        for model in self.models:
            self.keys[model] = set(rows_of(model, kommune).values_list("pk", flat=True))
        self.tags = traces.tags_of(self.keys)

    def files(self) -> list[str]:
        """The tenant's folder, and names of its files that lie elsewhere."""
        names = []
        for model in [*self.models, UserProfile]:
            rows = (
                UserProfile.objects.filter(user__in=self.leaving)
                if model is UserProfile
                else rows_of(model, self.kommune)
            )
            for field in model._meta.concrete_fields:
                if isinstance(field, models.FileField):
                    names += rows.values_list(field.attname, flat=True)
        return [f"{self.folder}/", *leftovers.outside_of(self.folder, names)]

    def run(self) -> None:
        for each, step in self._steps():
            self.tell(each)
            step()

    def _steps(self) -> Iterator[tuple[str, Callable[[], None]]]:
        yield _("People and groups …"), self._people
        yield _("Lists, texts, messages …"), self._rows
        yield _("Pages …"), self._pages
        yield _("Pictures and documents …"), self._collections
        yield _("Drafts, log, search …"), self._traces

    def _people(self) -> None:
        traces.end_sessions(self.members)
        self._count(get_user_model().objects.filter(pk__in=self.leaving).delete())
        self._count(Group.objects.filter(pk__in=self.keys[Group]).delete())

    def _rows(self) -> None:
        """One model after the other; what is protected by another one's rows comes later."""
        waiting = [model for model in self.models if model is not Kommune]
        while waiting:
            left = []
            for model in waiting:
                try:
                    self._count(self._of(model).delete())
                except models.ProtectedError:
                    left.append(model)
            if len(left) == len(waiting):
                self._of(left[0]).delete()  # says what stands in the way
            waiting = left
        self._count(self._of(Kommune).delete())

    def _pages(self) -> None:
        root = self.site.root_page
        self._count(self.site.delete())
        self.counts[Page._meta.label] = len(self.keys[Page])
        Page.objects.get(pk=root.pk).delete()

    def _collections(self) -> None:
        for collection in self.collections.order_by("-depth"):
            collection.delete()

    def _traces(self) -> None:
        self.counts["traces"] = traces.remove_traces(self.keys)
        self.counts["traces"] += traces.remove_logs_of_the_gone(self.leaving)
        traces.remove_unused_tags(self.tags)
        if connection.vendor == "sqlite":
            _forget_words_in_search_index()

    def _of(self, model: type[models.Model]) -> models.QuerySet:
        return model._base_manager.filter(pk__in=self.keys[model])

    def _count(self, deleted: tuple[int, dict[str, int]]) -> None:
        self.counts.update(deleted[1])


def _forget_words_in_search_index() -> None:
    """SQLite's full-text index only marks words as deleted until its parts are merged."""
    table = "wagtailsearch_indexentry_fts"
    with connection.cursor() as cursor:
        if table in connection.introspection.table_names(cursor):
            cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
