"""The operator's steps with a whole tenant. Each is asked about first, and leaves a line."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from kommunen.audit.acting import told_in_one_line
from kommunen.audit.recording import record_for_operator
from kommunen.embedding.hosts import allow
from kommunen.lifecycle import states
from kommunen.lifecycle.deletion import check_deletable, delete_kommune
from kommunen.lifecycle.founding import found_kommune
from kommunen.lifecycle.readiness import missing_steps, obstacles
from kommunen.models import EmbedHostWish, Kommune, Role
from kommunen.oversight.figures import attribute_of, with_figures
from kommunen.oversight.forms import ArchiveForm, DeletionForm, FoundingForm, PauseForm
from kommunen.oversight.listing import for_the_list
from kommunen.oversight.ways import LABELS, ways_of
from kommunen.people.invitations import invite
from kommunen.registry import town_figures


class _OperatorPage(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    model = Kommune
    permission_required = "change"
    header_icon = "globe"

    @cached_property
    def kommune(self) -> Kommune:
        return get_object_or_404(for_the_list(Kommune.objects.all()), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict]:
        items = [
            *self.breadcrumbs_items,
            {"url": reverse("kommune:index"), "label": _("Kommunen")},
        ]
        if "pk" in self.kwargs and self.page_title:
            url = reverse("kommune:inspect", args=[self.kommune.pk])
            items.append({"url": url, "label": str(self.kommune)})
        return [*items, {"url": "", "label": self.get_page_title()}]


class KommuneView(_OperatorPage, TemplateView):
    """One tenant on one page: state, gaps, figures, and what can be done."""

    permission_required = "view"
    template_name = "kommunen/oversight/kommune.html"

    def get_page_title(self) -> str:
        return str(self.kommune)

    def get_context_data(self, **kwargs) -> dict:
        (kommune,) = with_figures([self.kommune])
        figures = [(each.label, getattr(kommune, attribute_of(each.name))) for each in town_figures]
        return {
            **super().get_context_data(**kwargs),
            "kommune": kommune,
            "figures": figures,
            "wishes": list(kommune.embed_host_wishes.all()),
            "steps": missing_steps(kommune),
            "ways": ways_of(kommune),
            "record_url": f"{reverse('kommunen_audit')}?kommune={kommune.name}",
        }


class FoundingView(_OperatorPage, FormView):
    """What `create_kommune` does, as a form."""

    permission_required = "add"
    page_title = gettext_lazy("Set up a Kommune")
    form_class = FoundingForm
    template_name = "kommunen/oversight/form.html"
    extra_context = {
        "consequences": [
            gettext_lazy("It gets a site with all pages, groups and a folder for its media."),
            gettext_lazy("It answers at once; search engines stay out until it is live."),
        ],
        "button": gettext_lazy("Set up"),
    }

    def form_valid(self, form: FoundingForm) -> HttpResponse:
        try:
            kommune = self._found(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        text = _("%(town)s is set up: %(url)s/ (admin: %(url)s/admin/)")
        messages.success(self.request, text % {"town": kommune, "url": kommune.root_url})
        return redirect("kommune:inspect", kommune.pk)

    @transaction.atomic
    def _found(self, wishes: dict) -> Kommune:
        kommune = found_kommune(
            name=wishes["name"],
            host=wishes["host"],
            port=wishes["port"] or 443,
            key=wishes["key"].strip(),
            kind=wishes["kind"],
        )
        if wishes["admin_email"]:
            role = Role.TEXTREDAKTION if kommune.is_central else Role.VERWALTUNG
            invite(wishes["admin_email"], kommune, [role])
        return kommune


class _StepView(_OperatorPage, FormView):
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


class HostWishView(PermissionCheckedMixin, View):
    """The operator's answer to a host that a town has asked for: `allow` or not."""

    model = Kommune
    permission_required = "change"

    def post(self, request: HttpRequest, wish_pk: int) -> HttpResponse:
        wish = get_object_or_404(EmbedHostWish.objects.select_related("kommune"), pk=wish_pk)
        words = {"town": wish.kommune, "origin": wish.origin}
        if "allow" in request.POST:
            allow(wish)
            text = _("%(origin)s may now show the embeds of %(town)s.")
        else:
            wish.delete()
            text = _("%(origin)s is not allowed; the wish of %(town)s is gone.")
        messages.success(request, text % words)
        return redirect("kommune:inspect", wish.kommune_id)


STEP_VIEWS = (GoLiveView, PauseView, ArchiveView, BringBackView, EraseView)
