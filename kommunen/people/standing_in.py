"""The admin's forms for a deputy and for a handover: each shows first what it will do."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import AdminDateInput

from kommunen.models import Deputyship, Kommune, Person, Role
from kommunen.people.deputies import arrange, finish, own_roles
from kommunen.people.handovers import hand_over, preview
from kommunen.people.roles import roles_of
from kommunen.people.views import ForVerwaltung, PeoplePage

LONGEST = timedelta(days=366)


class _TwoPeople(forms.Form):
    """Two different people of one town, both chosen by their key in its own list."""

    first, second = "absent", "deputy"

    def __init__(self, *args, kommune: Kommune, **kwargs):
        super().__init__(*args, **kwargs)
        people = Person.objects.of(kommune)
        self.fields[self.first].queryset = self.givers(people)
        self.fields[self.second].queryset = people.filter(ended_at=None)

    def givers(self, people):
        return people.filter(ended_at=None)

    def clean(self) -> dict:
        sent = super().clean()
        if sent.get(self.first) and sent.get(self.first) == sent.get(self.second):
            self.add_error(self.second, _("Choose two different people."))
        return sent


class DeputyForm(_TwoPeople):
    absent = forms.ModelChoiceField(label=gettext_lazy("Who is away?"), queryset=None)
    deputy = forms.ModelChoiceField(label=gettext_lazy("Who steps in?"), queryset=None)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=AdminDateInput)
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=AdminDateInput,
        help_text=gettext_lazy("In the following night the roles go back by themselves."),
    )

    def clean(self) -> dict:
        sent = super().clean()
        starts_on, ends_on = sent.get("starts_on"), sent.get("ends_on")
        if not starts_on or not ends_on:
            return sent
        if ends_on < starts_on:
            self.add_error("ends_on", _("The last day lies before the first."))
        elif ends_on < timezone.localdate():
            self.add_error("ends_on", _("The last day is over already."))
        elif ends_on - starts_on > LONGEST:
            self.add_error("ends_on", _("A year at most. Give the roles for good instead."))
        return sent


class HandoverForm(_TwoPeople):
    first, second = "giver", "taker"

    giver = forms.ModelChoiceField(label=gettext_lazy("Whose work?"), queryset=None)
    taker = forms.ModelChoiceField(label=gettext_lazy("Who goes on with it?"), queryset=None)

    def givers(self, people):
        return people  # also of those who are gone


class _PreviewedForm(PeoplePage, FormView):
    """Sent once, it shows what will happen; sent again with the answer yes, it happens."""

    template_name = "kommunen/people/previewed_form.html"

    def get_form_kwargs(self) -> dict:
        return {**super().get_form_kwargs(), "kommune": self.kommune}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if "yes" not in self.request.POST:
            context = self.get_context_data(form=form, is_preview=True, **self.foresee(form))
            return self.render_to_response(context)
        messages.success(self.request, self.carry_out(form))
        return redirect(self.request.path)


class DeputyView(_PreviewedForm):
    form_class = DeputyForm
    page_title = gettext_lazy("Deputies")
    header_icon = "user"

    def get_context_data(self, **kwargs) -> dict:
        rows = self.kommune.deputyships.open().select_related("absent", "deputy")
        names = {person.user_id: str(person) for person in Person.objects.of(self.kommune)}
        for row in rows:
            row.names = {"absent": names.get(row.absent_id), "deputy": names.get(row.deputy_id)}
        intro = _("The deputy gets the roles of who is away, for some days.")
        return {**super().get_context_data(**kwargs), "deputyships": rows, "intro": intro}

    def foresee(self, form: DeputyForm) -> dict:
        sent = form.cleaned_data
        deputy = sent["deputy"]
        wanted = own_roles(sent["absent"].user, self.kommune)
        new = wanted - roles_of(deputy.user, self.kommune)
        values = {
            "deputy": deputy,
            "absent": sent["absent"],
            "start": date_format(sent["starts_on"], "d.m.Y"),
            "end": date_format(sent["ends_on"], "d.m.Y"),
            "roles": ", ".join(role.label for role in Role if role in new),
        }
        if not new:
            nothing = _("%(deputy)s holds all roles of %(absent)s already; none is added.")
            return {"question": nothing % values, "piles": []}
        question = _(
            "Shall %(deputy)s step in for %(absent)s from %(start)s to %(end)s, and get these "
            "roles: %(roles)s?"
        )
        return {"question": question % values, "piles": []}

    def carry_out(self, form: DeputyForm) -> str:
        sent = form.cleaned_data
        arrange(
            self.kommune,
            sent["absent"].user,
            sent["deputy"].user,
            sent["starts_on"],
            sent["ends_on"],
        )
        names = {"deputy": sent["deputy"], "absent": sent["absent"]}
        return _("%(deputy)s steps in for %(absent)s.") % names


class EndDeputyView(ForVerwaltung, View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Deputyship.objects.open().filter(kommune=self.kommune)
        finish([get_object_or_404(rows, pk=pk)], timezone.now())
        messages.success(request, _("The deputyship is over; lent roles are taken back."))
        return redirect("kommunen_people:deputies")


class HandoverView(_PreviewedForm):
    form_class = HandoverForm
    page_title = gettext_lazy("Hand over")
    header_icon = "user"

    def get_context_data(self, **kwargs) -> dict:
        intro = _("All open work of one person goes to another. What is published stays as it is.")
        return {**super().get_context_data(**kwargs), "intro": intro}

    def foresee(self, form: HandoverForm) -> dict:
        piles = preview(form.cleaned_data["giver"], form.cleaned_data["taker"])
        names = {key: str(person) for key, person in form.cleaned_data.items()}
        if not piles:
            question = _("%(giver)s has no open work here. Nothing would change.") % names
        else:
            question = _("Shall this work of %(giver)s go to %(taker)s?") % names
        return {"question": question, "piles": piles}

    def carry_out(self, form: HandoverForm) -> str:
        sent = form.cleaned_data
        try:
            piles = hand_over(sent["giver"], sent["taker"])
        except ValueError as error:
            raise ValidationError(str(error)) from error
        number = sum(pile.number for pile in piles)
        names = {"taker": sent["taker"], "number": number}
        return _("%(taker)s now goes on with the work. Handed over: %(number)s.") % names


class DeputyPanel(Component):
    """On the admin's first page, for both: who steps in for whom."""

    name = "deputies"
    template_name = "kommunen/people/deputy_panel.html"
    order = 90

    def get_context_data(self, parent_context: dict) -> dict:
        request = parent_context["request"]
        kommune = getattr(request, "kommune", None)
        if kommune is None:
            return {"sentences": []}
        rows = kommune.deputyships.open().about(request.user).select_related("absent", "deputy")
        return {"sentences": [_sentence(row, request.user.pk, kommune) for row in rows]}


def _sentence(row: Deputyship, reader: int, kommune: Kommune) -> str:
    other = row.deputy if row.absent_id == reader else row.absent
    person = Person.objects.filter(user=other, kommune=kommune).select_related("user").first()
    values = {
        "name": person or "–",
        "start": date_format(row.starts_on, "d.m.Y"),
        "end": date_format(row.ends_on, "d.m.Y"),
    }
    if row.absent_id == reader:
        return _("%(name)s steps in for you from %(start)s to %(end)s.") % values
    return _("You step in for %(name)s from %(start)s to %(end)s.") % values


def add_deputy_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Wagtail's hook for the admin's first page."""
    panels.append(DeputyPanel())
