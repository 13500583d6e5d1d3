"""What every page of ours shares: Stand, reserved slugs, the guard against foreign references."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, PageViewRestriction

from kommunen.desk.references import refuse_foreign_references
from kommunen.tenancy import kommune_of

# Slugs that the contract gives to one page of each town, directly below its start page.
RESERVED_SLUGS = frozenset(
    {
        "admin",
        "aktuelles",
        "api",
        "barriere-melden",
        "barrierefreiheit",
        "datenschutz",
        "documents",
        "einbetten",
        "gut-zu-wissen",
        "health",
        "impressum",
        "leichte-sprache",
        "media",
        "mitmachkarte",
        "static",
        "suche",
        "termintipps",
        "umfragen",
    }
)


class BasePageForm(WagtailAdminPageForm):
    """Refuses a reserved slug and anything that belongs to another tenant.

    Choosers are only the surface: a forged key in a POST would otherwise be stored and shown.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        page = self.instance
        if "slug" in self.fields and (page.slug_is_fixed or page.reserved_slug):
            self.fields["slug"].disabled = True
            if not page.pk:
                self.initial["slug"] = page.reserved_slug

    def clean_slug(self) -> str:
        slug = self.cleaned_data.get("slug", "")
        page = self.instance
        top_level = self.parent_page is not None and kommune_root(self.parent_page)
        if top_level and not page.slug_is_fixed and slug in RESERVED_SLUGS - {page.reserved_slug}:
            raise ValidationError(
                _("“%(slug)s” is reserved for a fixed page of the site. Please choose another.")
                % {"slug": slug}
            )
        return slug

    def _post_clean(self) -> None:
        super()._post_clean()
        # Not the parent of a page that is there: a start page stands below the tree's root.
        place = self.instance if self.instance.path else self.parent_page
        kommune = kommune_of(place) if place else None
        if kommune is None:
            return
        refuse_foreign_references(self, kommune)


def kommune_root(page: Page) -> bool:
    """Whether the page is a tenant's start page."""
    kommune = kommune_of(page)
    return kommune is not None and kommune.site.root_page_id == page.pk


class BasePage(Page):
    """Base of all our page types. A page belongs to the tenant in whose tree it stands."""

    base_form_class = BasePageForm

    reserved_slug = ""
    """The contract's slug of this page type; the form does not let anybody change it."""

    class Meta:
        abstract = True

    is_surely_public = False
    """Set while it is served: nothing in its town is behind a password (`kommunen.privacy`)."""

    def serve_password_required_response(self, request, form, action_url) -> HttpResponse:
        """Ask for the password on the page's own host only; Wagtail would do it on any.

        Raises:
            Http404: the page is another tenant's.
        """
        kommune = getattr(request, "kommune", None)
        if kommune is not None and kommune_of(self) != kommune:
            raise Http404
        return super().serve_password_required_response(request, form, action_url)

    @property
    def slug_is_fixed(self) -> bool:
        """A page that stands on a contract slug keeps it: other sites link there."""
        return bool(self.pk) and (bool(self.reserved_slug) or self.slug in RESERVED_SLUGS)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        if self.is_surely_public and not self.alias_of_id:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    @property
    def stand(self) -> date | None:
        """Day of the last editorial change that citizens can see, local time; None for a draft."""
        moment = self.last_published_at
        return timezone.localtime(moment).date() if moment else None
