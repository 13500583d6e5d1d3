"""The operator's steps with a whole tenant. Each is asked about first, and leaves a line."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from kommunen.audit.acting import told_in_one_line
from kommunen.audit.recording import record_for_operator
from kommunen.lifecycle import states
from kommunen.lifecycle.deletion import check_deletable, delete_kommune
from kommunen.lifecycle.export import export_kommune
from kommunen.lifecycle.readiness import obstacles
from kommunen.models import Kommune
from kommunen.oversight.forms import ArchiveForm, DeletionForm, PauseForm
from kommunen.oversight.views import OperatorPage
from kommunen.oversight.ways import LABELS


class _StepView(OperatorPage, FormView):
    """A step that says what will happen before it does it."""

    way = ""
    form_class = forms.Form
    template_name = "kommunen/oversight/form.html"
    done = gettext_lazy("%(town)s: state changed to “%(state)s”.")

    @property
    def page_title(self) -> str:
        return str(LABELS[self.way])

    def consequences(self) -> list[str]:
        raise NotImplementedError

    def obstacles(self) -> list[str]:
        """Why the step is not possible now."""
        if self.way in states.possible_ways(self.kommune):
            return []
        return [
            _("%(town)s is in the state “%(state)s” now. Nothing was changed.")
            % {"town": self.kommune, "state": self.kommune.get_state_display()}
        ]

    def take(self, wishes: dict) -> None:
        raise NotImplementedError

    def get_context_data(self, **kwargs) -> dict:
        return {
            **super().get_context_data(**kwargs),
            "kommune": self.kommune,
            "consequences": self.consequences(),
            "obstacles": self.obstacles(),
            "button": LABELS[self.way],
            "is_serious": self.way in {"archive", "erase"},
        }

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            self.take(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        now = Kommune.objects.get(pk=self.kommune.pk)
        state = now.get_state_display()
        messages.success(self.request, str(self.done) % {"town": now, "state": state})
        return redirect("kommune:inspect", now.pk)


class GoLiveView(_StepView):
    way = "go_live"

    def consequences(self) -> list[str]:
        return [_("Search engines may find %(town)s.") % {"town": self.kommune}]

    def obstacles(self) -> list[str]:
        return super().obstacles() or obstacles(self.kommune)

    def take(self, wishes: dict) -> None:
        states.go_live(self.kommune, by=self.request.user)


class PauseView(_StepView):
    way = "pause"
    form_class = PauseForm

    def consequences(self) -> list[str]:
        return [
            _("Instead of all pages, embeds and data of %(town)s citizens see a notice.")
            % {"town": self.kommune},
            _("The people of the town go on working in the admin."),
            _("Nothing is deleted. You can bring it back at any time."),
        ]

    def take(self, wishes: dict) -> None:
        states.pause(self.kommune, **wishes, by=self.request.user)


class ArchiveView(_StepView):
    way = "archive"
    form_class = ArchiveForm

    def consequences(self) -> list[str]:
        return [
            _("The host %(host)s answers “not found”, its admin too.")
            % {"host": self.kommune.site.hostname},
            _("%(number)s people are signed out and lose their access to this town.")
            % {"number": self.kommune.people},
            _("Everything is kept until you delete it. You can bring it back until then."),
        ]

    def take(self, wishes: dict) -> None:
        states.archive(self.kommune, **wishes, by=self.request.user)


class BringBackView(_StepView):
    way = "bring_back"

    def consequences(self) -> list[str]:
        label = Kommune.State(states.state_after_return(self.kommune)).label
        said = [_("Afterwards %(town)s is: %(state)s.") % {"town": self.kommune, "state": label}]
        if self.kommune.state == Kommune.State.ARCHIVED:
            said.append(_("Its people get their access back."))
        return said

    def take(self, wishes: dict) -> None:
        states.bring_back(self.kommune, by=self.request.user)


class ExportView(_StepView):
    """The archive of `export_kommune`, to take home. Every state allows it, an archived one too."""

    way = "export"

    def consequences(self) -> list[str]:
        return [
            _(
                "You get one ZIP file with pages, drafts, entries, texts, pictures, documents and"
                " settings in open formats."
            ),
            _(
                "It holds passwords of protected pages and addresses that are not public. Keep it"
                " like a backup."
            ),
            _("Nothing is changed. The record of %(town)s says that you made an export.")
            % {"town": self.kommune},
        ]

    def obstacles(self) -> list[str]:
        return []

    def form_valid(self, form: forms.Form) -> FileResponse:
        name = f"{self.kommune.site.hostname}-{timezone.localdate():%Y-%m-%d}.zip"
        with TemporaryDirectory() as folder:
            path = Path(folder, name)
            export_kommune(self.kommune, path)
            # Open, it outlives its folder; closed at the end of the answer, it is gone.
            file = path.open("rb")
        return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


class EraseView(_StepView):
    way = "erase"
    form_class = DeletionForm

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "kommune": self.kommune}

    def consequences(self) -> list[str]:
        return [
            _("All pages, texts, pictures, documents, messages and logs of %(town)s are deleted.")
            % {"town": self.kommune},
            _("Accounts of people who serve no other town are deleted."),
            _("This cannot be undone. Make an export first if anybody may need the content."),
        ]

    def obstacles(self) -> list[str]:
        try:
            check_deletable(self.kommune)
        except ValidationError as error:
            return error.messages
        return []

    def form_valid(self, form: forms.Form) -> HttpResponse:
        name = str(self.kommune)
        try:
            with transaction.atomic(), told_in_one_line():
                record_for_operator("kommunen.erase", self.kommune, about=name)
                delete_kommune(self.kommune, by=self.request.user.get_username())
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("%(town)s is deleted.") % {"town": name})
        return redirect("kommune:index")


STEP_VIEWS = (GoLiveView, PauseView, ArchiveView, BringBackView, ExportView, EraseView)
