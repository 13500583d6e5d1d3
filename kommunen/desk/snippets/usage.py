"""Where a row is used: a member of a town sees the own pages and rows, the centre sees all."""

from django.db.models import Model, QuerySet
from wagtail.snippets.views.snippets import UsageView

from kommunen.desk.usage import references_known_to

from .versions import only_reads


class TenantUsageView(UsageView):
    def get_object(self) -> Model:
        found = super().get_object()  # the latest draft, if there are drafts
        if only_reads(self.request.user, found):
            return self.model._default_manager.get(pk=found.pk)
        return found

    def get_page_subtitle(self) -> str:
        if only_reads(self.request.user, self.object):
            return str(self.object)
        return super().get_page_subtitle()

    def get_edit_url(self, instance: Model) -> str | None:
        if only_reads(self.request.user, instance):
            return None
        return super().get_edit_url(instance)

    def get_queryset(self) -> QuerySet:
        return references_known_to(self.request.user, self.object).group_by_source_object()
