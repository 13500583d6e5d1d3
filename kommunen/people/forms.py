"""What Verwaltung may write about people. Nothing else that a request sends is looked at."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kommunen.models import Kommune, Person, Role
from kommunen.people.roles import offered_roles

WHAT_ROLES_DO = {
    Role.REDAKTION: _("Redaktion: writes and submits"),
    Role.FREIGABE: _("Freigabe: writes, approves and publishes"),
    Role.VERWALTUNG: _("Verwaltung: settings and people; publishes nothing by itself"),
    Role.TEXTREDAKTION: _("Textredaktion: keeps what all towns share"),
}


class RolesForm(forms.Form):
    """The roles of one person in one town."""

    roles = forms.TypedMultipleChoiceField(
        label=_("Roles"), coerce=Role, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, kommune: Kommune, **kwargs):
        super().__init__(*args, **kwargs)
        self.kommune = kommune
        self.fields["roles"].choices = [
            (role.value, WHAT_ROLES_DO[role]) for role in offered_roles(kommune)
        ]


class PersonForm(RolesForm):
    """Roles, and the name where the account serves no other town."""

    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)
    field_order = ["first_name", "last_name", "roles"]

    def __init__(self, *args, may_rename: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_rename:
            del self.fields["first_name"], self.fields["last_name"]


class InvitationForm(RolesForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("First name and last name. Somebody who has an account keeps its name."),
    )
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The link to set a password goes there.")
    )
    field_order = ["name", "email", "roles"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        known = Q(user__email__iexact=email) | Q(email__iexact=email)
        person = Person.objects.filter(known, kommune=self.kommune).select_related("user").first()
        if person is None:
            return email
        if person.ended_at:
            raise forms.ValidationError(
                _("%(name)s was deactivated. Open the person in the list and bring them back."),
                params={"name": person},
            )
        raise forms.ValidationError(
            _("%(name)s already works for the town. Open the person in the list."),
            params={"name": person},
        )
