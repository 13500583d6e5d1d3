"""The editors' pages: a file of events is sent, looked at, imported, perhaps taken back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import View

from inbox.models.transfer import FileImport
from inbox.transfer.plans import Plan
from inbox.transfer.running import Steps
from inbox.transfer.views import BaseIndexView, BaseShowView, BaseUndoView, Importing
from kommunen.models import Kommune
from termintipps.listing import EventFilterSet
from termintipps.models import EventImport, EventPage, TermintippsPage

from .export import TYPES, exported
from .forms import ChoicesForm, UploadForm, choices_of, initial_of
from .planning import Choices, plan_import
from .undoing import steps_of_undo
from .writing import overview_of, steps_of_import


class ForEvents(Importing):
    imports = EventImport
    urls = "termintipps_transfer"
    listing = "events:index"
    listing_label = gettext_lazy("Events")
    kinds = TYPES
    words = {
        "download": gettext_lazy("Download all events"),
        "about_downloads": gettext_lazy(
            "The tables can be imported again. They hold drafts too: keep them to yourselves. For"
            " other calendars, the list of events has a calendar file."
        ),
        "back": gettext_lazy("To the events"),
    }

    def parent_page(self, kommune: Kommune) -> TermintippsPage | None:
        return overview_of(kommune)

    def plan_of(self, source: FileImport) -> Plan:
        choices = choices_of(source.choices, self.kommune, self.may_publish)
        content = bytes(source.content)
        return plan_import(self.kommune, source.file_name, content, choices, timezone.now())


class IndexView(ForEvents, BaseIndexView):
    form_class = UploadForm


class ShowView(ForEvents, BaseShowView):
    @cached_property
    def choices(self) -> Choices:
        return choices_of(self.source.choices, self.kommune, self.may_publish)

    def choices_form(self, *args) -> ChoicesForm:
        return ChoicesForm(
            *args,
            kommune=self.kommune,
            may_publish=self.may_publish,
            initial=initial_of(self.choices),
        )

    def keep_choices(self, form: ChoicesForm) -> None:
        self.source.choices = form.kept()
        self.source.save(update_fields=["choices"])
        del self.choices

    def steps(self) -> Steps:
        return steps_of_import(self.plan, self.source, self.kommune, self.request.user)


class UndoView(ForEvents, BaseUndoView):
    def steps(self) -> Steps:
        return steps_of_undo(self.source, self.request.user)


class ExportView(ForEvents, View):
    """The town's events, narrowed like the list."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        if kind not in TYPES:
            raise Http404("There is no such format.")
        pages = EventPage.objects.descendant_of(self.kommune.site.root_page)
        narrowed = EventFilterSet(request.GET, pages, request=request)
        found = narrowed.qs if narrowed.is_valid() else pages.none()
        name = f"termine-{self.kommune.site.hostname}-{timezone.localdate().isoformat()}.{kind}"
        return HttpResponse(
            exported(self.kommune, found, kind),
            content_type=TYPES[kind],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
