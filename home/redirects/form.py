"""The form of a redirect, for people and for each row of an imported table."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from kommunen.pages import RESERVED_SLUGS

# Below these answer machines or the admin, never a page.
NO_PAGES = frozenset(
    {"_util", "admin", "api", "documents", "einbetten", "health", "media", "static"}
)


class RedirectForm(WagtailAdminModelForm):
    """The instance brings its site along; the form has no field for it."""

    class Meta:
        model = Redirect
        fields = ("old_path", "redirect_page", "redirect_link", "is_permanent")
        widgets = {"redirect_page": AdminPageChooser}
        labels = {
            "old_path": gettext_lazy("From"),
            "redirect_page": gettext_lazy("To a page"),
            "redirect_link": gettext_lazy("Or to another address"),
            "is_permanent": gettext_lazy("For good"),
        }
        help_texts = {
            "old_path": gettext_lazy("The old path on your site, e.g. /alt/angebot"),
            "redirect_link": gettext_lazy("E.g. https://www.stadt.example/neu"),
            "is_permanent": gettext_lazy("Search engines then forget the old address."),
        }

    def clean_old_path(self) -> str:
        path = Redirect.normalise_path(self.cleaned_data["old_path"])
        first, *more = path.split("?")[0].strip("/").split("/")
        if not first:
            raise ValidationError(_("The start page cannot be redirected."))
        if first in NO_PAGES or (first in RESERVED_SLUGS and not more):
            raise ValidationError(
                _("“%(path)s” is a fixed address of the site and cannot be redirected.")
                % {"path": path}
            )
        if self._same_path(path).exists():
            raise ValidationError(
                _("There is a redirect from “%(path)s” already.") % {"path": path}
            )
        if self._page_at(path).exists():
            raise ValidationError(
                _("A page stands at “%(path)s”. A redirect works only where there is none.")
                % {"path": path}
            )
        return path

    def clean_redirect_page(self) -> Page | None:
        page = self.cleaned_data["redirect_page"]
        if page and not page.path.startswith(self.instance.site.root_page.path):
            raise ValidationError(_("Choose a page of your own site, please."))
        return page

    def clean_redirect_link(self) -> str:
        link = self.cleaned_data["redirect_link"]
        if link and urlsplit(link).scheme not in {"http", "https"}:
            raise ValidationError(_("The address has to begin with https:// or http://."))
        return link

    def clean(self) -> dict:
        cleaned = super().clean()
        targets = [cleaned.get("redirect_page"), cleaned.get("redirect_link")]
        if not self.errors and sum(map(bool, targets)) != 1:
            raise ValidationError(_("Choose a page or write an address: one of the two."))
        if self._leads_to_itself(cleaned):
            raise ValidationError(_("This redirect would lead to itself."))
        return cleaned

    def _same_path(self, path: str) -> QuerySet[Redirect]:
        return Redirect.objects.filter(old_path=path, site=self.instance.site_id).exclude(
            pk=self.instance.pk
        )

    def _page_at(self, path: str) -> QuerySet[Page]:
        root = self.instance.site.root_page
        below = f"{root.url_path.rstrip('/')}{path.split('?')[0]}/"
        return (
            Page.objects.live().filter(url_path=below) if "?" not in path else Page.objects.none()
        )

    def _leads_to_itself(self, cleaned: dict) -> bool:
        target = urlsplit(cleaned.get("redirect_link") or "")
        is_here = target.hostname == self.instance.site.hostname
        return is_here and Redirect.normalise_path(target.path) == cleaned.get("old_path")
