"""The page with list and map. Each town has one, at a fixed address."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from kommunen.pages import BasePage
from kommunen.tenancy import kommune_for
from kommunen.tiles.base_map import ground_of, without_borrowed_consent
from mitmachkarte import weekdays
from mitmachkarte.entries import offers_of, select
from mitmachkarte.filters import BadFilter
from mitmachkarte.lists import lists_of
from mitmachkarte.map_data import map_data
from mitmachkarte.panels import EmbeddingPanel

PAGE_SIZE = 12  # entries of the list; the map shows all
RADII_OFFERED = (500, 1000, 2000, 5000)  # metres; an address may name others


class MitmachkartePage(BasePage):
    """Shows the initiatives below it, filtered as `mitmachkarte.filters` says."""

    intro = models.CharField(
        _("intro"),
        max_length=300,
        blank=True,
        help_text=_("One sentence below the heading: what is to be found here?"),
    )
    closing = RichTextField(
        _("if an initiative is missing"),
        blank=True,
        features=["bold", "link"],
        help_text=_("Stands below the map: how can a group get onto it?"),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("closing"),
        EmbeddingPanel(heading=_("Show the map on the town’s home page")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    subpage_types = ["mitmachkarte.InitiativePage"]
    max_count_per_parent = 1
    template = "mitmachkarte/map_page.html"
    reserved_slug = "mitmachkarte"

    class Meta:
        verbose_name = _("Mitmachkarte")
        verbose_name_plural = _("Mitmachkarten")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """List and map of what `mitmachkarte.filters` reads from the address.

        `?page=` turns the list's pages; the map always shows the whole filter. A page that
        does not exist is the last one, one that is no number the first. What nobody can
        answer, such as a broken `bbox`, has status 400 and one sentence.
        """
        if plain := without_borrowed_consent(request):
            return plain
        try:
            response = super().serve(request, *args, **kwargs)
            ground_of(request, kommune_for(request)).open_policy(response)
            return response
        except BadFilter as error:
            context = {"page": self, "message": str(error)}
            return TemplateResponse(request, "mitmachkarte/bad_filter.html", context, status=400)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        kommune = kommune_for(request)
        selection = select(kommune, request.GET)
        return {
            **super().get_context(request, *args, **kwargs),
            "kommune": kommune,
            "selection": selection,
            "offers": offers_of(kommune),
            "radii": RADII_OFFERED,
            "weekdays": weekdays.CHOICES,
            **lists_of(selection, request.GET.get("page"), PAGE_SIZE),
            "map": map_data(kommune, selection, request.GET),
            "streets": ground_of(request, kommune),
        }
