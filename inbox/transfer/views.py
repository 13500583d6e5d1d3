"""The editors' pages of an import: a file is sent, looked at, imported, and perhaps taken back.

A floor that imports something says in a subclass of `Importing` what and where, and mixes it
into the views.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from inbox.models.transfer import FileImport
from kommunen.desk.persons import name_for
from kommunen.models import Kommune
from kommunen.tables import BadFile
from kommunen.tenancy import kommune_for

from .plans import Plan, PlannedRow, State, fingerprint
from .progress import with_progress
from .running import Steps, exhaust

AT_ONCE = 200  # rows that are written before an answer is given; more show their progress
ROWS_SHOWN = 100  # on one page of a preview
IMPORTS_SHOWN = 50
ORDER = (State.REFUSED, State.CHANGED, State.NEW, State.SAME)
STATE_LABELS = {
    State.REFUSED: gettext_lazy("refused"),
    State.CHANGED: gettext_lazy("to be changed"),
    State.NEW: gettext_lazy("to be added"),
    State.SAME: gettext_lazy("without a change"),
}


class Importing:
    """What is imported where. Lets those in who may add below the town's page for it."""

    imports: type[FileImport]
    urls: str  # namespace of the addresses `index`, `show`, `undo` and `export`
    listing: str  # name of the address of the editors' list
    listing_label: Any
    words: dict[str, Any]  # sentences of the templates that name what is imported
    kinds: dict[str, str]  # of files to download → type of content

    def parent_page(self, kommune: Kommune) -> Page | None:
        """The page below which the entries of a town stand."""
        raise NotImplementedError

    def plan_of(self, source: FileImport) -> Plan:
        """What importing this file would do; raises BadFile."""
        raise NotImplementedError

    @cached_property
    def kommune(self) -> Kommune:
        return kommune_for(self.request)

    @cached_property
    def parent(self) -> Page:
        page = self.parent_page(self.kommune)
        if page is None:
            raise Http404("This tenant has no page for it.")
        return page

    @cached_property
    def may_publish(self) -> bool:
        return self.parent.permissions_for_user(self.request.user).can_publish_subpage()

    @cached_property
    def source(self) -> FileImport:
        imports = self.imports.objects.for_site(self.kommune.site)
        return get_object_or_404(imports, pk=self.kwargs["pk"])

    @property
    def source_url(self) -> str:
        return reverse(f"{self.urls}:show", args=[self.source.pk])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.parent.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class TransferPage(WagtailAdminTemplateMixin):
    """A page below the editors' list in the admin's look; stands behind `Importing`."""

    header_icon = "upload"
    page_title = gettext_lazy("Import and export")

    def get_breadcrumbs_items(self) -> list[dict]:
        items = [
            *self.breadcrumbs_items,
            {"url": reverse(self.listing), "label": self.listing_label},
            {"url": reverse(f"{self.urls}:index"), "label": self.page_title},
        ]
        if "pk" in self.kwargs:
            return [*items, {"url": "", "label": str(self.source)}]
        return [*items[:-1], {**items[-1], "url": ""}]

    def get_context_data(self, **kwargs) -> dict:
        addresses = {name: f"{self.urls}:{name}" for name in ("index", "show", "undo", "export")}
        own = {"words": self.words, "addresses": addresses, "listing": self.listing}
        return {**super().get_context_data(**kwargs), **own}

    def carry_out(self, steps: Steps, rows: int, title: str) -> HttpResponse:
        """At once, or on a page that shows how far it is."""
        if rows <= AT_ONCE:
            exhaust(steps)
            return redirect(self.source_url)
        return with_progress(self, steps, title)


class BaseIndexView(TransferPage, FormView):
    """The upload, the downloads, and what was imported so far."""

    template_name = "inbox/transfer/index.html"

    def get_context_data(self, **kwargs) -> dict:
        found = self.imports.objects.for_site(self.kommune.site).defer("content")
        imports = list(found.select_related("user")[:IMPORTS_SHOWN])
        for each in imports:
            each.who = name_for(self.request.user, each.user)
        return {**super().get_context_data(**kwargs), "imports": imports, "kinds": self.kinds}

    def form_valid(self, form: Form) -> HttpResponse:
        file = form.cleaned_data["file"]
        source = self.imports(
            site=self.kommune.site,
            user=self.request.user,
            file_name=file.name[:255],
            content=file.read(),
            choices={"publish": self.may_publish},
        )
        try:
            self.plan_of(source)
        except BadFile as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        source.save()
        return redirect(f"{self.urls}:show", source.pk)


class BaseShowView(TransferPage, TemplateView):
    """What an import would do, with the decisions; what it has done, once it is done."""

    def choices_form(self, *args, **kwargs) -> Form:
        """What a person decides about the file; without data it shows what was decided."""
        raise NotImplementedError

    def keep_choices(self, form: Form) -> None:
        """Write the decisions to the waiting import."""
        raise NotImplementedError

    def steps(self) -> Steps:
        raise NotImplementedError

    def shown(self, row: PlannedRow) -> dict:
        return {"row": row, "label": STATE_LABELS[row.state]}

    def get_page_title(self) -> str:
        return str(self.source)

    def get_template_names(self) -> list[str]:
        name = "preview" if self.source.state == FileImport.State.WAITING else "result"
        return [f"inbox/transfer/{name}.html"]

    @cached_property
    def plan(self) -> Plan:
        return self.plan_of(self.source)

    def get_context_data(self, **kwargs) -> dict:
        context = {**super().get_context_data(**kwargs), "source": self.source}
        if self.source.state == FileImport.State.WAITING:
            return {**context, **self._preview(context.get("form"))}
        rows = self.source.rows.select_related("page")
        return {
            **context,
            "who": name_for(self.request.user, self.source.user),
            "stayed": [row for row in rows if row.kept_because],
            "rows": Paginator(rows, ROWS_SHOWN).get_page(self.request.GET.get("p")),
            "may_undo": self.source.state == FileImport.State.DONE
            and may_undo(self.source, self.may_publish),
        }

    def _preview(self, form: Form | None) -> dict:
        asked = self.request.GET.get("state", "")
        rows = sorted(self.plan.rows, key=lambda row: (ORDER.index(row.state), row.number))
        if asked in list(State):
            rows = [row for row in rows if row.state == asked]
        page = Paginator(rows, ROWS_SHOWN).get_page(self.request.GET.get("p"))
        counts = self.plan.counts
        return {
            "form": form or self.choices_form(),
            "plan": self.plan,
            "fingerprint": fingerprint(self.plan),
            "counts": [(state, STATE_LABELS[state], counts[state]) for state in ORDER],
            "asked": asked,
            "rows": page,
            "shown": [self.shown(row) for row in page],
            "to_do": counts[State.NEW] + counts[State.CHANGED],
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.source.state != FileImport.State.WAITING:
            return redirect(self.source_url)
        if "discard" in request.POST:
            self.source.delete()
            messages.success(request, _("The file was put away. Nothing was changed."))
            return redirect(f"{self.urls}:index")
        form = self.choices_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        self.keep_choices(form)
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
        return self.carry_out(self.steps(), len(self.plan.rows), _("Importing …"))


class BaseUndoView(TransferPage, View):
    def steps(self) -> Steps:
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.source.state != FileImport.State.DONE:
            return redirect(self.source_url)
        if not may_undo(self.source, self.may_publish):
            raise PermissionDenied
        return self.carry_out(self.steps(), self.source.rows.count(), _("Taking it back …"))


def may_undo(source: FileImport, may_publish: bool) -> bool:
    """What is public by now is taken back by those only who may publish."""
    return may_publish or not source.rows.filter(was_live=True).exists()
