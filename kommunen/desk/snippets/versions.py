"""Former versions of a row: whoever may only read it sees what was published, and no draft."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from wagtail.models import DraftStateMixin, ModelLogEntry, Revision
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import PreviewRevisionView, RevisionsCompareView


def only_reads(user: AbstractBaseUser, row: Model) -> bool:
    """Whether the row is somebody else's (the centre's) to this user: open to read, no more."""
    policy = policy_registry.get_by_type(type(row))
    return not policy.user_has_permission_for_instance(user, "change", row)


def published_versions(row: Model) -> QuerySet[Revision]:
    """The live version and those that were published before it."""
    entries = ModelLogEntry.objects.for_instance(row).filter(action="wagtail.publish")
    return row.revisions.filter(
        Q(pk=row.live_revision_id) | Q(pk__in=entries.order_by().values("revision"))
    )


def open_versions(user: AbstractBaseUser, row: Model) -> QuerySet[Revision]:
    """The versions of the row that the user may see."""
    if isinstance(row, DraftStateMixin) and only_reads(user, row):
        return published_versions(row)
    return row.revisions.all()


class TenantPreviewRevisionView(PreviewRevisionView):
    def get_revision_object(self) -> Model:
        if not open_versions(self.request.user, self.object).filter(pk=self.revision_id).exists():
            raise Http404
        return super().get_revision_object()


class TenantRevisionsCompareView(RevisionsCompareView):
    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_edit_url(self) -> str | None:
        return None if only_reads(self.request.user, self.object) else super().get_edit_url()

    def _get_revision_and_heading(self, revision_id: str) -> tuple[Model, str]:
        if revision_id != "live":
            versions = open_versions(self.request.user, self.object).order_by("created_at", "pk")
            named = self._named(revision_id)
            if named is None or not versions.filter(pk=named.pk).exists():
                raise Http404
        return super()._get_revision_and_heading(revision_id)

    def _named(self, revision_id: str) -> Revision | None:
        """What Wagtail takes for "earliest", "latest" or a key."""
        versions = self.object.revisions.order_by("created_at", "pk")
        if revision_id == "earliest":
            return versions.first()
        if revision_id == "latest":
            return versions.last()
        return versions.filter(pk=revision_id).first()
