"""The form of the sign-in page, with a sentence for those who tried too often."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm


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
