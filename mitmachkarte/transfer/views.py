"""The editors' pages: a file of initiatives is sent, looked at, imported, perhaps taken back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.views.generic import View

from inbox.models.transfer import FileImport
from inbox.transfer.plans import PlannedRow
from inbox.transfer.running import Steps
from inbox.transfer.views import BaseIndexView, BaseShowView, BaseUndoView, Importing
from kommunen.models import Kommune
from mitmachkarte.listing import InitiativeFilterSet
from mitmachkarte.models import InitiativeImport, InitiativePage, MitmachkartePage

from .choices import choices_of, kept_choices
from .export import TYPES, exported
from .forms import ANSWERS, ChoicesForm, UploadForm, answer_name, answers_in
from .planning import Choices, Plan, Question, plan_import
from .undoing import steps_of_undo
from .writing import map_page_of, steps_of_import


class ForInitiatives(Importing):
    imports = InitiativeImport
    urls = "mitmachkarte_transfer"
    listing = "initiatives:index"
    listing_label = gettext_lazy("Initiatives")
    kinds = TYPES
    words = {
        "download": gettext_lazy("Download all initiatives"),
        "about_downloads": gettext_lazy(
            "The files can be imported again. They hold what is not published too, for example"
            " e-mail addresses: keep them to yourselves. In the list of initiatives you can narrow"
            " them first."
        ),
        "back": gettext_lazy("To the initiatives"),
    }

    def parent_page(self, kommune: Kommune) -> MitmachkartePage | None:
        return map_page_of(kommune)

    def plan_of(self, source: FileImport) -> Plan:
        choices = choices_of(source.choices, self.kommune, self.may_publish)
        return plan_import(self.kommune, source.file_name, bytes(source.content), choices)


class IndexView(ForInitiatives, BaseIndexView):
    form_class = UploadForm


class ShowView(ForInitiatives, BaseShowView):
    @cached_property
    def choices(self) -> Choices:
        return choices_of(self.source.choices, self.kommune, self.may_publish)

    def _preview(self, form: ChoicesForm | None) -> dict:
        decided = {"answers": ANSWERS, "decided": len(self.choices.answers)}
        return super()._preview(form) | decided

    def shown(self, row: PlannedRow) -> dict:
        asks = row.question == Question.DUPLICATE
        return super().shown(row) | {"answer": answer_name(row) if asks else ""}

    def choices_form(self, *args) -> ChoicesForm:
        return ChoicesForm(
            *args,
            kommune=self.kommune,
            may_publish=self.may_publish,
            initial=ChoicesForm.initial_of(self.choices),
        )

    def keep_choices(self, form: ChoicesForm) -> None:
        known = {} if "forget" in self.request.POST else self.choices.answers
        choices = form.choices(known | answers_in(self.request.POST))
        self.source.choices = kept_choices(choices)
        self.source.save(update_fields=["choices"])
        del self.choices

    def steps(self) -> Steps:
        return steps_of_import(self.plan, self.source, self.kommune, self.request.user)


class UndoView(ForInitiatives, BaseUndoView):
    def steps(self) -> Steps:
        return steps_of_undo(self.source, self.request.user)


class ExportView(ForInitiatives, View):
    """The town's initiatives, narrowed like the list."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        if kind not in TYPES:
            raise Http404("There is no such format.")
        pages = InitiativePage.objects.in_town(self.kommune)
        narrowed = InitiativeFilterSet(request.GET, pages, request=request)
        found = narrowed.qs if narrowed.is_valid() else pages.none()
        content = exported(self.kommune, found, kind)
        name = f"initiativen-{self.kommune.site.hostname}-{localdate().isoformat()}.{kind}"
        return HttpResponse(
            content,
            content_type=TYPES[kind],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
