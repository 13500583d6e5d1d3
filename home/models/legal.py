"""Imprint, privacy, accessibility: from the town's legal data, and a text the town goes on with."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from home.legal_gaps import gaps
from home.panels import LegalGapsPanel
from home.sections import running_text
from home.staying import StayingPagePermissions
from kommunen.kept.parts import kept_part, part_of
from kommunen.pages import BasePage
from kommunen.tenancy import kommune_for
from textbausteine.blocks import TextBlocks


class LegalPage(BasePage):
    """The data come from the settings, so they are right on all pages at once."""

    body = StreamField(
        TextBlocks(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("A starting point. Let your legal office check it before you go live."),
    )

    needs: tuple[str, ...] = ()
    """Fields of `KommuneSettings` this page cannot do without."""

    content_panels = [*BasePage.content_panels, LegalGapsPanel(), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True

    def permissions_for_user(self, user) -> StayingPagePermissions:
        return StayingPagePermissions(user, self)

    def clean(self) -> None:
        super().clean()
        if self.expire_at:
            message = _("This page has to stay: please leave the day of its end empty.")
            raise ValidationError({"expire_at": message})

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        kommune = kommune_for(request)
        context["kommune"] = kommune
        context["legal"] = kommune.settings
        context["article"] = kept_part(
            request, part_of(self, "article"), lambda: running_text(self.body, context)
        )
        if getattr(request, "is_preview", False):
            context["gaps"] = gaps(self.needs, kommune.settings)
        return context


class ImprintPage(LegalPage):
    needs = ("legal_body", "legal_address", "legal_email", "legal_phone")

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "home/imprint.html"
    reserved_slug = "impressum"

    class Meta:
        verbose_name = _("imprint")
        verbose_name_plural = _("imprints")


class PrivacyPage(LegalPage):
    needs = ("legal_body", "legal_address", "privacy_officer")

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "home/privacy.html"
    reserved_slug = "datenschutz"

    class Meta:
        verbose_name = _("privacy statement")
        verbose_name_plural = _("privacy statements")


class AccessibilityPage(LegalPage):
    needs = ("legal_body", "contact_email")

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "home/accessibility.html"
    reserved_slug = "barrierefreiheit"

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")
