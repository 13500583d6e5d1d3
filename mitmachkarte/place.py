"""The editors' way to set an initiative's place: wagtailgeowidget's map, made our own.

Nothing comes from a foreign host: Leaflet is ours, the ground is the shipped outline instead
of tiles, and no geocoder is asked. An empty place stays empty until somebody sets it.
"""

import json
import re

from django import forms
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtailgeowidget.widgets import LeafletField

from kommunen.geo import Bounds, Point
from kommunen.models import Kommune

from .ground import base_map_of, bounds_of

SRID = 4326  # WGS 84
EWKT = re.compile(
    rf"SRID={SRID};POINT ?\((-?[0-9]{{1,3}}(?:\.[0-9]+)?) (-?[0-9]{{1,2}}(?:\.[0-9]+)?)\)"
)
GERMANY = Bounds(south=47.2, west=5.8, north=55.1, east=15.1)


class PlaceInput(LeafletField):
    """A map with a pin, and the coordinates as text for those who do not use the map."""

    template_name = "mitmachkarte/place_input.html"
    kommune: Kommune | None = None

    def __init__(self, **kwargs):
        super().__init__(srid=SRID, **kwargs)

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            css={
                "all": (
                    "mitmachkarte/vendor/leaflet/leaflet.css",
                    "mitmachkarte/css/place-field.css",
                )
            },
            js=(
                "mitmachkarte/vendor/leaflet/leaflet.js",
                "wagtailgeowidget/js/leaflet-field.js",
                "mitmachkarte/js/place-field.js",
            ),
        )

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        return forms.Widget.render(self, name, value, attrs, renderer)

    def build_attrs(self, *args, **kwargs) -> dict:
        attrs = forms.HiddenInput.build_attrs(self, *args, **kwargs)
        return {
            **attrs,
            "data-controller": "place-field",
            "data-place-field-options-value": json.dumps(self._options()),
        }

    def _options(self) -> dict:
        bounds = (bounds_of(self.kommune) if self.kommune else None) or GERMANY
        return {
            "srid": SRID,
            "zoom": 12,
            "bounds": list(bounds),
            "ground": base_map_of(self.kommune) if self.kommune else None,
            "defaultLocation": {"lat": bounds.centre.lat, "lng": bounds.centre.lon},
            "pin": static("mitmachkarte/img/pin.svg"),
            "translations": {
                "error_message_invalid_location": str(
                    _("Please write latitude and longitude, for example 51.2973, 6.8493.")
                ),
                "zoom_in": str(_("Zoom in")),
                "zoom_out": str(_("Zoom out")),
                "pin": str(_("Place of the initiative")),
            },
        }


# Wagtail describes each widget of a form to its scripts; wagtailgeowidget's own description
# would name tiles of a foreign host.
register(WidgetAdapter(), PlaceInput)


class PlaceField(forms.CharField):
    """Between the widget's `SRID=4326;POINT(lon lat)` and a `Point`; empty is None."""

    widget = PlaceInput

    def __init__(self, **kwargs):
        super().__init__(max_length=100, **kwargs)

    def prepare_value(self, value: Point | str | None) -> str:
        if isinstance(value, Point):
            return f"SRID={SRID};POINT({value.lon:.7f} {value.lat:.7f})"
        return value or ""

    def clean(self, value: str | None) -> Point | None:
        text = super().clean(value)
        if not text:
            return None
        found = EWKT.fullmatch(text)
        lon, lat = map(float, found.groups()) if found else (999.0, 999.0)
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValidationError(_("This is no place on Earth. Please set the pin anew."))
        return Point(lat=lat, lon=lon)

    def has_changed(self, initial: Point | None, data: str | None) -> bool:
        return self.prepare_value(initial) != (data or "")
