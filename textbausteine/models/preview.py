"""Preview as the citizens of a town would read it; the centre may choose which town."""

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.models import PreviewableMixin

from kommunen.models import Kommune
from textbausteine.placeholders import fill_plain

AS_TOWN = "town-"
EASY = "easy"
MOST_TOWNS = 1000  # in the list of the preview; more would slow down the editor


class TownPreviewMixin(PreviewableMixin):
    """For a text: both its languages, and if it is central, as it reads in each live town."""

    @cached_property
    def preview_modes(self) -> list[tuple[str, str]]:
        modes = [("", gettext("Standard")), (EASY, gettext("Leichte Sprache"))]
        if self.is_central:
            towns = Kommune.objects.towns().live().values_list("pk", "name")[:MOST_TOWNS]
            modes += [(f"{AS_TOWN}{key}", name) for key, name in towns]
        return modes

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        here = getattr(request, "kommune", None)
        is_offered = mode_name in dict(self.preview_modes)
        if is_offered and mode_name.startswith(AS_TOWN) and here and here.is_central:
            key = mode_name.removeprefix(AS_TOWN)
            request.kommune = Kommune.objects.complete().get(pk=key)
        return super().serve_preview(request, mode_name)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "textbausteine/text.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict:
        kommune = getattr(request, "kommune", None)
        return {
            **super().get_preview_context(request, mode_name),
            "text": self,
            "is_easy": mode_name == EASY,
            "title": fill_plain(self.title, kommune),
            "description": fill_plain(self.teaser, kommune),
        }
