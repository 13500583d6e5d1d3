"""The admin's pages about a town's people, for its Verwaltung. Nobody else's people exist here."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from kommunen.models import Kommune, Person
from kommunen.people import second_factor
from kommunen.people.forms import InvitationForm, PersonForm
from kommunen.people.invitations import invite, send_invitation, send_reset_link, send_reset_notice
from kommunen.people.members import (
    bring_back,
    end,
    may_look_after_people,
    may_reset_second_factor,
    serves_elsewhere,
    set_roles,
)
from kommunen.tenancy import kommune_for


class ForVerwaltung:
    """Lets Verwaltung of the host's own town in, and finds people among those of that town."""

    @cached_property
    def kommune(self) -> Kommune:
        return kommune_for(self.request)

    @cached_property
    def person(self) -> Person:
        return get_object_or_404(Person.objects.of(self.kommune), pk=self.kwargs["pk"])

    @property
    def person_url(self) -> str:
        return reverse("kommunen_people:edit", args=[self.person.pk])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_look_after_people(request.user, self.kommune):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PeoplePage(ForVerwaltung, WagtailAdminTemplateMixin):
    """A page below “People” in the admin's look."""

    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict]:
        items = [
            *self.breadcrumbs_items,
            {"url": reverse("kommunen_people:list"), "label": _("People")},
        ]
        if "pk" in self.kwargs:
            items.append({"url": self.person_url, "label": str(self.person)})
        return [*items, {"url": "", "label": self.get_page_title()}]


class ListView(PeoplePage, TemplateView):
    template_name = "kommunen/people/list.html"
    page_title = gettext_lazy("People")

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("kommunen_people:invite")
        return [HeaderButton(_("Invite somebody"), url=url, icon_name="plus")]

    @property
    def header_more_buttons(self) -> list[Button]:
        ways = (("deputies", "user", _("Deputies")), ("handover", "arrow-right", _("Hand over")))
        return [
            Button(label, url=reverse(f"kommunen_people:{name}"), icon_name=icon)
            for name, icon, label in ways
        ]

    def get_context_data(self, **kwargs) -> dict:
        people = list(Person.objects.of(self.kommune))
        secured = second_factor.people_with(person.user_id for person in people)
        for person in people:
            person.has_second_factor = person.user_id in secured
        return {**super().get_context_data(**kwargs), "people": people, "kommune": self.kommune}


class InviteView(PeoplePage, FormView):
    template_name = "kommunen/people/invite.html"
    form_class = InvitationForm
    page_title = gettext_lazy("Invite somebody")

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "kommune": self.kommune}

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        sent = form.cleaned_data
        invite(sent["email"], self.kommune, sent["roles"], sent["name"])
        messages.success(
            self.request, _("The invitation to %(email)s is on its way.") % {"email": sent["email"]}
        )
        return redirect("kommunen_people:list")


class PersonView(PeoplePage, FormView):
    """One person: roles, name, and the buttons for everything else."""

    template_name = "kommunen/people/person.html"
    form_class = PersonForm
    header_icon = "user"

    def get_page_title(self) -> str:
        return str(self.person)

    def get_breadcrumbs_items(self) -> list[dict]:
        return super().get_breadcrumbs_items()[:-1]

    @cached_property
    def may_rename(self) -> bool:
        """Not before the first sign-in: then the field would tell that the account is new."""
        return self.person.state == Person.State.ACTIVE and not serves_elsewhere(self.person)

    def get_form_kwargs(self) -> dict:
        names = {"kommune": self.kommune, "may_rename": self.may_rename}
        return {**super().get_form_kwargs(), **names}

    def get_initial(self) -> dict:
        user = self.person.user
        names = {"first_name": user.first_name, "last_name": user.last_name}
        return {"roles": [role.value for role in self.person.own_roles], **names}

    def get_context_data(self, **kwargs) -> dict:
        more = {
            "person": self.person,
            "may_rename": self.may_rename,
            "may_reset_second_factor": may_reset_second_factor(self.person, self.request.user),
        }
        return {**super().get_context_data(**kwargs), **more}

    @transaction.atomic
    def form_valid(self, form: PersonForm) -> HttpResponse:
        if self.person.ended_at:
            raise PermissionDenied
        try:
            set_roles(self.person, form.cleaned_data["roles"], self.request.user)
        except ValidationError as error:
            form.add_error("roles", error)
            return self.form_invalid(form)
        if self.may_rename:
            user = self.person.user
            user.first_name = form.cleaned_data["first_name"]
            user.last_name = form.cleaned_data["last_name"]
            user.save(update_fields=["first_name", "last_name"])
        messages.success(self.request, _("%(name)s was saved.") % {"name": self.person})
        return redirect("kommunen_people:list")


class EndView(PeoplePage, TemplateView):
    """Asks before a person is deactivated or an invitation taken back."""

    template_name = "kommunen/people/end.html"

    def get_page_title(self) -> str:
        invited = self.person.state == Person.State.INVITED
        return _("Take the invitation back") if invited else _("Deactivate")

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "person": self.person}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        name = str(self.person)
        try:
            end(self.person, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self.person_url)
        messages.success(request, _("%(name)s no longer has access.") % {"name": name})
        return redirect("kommunen_people:list")


class BringBackView(ForVerwaltung, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.person.ended_at:
            bring_back(self.person)
            sentence = _("%(name)s has access again and gets a mail.")
            messages.success(request, sentence % {"name": self.person})
        return redirect(self.person_url)


class SendLinkView(ForVerwaltung, View):
    """The invitation once more, or the link to set a new password."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.person.ended_at:
            raise PermissionDenied
        is_invited = self.person.state == Person.State.INVITED
        (send_invitation if is_invited else send_reset_link)(self.person.user, self.kommune)
        messages.success(request, _("A mail is on its way to %(name)s.") % {"name": self.person})
        return redirect(self.person_url)


class ResetView(ForVerwaltung, View):
    """Phone lost: the next sign-in asks for the password alone. The person is told by mail."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may_reset_second_factor(self.person, request.user):
            raise PermissionDenied
        second_factor.reset(self.person.user)
        send_reset_notice(self.person.user, self.kommune)
        sentence = _("The second factor of %(name)s is reset.")
        messages.success(request, sentence % {"name": self.person})
        return redirect(self.person_url)
