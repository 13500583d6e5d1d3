"""The tenant: a Wagtail `Site` with a row that says whose it is. Only the operator changes it."""

from functools import cached_property
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Collection, Page, PageViewRestriction, Site

from kommunen import naming
from kommunen.hosts import validate_hostname, validate_origin

if TYPE_CHECKING:
    from .settings import KommuneSettings


class KommuneQuerySet(models.QuerySet):
    def complete(self) -> Self:
        """With everything a request needs, in one query."""
        private = PageViewRestriction.objects.filter(
            page__path__startswith=OuterRef("site__root_page__path")
        )
        return self.select_related("site__root_page", "site__kommunesettings__logo").annotate(
            has_private_pages=Exists(private)
        )

    def serving(self, hostname: str) -> Self:
        """The tenant that answers to this host name (behind a proxy the port says nothing)."""
        return self.complete().filter(site__hostname=hostname)

    def owning(self, page: Page) -> Self:
        """The tenant in whose tree the page stands, root page included."""
        return self.complete().filter(site__root_page__path__in=self.paths_above(page))

    @staticmethod
    def paths_above(node: Page | Collection) -> list[str]:
        """Tree paths of the node and of all that it stands below, but for the tree's root."""
        step = node.steplen
        return [node.path[:end] for end in range(2 * step, len(node.path) + 1, step)]

    def towns(self) -> Self:
        return self.exclude(kind=Kommune.Kind.ZENTRALE)

    def live(self) -> Self:
        return self.filter(state=Kommune.State.LIVE)


class Kommune(ClusterableModel):
    """One tenant. What the town may change itself stands in `KommuneSettings`."""

    tenant_path = "site"

    class Kind(models.TextChoices):
        GEMEINDE = "gemeinde", _("Municipality")
        STADT = "stadt", _("Town")
        KREIS = "kreis", _("District")
        ZENTRALE = "zentrale", _("Central site")

    class State(models.TextChoices):
        PREPARING = "preparing", pgettext_lazy("state", "In preparation")
        LIVE = "live", pgettext_lazy("state", "Live")
        PAUSED = "paused", pgettext_lazy("state", "Paused")
        ARCHIVED = "archived", pgettext_lazy("state", "Archived")

    site = models.OneToOneField(
        Site, on_delete=models.PROTECT, related_name="kommune", verbose_name=_("site")
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.STADT)
    key = models.CharField(
        _("official key"),
        max_length=8,
        blank=True,
        help_text=_("AGS: 8 digits for a municipality, 5 for a district, none for the centre."),
    )
    # GeoJSON geometry (WGS 84), and its west, south, east, north in degrees.
    outline = models.JSONField(_("outline"), null=True, blank=True, editable=False)
    extent = models.JSONField(_("map extent"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PREPARING
    )
    # What citizens read while the tenant is paused, and until when at least.
    notice = models.TextField(_("notice"), max_length=1000, blank=True)
    back_on = models.DateField(_("open again on"), null=True, blank=True)
    # The last day on which what an archived tenant holds is kept.
    kept_until = models.DateField(_("kept until"), null=True, blank=True)
    # When something that its pages may show was last written; names the kept pages.
    changed_at = models.DateTimeField(_("last change"), default=timezone.now, editable=False)
    requires_second_factor = models.BooleanField(
        _("second factor required"),
        default=False,
        help_text=_("Whoever signs in here without one has to set it up first."),
    )
    collection = models.OneToOneField(
        Collection,
        on_delete=models.PROTECT,
        related_name="kommune",
        verbose_name=_("collection"),
    )

    objects = KommuneQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("requires_second_factor"),
        InlinePanel("aliases", heading=_("Host aliases"), label=_("Host alias")),
        InlinePanel("embed_hosts", heading=_("Hosts that may embed"), label=_("Host")),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("Kommune")
        verbose_name_plural = _("Kommunen")
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~models.Q(key=""), name="one_kommune_for_each_key"
            ),
            # Also the index by which the centre is found among thousands.
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(kind="zentrale"), name="one_centre"
            ),
        ]

    def __str__(self) -> str:
        return self.official_name

    @property
    def is_central(self) -> bool:
        return self.kind == self.Kind.ZENTRALE

    @property
    def official_name(self) -> str:
        """„Stadt Ratingen“; the central site has no kind before its name."""
        return naming.official_name(self.kind, self.name)

    @property
    def whereabouts(self) -> str:
        """„in Ratingen“, „im Kreis Mettmann“."""
        return naming.whereabouts(self.kind, self.name)

    @property
    def everywhere(self) -> str:
        """Where something without a fixed place is: „in der ganzen Stadt“."""
        return naming.everywhere(self.kind)

    @property
    def belonging(self) -> str:
        """Whose something is: „der Stadt Ratingen“."""
        return naming.belonging(self.kind, self.name)

    @property
    def root_url(self) -> str:
        """Scheme, host and port, no slash at the end, e.g. "https://mitmachen.stadt.example"."""
        return self.site.root_url

    @cached_property
    def settings(self) -> "KommuneSettings":
        """The town's own settings; defaults if it has none. Never creates a row."""
        from .settings import KommuneSettings

        return KommuneSettings.for_site(self.site)


class HostAlias(models.Model):
    """A further host name of a tenant; visitors are sent on to the main one."""

    tenant_path = "kommune__site"

    kommune = ParentalKey(Kommune, on_delete=models.CASCADE, related_name="aliases")
    hostname = models.CharField(
        _("host name"), max_length=255, unique=True, validators=[validate_hostname]
    )

    class Meta:
        verbose_name = _("host alias")
        verbose_name_plural = _("host aliases")

    def __str__(self) -> str:
        return self.hostname

    def clean(self) -> None:
        if Site.objects.filter(hostname=self.hostname).exists():
            raise ValidationError({"hostname": _("A site already answers to this host name.")})


class EmbedHost(models.Model):
    """A host whose pages may show this tenant's embeds in a frame."""

    tenant_path = "kommune__site"

    kommune = ParentalKey(Kommune, on_delete=models.CASCADE, related_name="embed_hosts")
    origin = models.CharField(
        _("origin"),
        max_length=255,
        validators=[validate_origin],
        help_text=_("Scheme and host, e.g. https://www.stadt.example"),
    )

    class Meta:
        verbose_name = _("host that may embed")
        verbose_name_plural = _("hosts that may embed")
        constraints = [
            models.UniqueConstraint(fields=["kommune", "origin"], name="embed_host_once"),
        ]

    def __str__(self) -> str:
        return self.origin
