"""Setting the second factor up, and looking after it: everybody for themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from kommunen.people import second_factor
from kommunen.people.door import CodeForm, wait_sentence
from kommunen.tenancy import kommune_for


@method_decorator(never_cache, name="dispatch")
class SecondFactorView(WagtailAdminTemplateMixin, FormView):
    """Without a second factor: how to set it up. With one: new backup codes, or switch it off."""

    template_name = "kommunen/people/second_factor.html"
    form_class = CodeForm
    page_title = gettext_lazy("Second factor")
    header_icon = "key"

    def get_breadcrumbs_items(self) -> list[dict]:
        account = {"url": reverse("wagtailadmin_account"), "label": _("Account")}
        return [*self.breadcrumbs_items, account, {"url": "", "label": self.page_title}]

    @property
    def is_set_up(self) -> bool:
        return bool(second_factor.device_keys(self.request.user))

    @property
    def is_required(self) -> bool:
        return second_factor.is_required(self.request.user, kommune_for(self.request))

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        context = super().get_context_data(**kwargs)
        context |= {"is_set_up": self.is_set_up, "is_required": self.is_required}
        if self.is_set_up:
            return {**context, "codes_left": second_factor.backup_codes_left(user)}
        device = second_factor.begin(user)
        drawing, secret = second_factor.drawing_of(device), second_factor.secret_of(device)
        return {**context, "drawing": drawing, "secret": secret}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        if seconds := second_factor.seconds_to_wait(self.request.user):
            form.add_error("code", wait_sentence(seconds))
            return self.form_invalid(form)
        done = self._use(form.cleaned_data["code"])
        if done is None:
            form.add_error("code", _("This code is not right, or it was used before."))
            return self.form_invalid(form)
        return done

    def _use(self, code: str) -> HttpResponse | None:
        """What the right code brings about; None if it is wrong."""
        user = self.request.user
        if not self.is_set_up:
            device = second_factor.begin(user)
            if not second_factor.confirm(device, code):
                return None
            self.request.session[second_factor.DEVICE] = device.pk
            return self._show_backup_codes()
        if second_factor.accept(user, code) is None:
            return None
        if "switch-off" in self.request.POST and not self.is_required:
            second_factor.reset(user)
            messages.success(self.request, _("The second factor is switched off."))
            return redirect("wagtailadmin_account")
        return self._show_backup_codes()

    def _show_backup_codes(self) -> HttpResponse:
        codes = second_factor.new_backup_codes(self.request.user)
        context = {**super().get_context_data(form=None), "codes": codes}
        return render(self.request, "kommunen/people/backup_codes.html", context)


def account_menu_item(request: HttpRequest) -> dict:
    """Wagtail's hook for its account page."""
    return {
        "url": reverse("kommunen_people:second_factor"),
        "label": _("Second factor"),
        "help_text": _("Sign in with a password and a code from your phone."),
    }


class SecondFactorMenuItem(MenuItem):
    """Reminds those who have none."""

    def is_shown(self, request: HttpRequest) -> bool:
        return not second_factor.device_keys(request.user)


def second_factor_menu_item() -> MenuItem:
    url = reverse("kommunen_people:second_factor")
    label = gettext_lazy("Set up second factor")
    return SecondFactorMenuItem(label, url, name="second-factor", icon_name="key", order=950)
