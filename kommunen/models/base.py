"""Rows that belong to a tenant and are no pages. A page belongs by its place in the tree."""

from typing import Self

from django.db import models
from django.db.models import Q
from wagtail.models import Site


class TenantQuerySet(models.QuerySet):
    """Rows of one tenant. There is no method that returns all tenants' rows."""

    def for_site(self, site: Site) -> Self:
        """The tenant's own rows; central rows are left out."""
        return self.filter(site=site)

    def usable_by(self, site: Site) -> Self:
        """The tenant's own rows and the central ones that all tenants share."""
        return self.filter(Q(site=site) | Q(site=None))


class TenantModel(models.Model):
    """A row of one tenant, or a central one: then `site` is null and only the centre changes it."""

    tenant_path = "site"
    """Lookup from a row to its `Site`; a child row names the way through its parent.

    A row with `is_shown_on_pages = False` does not make kept pages new (`kommunen.kept`);
    one with `is_audited = False` is derived or counted and leaves no line (`kommunen.audit`).
    """

    site = models.ForeignKey(
        Site,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="+",
    )

    objects = TenantQuerySet.as_manager()

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: set[str] | None = None) -> None:
        # No form has the field `site`, so Django would leave out what is unique within a tenant.
        super().validate_constraints(exclude=(exclude or set()) - {"site"})

    @property
    def is_central(self) -> bool:
        return self.site_id is None
