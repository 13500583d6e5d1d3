"""Ways to people. What was not released stays in the admin."""

from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from mitmachkarte.blocks import LinkBlock


class Contact(models.Model):
    """Templates use the `public_…` properties, and never the e-mail address."""

    contact_email = models.EmailField(
        _("e-mail address of the initiative"),
        blank=True,
        help_text=_(
            "It is never published. Visitors write through a form, the message goes on at once. "
            "Without an address there is no form."
        ),
    )
    contact_name = models.CharField(
        _("contact"),
        max_length=120,
        blank=True,
        help_text=_("A function is better than a name, for example “Team des Repair-Cafés”."),
    )
    show_contact_name = models.BooleanField(_("contact may be published"), default=False)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    show_phone = models.BooleanField(_("phone may be published"), default=False)
    website = models.URLField(_("website"), blank=True)
    links = StreamField([("link", LinkBlock())], verbose_name=_("further links"), blank=True)

    contact_panels = [
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldRowPanel([FieldPanel("contact_name"), FieldPanel("show_contact_name")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("show_phone")]),
                FieldPanel("website"),
                FieldPanel("links"),
            ],
            heading=_("Contact and links"),
        ),
    ]

    class Meta:
        abstract = True

    @property
    def public_contact_name(self) -> str:
        return self.contact_name if self.show_contact_name else ""

    @property
    def public_phone(self) -> str:
        return self.phone if self.show_phone else ""

    @property
    def website_name(self) -> str:
        """The website's address as people say it."""
        return urlsplit(self.website).hostname or self.website
