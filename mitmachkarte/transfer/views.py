"""The editors' pages: a file is sent, looked at, imported, and perhaps taken back."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from kommunen.desk.persons import name_for
from kommunen.models import Kommune
from kommunen.tables import BadFile
from kommunen.tenancy import kommune_for
from mitmachkarte.listing import InitiativeFilterSet
from mitmachkarte.models import InitiativeImport, InitiativePage, MitmachkartePage

from .choices import choices_of, kept_choices
from .export import TYPES, exported
from .forms import ANSWERS, ChoicesForm, UploadForm, answer_name, answers_in
from .planning import Choices, Plan, Question, State, plan_import
from .undoing import steps_of_undo
from .writing import map_page_of, steps_of_import

AT_ONCE = 200  # rows that are written before an answer is given; more show their progress
ROWS_SHOWN = 100  # on one page of a preview
IMPORTS_SHOWN = 50
MARK = "<!--progress-->"


class ForImporters:
    """Lets those in who may add initiatives to the map of the host's own town."""

    @cached_property
    def kommune(self) -> Kommune:
        return kommune_for(self.request)

    @cached_property
    def map_page(self) -> MitmachkartePage:
        page = map_page_of(self.kommune)
        if page is None:
            raise Http404("This tenant has no map.")
        return page

    @cached_property
    def may_publish(self) -> bool:
        return self.map_page.permissions_for_user(self.request.user).can_publish_subpage()

    @cached_property
    def source(self) -> InitiativeImport:
        imports = InitiativeImport.objects.for_site(self.kommune.site)
        return get_object_or_404(imports, pk=self.kwargs["pk"])

    @property
    def source_url(self) -> str:
        return reverse("mitmachkarte_transfer:show", args=[self.source.pk])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.map_page.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class TransferPage(ForImporters, WagtailAdminTemplateMixin):
    """A page below “Initiatives” in the admin's look."""

    header_icon = "upload"
    page_title = gettext_lazy("Import and export")

    def get_breadcrumbs_items(self) -> list[dict]:
        items = [
            *self.breadcrumbs_items,
            {"url": reverse("initiatives:index"), "label": _("Initiatives")},
            {"url": reverse("mitmachkarte_transfer:index"), "label": _("Import and export")},
        ]
        if "pk" in self.kwargs:
            return [*items, {"url": "", "label": str(self.source)}]
        return [*items[:-1], {**items[-1], "url": ""}]


class IndexView(TransferPage, FormView):
    """The upload, the downloads, and what was imported so far."""

    template_name = "mitmachkarte/transfer/index.html"
    form_class = UploadForm

    def get_context_data(self, **kwargs) -> dict:
        found = InitiativeImport.objects.for_site(self.kommune.site).defer("content")
        imports = list(found.select_related("user")[:IMPORTS_SHOWN])
        for each in imports:
            each.who = name_for(self.request.user, each.user)
        return {**super().get_context_data(**kwargs), "imports": imports, "kinds": list(TYPES)}

    def form_valid(self, form: UploadForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        source = InitiativeImport(
            site=self.kommune.site,
            user=self.request.user,
            file_name=file.name[:255],
            content=file.read(),
            choices={"publish": self.may_publish},
        )
        try:
            self._plan(source)
        except BadFile as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        source.save()
        return redirect("mitmachkarte_transfer:show", source.pk)

    def _plan(self, source: InitiativeImport) -> Plan:
        return plan_of(source, self.kommune, self.may_publish)


class ShowView(TransferPage, TemplateView):
    """What an import would do, with the decisions; what it has done, once it is done."""

    def get_page_title(self) -> str:
        return str(self.source)

    def get_template_names(self) -> list[str]:
        name = "preview" if self.source.state == InitiativeImport.State.WAITING else "result"
        return [f"mitmachkarte/transfer/{name}.html"]

    @cached_property
    def choices(self) -> Choices:
        return choices_of(self.source.choices, self.kommune, self.may_publish)

    @cached_property
    def plan(self) -> Plan:
        return plan_of(self.source, self.kommune, self.may_publish)

    def get_context_data(self, **kwargs) -> dict:
        context = {**super().get_context_data(**kwargs), "source": self.source}
        if self.source.state == InitiativeImport.State.WAITING:
            return {**context, **self._preview(context.get("form"))}
        rows = self.source.rows.select_related("page")
        return {
            **context,
            "who": name_for(self.request.user, self.source.user),
            "stayed": [row for row in rows if row.kept_because],
            "rows": Paginator(rows, ROWS_SHOWN).get_page(self.request.GET.get("p")),
            "may_undo": self.source.state == InitiativeImport.State.DONE and self._may_undo(),
        }

    def _may_undo(self) -> bool:
        return self.may_publish or not self.source.rows.filter(was_live=True).exists()

    def _preview(self, form: ChoicesForm | None) -> dict:
        asked = self.request.GET.get("state", "")
        order = [State.REFUSED, State.CHANGED, State.NEW, State.SAME]
        rows = sorted(self.plan.rows, key=lambda row: (order.index(row.state), row.number))
        if asked in list(State):
            rows = [row for row in rows if row.state == asked]
        page = Paginator(rows, ROWS_SHOWN).get_page(self.request.GET.get("p"))
        counts = self.plan.counts
        return {
            "form": form or self._form(initial=ChoicesForm.initial_of(self.choices)),
            "plan": self.plan,
            "fingerprint": fingerprint(self.plan),
            "counts": [(state, STATE_LABELS[state], counts[state]) for state in order],
            "asked": asked,
            "rows": page,
            "shown": [
                {
                    "row": row,
                    "label": STATE_LABELS[row.state],
                    "answer": answer_name(row) if row.question == Question.DUPLICATE else "",
                }
                for row in page
            ],
            "answers": ANSWERS,
            "decided": len(self.choices.answers),
            "to_do": counts[State.NEW] + counts[State.CHANGED],
        }

    def _form(self, *args, **kwargs) -> ChoicesForm:
        return ChoicesForm(*args, kommune=self.kommune, may_publish=self.may_publish, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.source.state != InitiativeImport.State.WAITING:
            return redirect(self.source_url)
        if "discard" in request.POST:
            self.source.delete()
            messages.success(request, _("The file was put away. Nothing was changed."))
            return redirect("mitmachkarte_transfer:index")
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        known = {} if "forget" in request.POST else self.choices.answers
        choices = form.choices(known | answers_in(request.POST))
        self.source.choices = kept_choices(choices)
        self.source.save(update_fields=["choices"])
        del self.choices
        if "import" not in request.POST:
            return redirect(self.source_url)
        return self._import(request)

    def _import(self, request: HttpRequest) -> HttpResponse:
        if self.plan.is_refused:
            messages.error(request, _("There are still rows that cannot be imported."))
            return redirect(self.source_url)
        if request.POST.get("fingerprint") != fingerprint(self.plan):
            messages.warning(
                request,
                _("Something has changed since you looked. Please check it once more."),
            )
            return redirect(self.source_url)
        steps = steps_of_import(self.plan, self.source, self.kommune, request.user)
        if len(self.plan.rows) <= AT_ONCE:
            exhaust(steps)
            return redirect(self.source_url)
        return with_progress(self, steps, _("Importing …"))


class UndoView(TransferPage, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.source.state != InitiativeImport.State.DONE:
            return redirect(self.source_url)
        if not self.may_publish and self.source.rows.filter(was_live=True).exists():
            raise PermissionDenied
        steps = steps_of_undo(self.source, request.user)
        if self.source.rows.count() <= AT_ONCE:
            exhaust(steps)
            return redirect(self.source_url)
        return with_progress(self, steps, _("Taking it back …"))


class ExportView(ForImporters, View):
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


STATE_LABELS = {
    State.REFUSED: gettext_lazy("refused"),
    State.CHANGED: gettext_lazy("to be changed"),
    State.NEW: gettext_lazy("to be added"),
    State.SAME: gettext_lazy("without a change"),
}


def plan_of(source: InitiativeImport, kommune: Kommune, may_publish: bool) -> Plan:
    """Raises BadFile."""
    choices = choices_of(source.choices, kommune, may_publish)
    return plan_import(kommune, source.file_name, bytes(source.content), choices)


def fingerprint(plan: Plan) -> str:
    """The same for two plans that do the same; what somebody has seen is what happens."""
    told = sha256()
    for row in plan.rows:
        told.update(f"{row.state}|{row.page}|{row.publish}|{row.message}\n".encode())
    return told.hexdigest()


def exhaust(steps: Iterable) -> None:
    for _step in steps:
        pass


def with_progress(
    view: TransferPage, steps: Iterator[tuple[int, int]], title: str
) -> StreamingHttpResponse:
    """A page that is written while the work is done. Whoever leaves it stops the work: then
    nothing has happened."""
    context = {
        "title": title,
        "header_title": str(view.source),
        "breadcrumbs_items": view.get_breadcrumbs_items(),
        "header_icon": view.header_icon,
        "source": view.source,
    }
    page = render_to_string("mitmachkarte/transfer/progress.html", context, view.request)
    head, tail = page.split(MARK)
    response = StreamingHttpResponse(
        _progress(head, tail, steps, view.source_url, _("{done} of {total} rows"), _("Go on"))
    )
    response["X-Accel-Buffering"] = "no"  # nginx would hold it all back
    return response


def _progress(
    head: str, tail: str, steps: Iterator[tuple[int, int]], url: str, line: str, link: str
) -> Iterator[str]:
    yield head
    for done, total in steps:
        yield format_html("<li>{}</li>\n", line.format(done=done, total=total))
    yield format_html(
        '</ol><p><a class="button" href="{0}">{1}</a></p><meta http-equiv="refresh"'
        ' content="0;url={0}">',
        url,
        link,
    )
    yield tail
