"""The form of the sign-in page, with a sentence for those who tried too often or elsewhere."""

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm

from kommunen.people.towns import towns_of


class SignInForm(LoginForm):
    def get_invalid_login_error(self) -> ValidationError:
        until = getattr(self.request, "sign_in_closed_until", None)
        if until is None:
            return super().get_invalid_login_error()
        return forms.ValidationError(
            _(
                "Too many attempts with this user name from your internet connection. Please try "
                "again after %(time)s, or have a link to a new password mailed to you."
            ),
            code="rate",
            params={"time": time_format(localtime(until))},
        )

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        """After the right password: refuse who works for other towns, and name those."""
        super().confirm_login_allowed(user)
        kommune = getattr(self.request, "kommune", None)
        towns = [] if user.is_superuser or kommune is None else towns_of(user)
        if not towns or kommune in towns:
            return
        path = reverse("wagtailadmin_home")
        links = format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            ((town.root_url + path, town) for town in towns),
        )
        sentence = _("Your access is for another site. Please sign in there: %(links)s")
        raise forms.ValidationError(
            format_html(sentence.replace("%(links)s", "{}"), links), code="elsewhere"
        )
