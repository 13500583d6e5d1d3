"""The page that lists what comes."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from kommunen.kinds import kinds_of
from kommunen.pages import BasePage
from termintipps.around import around
from termintipps.filters import EventFilter, FilterError
from termintipps.month import month
from termintipps.overview import found
from termintipps.quick import quick_filters, ways_on


class TermintippsPage(BasePage):
    """All events of a town. There is one for each tenant, at the contract's address."""

    lead = models.CharField(
        _("introduction"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences above the list."),
    )

    initiatives_publish = models.BooleanField(
        _("events of initiatives appear at once"),
        default=False,
        help_text=_(
            "For initiatives on the map that add an event by the link to their entry. Otherwise "
            "the Freigabe looks first."
        ),
    )

    reserved_slug = "termintipps"
    subpage_types = ["termintipps.EventPage"]
    max_count_per_parent = 1
    template = "termintipps/overview.html"

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("initiatives_publish"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("Termintipps")
        verbose_name_plural = _("Termintipps")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        if "error" in response.context_data:
            response.status_code = 400
        return response

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["categories"] = kinds_of(request)
        now = timezone.now()
        try:
            wanted = EventFilter.parse(request.GET, context["categories"])
        except FilterError as error:
            return context | {
                "error": str(error),
                "quick_filters": quick_filters(request, EventFilter(), now),
            }
        if wanted.is_month:
            return context | month(request, wanted, now) | ways_on(request)
        shown = found(request, wanted, now) | around(request, wanted, now)
        return context | shown | ways_on(request)
