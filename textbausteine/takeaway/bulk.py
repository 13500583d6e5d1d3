"""Texts chosen in the admin's list leave as one pack."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.search.backends import get_search_backend
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from textbausteine.filters import TextFilterSet
from textbausteine.models import Textbaustein

from .access import seen_by_member, takeable
from .pack import TooMuch, pack

NAME = "textbausteine.zip"


class TakePack(SnippetBulkAction):
    """Says first which texts will be in it; drafts and other towns' texts never are."""

    models = [Textbaustein]
    display_name = _("Take away as ZIP")
    aria_label = _("Take the selected texts away as a ZIP pack")
    action_type = "take_pack"
    action_priority = 50
    template_name = "textbausteine/takeaway/pack.html"

    @classmethod
    def get_queryset(cls, model: type[Textbaustein], object_ids: list) -> QuerySet[Textbaustein]:
        return model.objects.filter(pk__in=list(object_ids)).brief().order_by("title", "pk")

    @cached_property
    def takeable(self) -> set[int]:
        return set(takeable(self.request).values_list("pk", flat=True))

    def check_perm(self, text: Textbaustein) -> bool:
        return text.pk in self.takeable

    def object_context(self, text: Textbaustein) -> dict:
        return {"item": text}  # without a link to edit each

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> list[int]:
        """“All” are all that the list showed, with its filters and its words."""
        asked = QueryDict(urlsplit(self.next_url).query)
        texts = seen_by_member(self.request)
        texts = TextFilterSet(asked, texts, request=self.request).qs
        if words := asked.get("q", "").strip():
            texts = get_search_backend().autocomplete(words, texts)
        return [text.pk for text in texts]

    def prepare_action(
        self, texts: list[Textbaustein], _without_access: dict
    ) -> HttpResponse | None:
        try:
            file = pack([text.pk for text in texts], self.request)
        except TooMuch as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.next_url)
        return FileResponse(file, as_attachment=True, filename=NAME, content_type="application/zip")
