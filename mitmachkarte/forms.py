"""The editors' form of an initiative."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kommunen.desk.kinds_form import KindsForm

from .place import PlaceField

# Addresses of our own forms directly below the map.
RESERVED_SLUGS = frozenset({"vorschlagen", "pflege"})


class InitiativeForm(KindsForm):
    """Sets the place by a pin, offers the town's own categories, asks for what readers need."""

    location = PlaceField(
        required=False,
        label=_("Place on the map"),
        help_text=_(
            "Click on the map or drag the pin. Without a mouse, write latitude and longitude."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "location" in self.fields:
            self.fields["location"].initial = self.instance.point
            self.fields["location"].widget.kommune = self.kommune

    def clean_slug(self) -> str:
        slug = super().clean_slug()
        if slug in RESERVED_SLUGS:
            raise ValidationError(_("This address belongs to a form. Please choose another."))
        return slug

    def clean(self) -> dict:
        cleaned = super().clean()
        if "location" in cleaned:
            self.instance.point = cleaned["location"]
            if not self.is_deferred_validation:
                self._check_place(cleaned)
        return cleaned

    def _check_place(self, cleaned: dict) -> None:
        if not cleaned["location"] and not cleaned.get("is_everywhere"):
            self.add_error(
                "location",
                ValidationError(_("Set the pin, or tick “No fixed place” if there is none.")),
            )
