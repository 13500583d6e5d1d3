"""What search engines read: schema.org in JSON-LD. Only what the page shows as well."""

import json
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from .models import InitiativePage


# As Django's json_script: nothing in a value can end the element.
HARMLESS = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def as_script(data: dict) -> SafeString:
    """The content of `<script type="application/ld+json">`."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(HARMLESS))


def organization(page: "InitiativePage", request: HttpRequest) -> dict:
    """The initiative as schema.org/Organization."""
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": page.title,
        "description": page.summary,
        "url": page.get_full_url(request),
        "sameAs": [url for url in (page.website, *_addresses(page)) if url],
        "telephone": page.public_phone,
        "knowsLanguage": [name.strip() for name in page.languages.split(",") if name.strip()],
        "location": _place(page),
    }
    return {name: value for name, value in data.items() if value}


def _addresses(page: "InitiativePage") -> list[str]:
    return [block.value["url"] for block in page.links]


def _place(page: "InitiativePage") -> dict | None:
    if page.is_everywhere or not (page.place_lines or page.point):
        return None
    place: dict = {"@type": "Place", "name": page.place or page.title}
    if page.street or page.locality:
        address = {
            "streetAddress": page.street,
            "postalCode": page.postcode,
            "addressLocality": page.locality,
            "addressCountry": "DE",
        }
        place["address"] = {
            "@type": "PostalAddress",
            **{name: value for name, value in address.items() if value},
        }
    if page.point:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": page.point.lat,
            "longitude": page.point.lon,
        }
    return place
