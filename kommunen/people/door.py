"""The sign-in page and its second step. Included before Wagtail's admin, below the same prefix.

After the right password nobody is signed in yet: who has a second factor first shows a code.
"""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import LoginView

from kommunen.people import second_factor

PENDING = "kommunen_pending"
TIME_FOR_CODE = timedelta(minutes=10)
TRIES = 5  # wrong codes until the password is asked for again


class SignInView(LoginView):
    def form_valid(self, form: LoginForm) -> HttpResponse:
        user = form.get_user()
        if not second_factor.device_keys(user):
            return super().form_valid(form)
        self.request.session.flush()
        self.request.session[PENDING] = {
            "user": user.pk,
            "backend": user.backend,
            "password": user.get_session_auth_hash(),
            "at": timezone.now().timestamp(),
            "next": self.get_success_url(),
            "remember": form.cleaned_data.get("remember", False),
            "tries": 0,
        }
        return redirect("kommunen_code")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("Six digits from your app, or one of your backup codes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": "", "spellcheck": "false"}
        ),
    )


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class CodeView(FormView):
    template_name = "kommunen/people/code.html"
    form_class = CodeForm

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.user = _pending_user(request)
        if self.user is None:
            request.session.pop(PENDING, None)
            return redirect("wagtailadmin_login")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        if seconds := second_factor.seconds_to_wait(self.user):
            form.add_error("code", wait_sentence(seconds))
            return self.form_invalid(form)
        device = second_factor.accept(self.user, form.cleaned_data["code"])
        if device is None:
            return self._refuse(form)
        pending = self.request.session.pop(PENDING)
        login(self.request, self.user, backend=pending["backend"])
        self.request.session[second_factor.DEVICE] = device
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if pending["remember"] else 0)
        return redirect(pending["next"])

    def _refuse(self, form: CodeForm) -> HttpResponse:
        pending = self.request.session[PENDING]
        pending["tries"] += 1
        self.request.session.modified = True
        if pending["tries"] >= TRIES:
            del self.request.session[PENDING]
            messages.error(self.request, _("Too many wrong codes. Please sign in anew."))
            return redirect("wagtailadmin_login")
        form.add_error("code", _("This code is not right, or it was used before."))
        return self.form_invalid(form)


def wait_sentence(seconds: int) -> str:
    return ngettext(
        "Please wait a second before you try the next code.",
        "Please wait %(seconds)s seconds before you try the next code.",
        seconds,
    ) % {"seconds": seconds}


def _pending_user(request: HttpRequest) -> AbstractBaseUser | None:
    """Who has shown the right password a moment ago, and is still the same."""
    pending = request.session.get(PENDING)
    if not pending or timezone.now().timestamp() - pending["at"] > TIME_FOR_CODE.total_seconds():
        return None
    user = get_user_model().objects.filter(pk=pending["user"], is_active=True).first()
    if user and constant_time_compare(user.get_session_auth_hash(), pending["password"]):
        return user
    return None


urlpatterns = [
    path("login/", SignInView.as_view(), name="kommunen_sign_in"),
    path("login/code/", CodeView.as_view(), name="kommunen_code"),
]
