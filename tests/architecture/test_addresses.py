"""Every address that is not the admin's is public, and somebody has said why it may be.

Wagtail and its apps bring addresses along; a new one must not slip in unseen.
"""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

ADMIN = "admin/"

PUBLIC = {
    r"^((?:[\w\-]+/)*)$": "the pages that editors have published",
    r"documents/^(\d+)/(.*)$": "documents, on the host of the town that owns them",
    "documents/authenticate_with_password/<int:restriction_id>/": "password of private documents",
    "farben/<slug:name>.css": "a colour as a stylesheet; says nothing about a town",
    "favicon.ico": "leads to the town's mark",
    "zeichen.svg": "the town's mark for browser tabs",
    "media/<path:path>": "pictures, on the host of the town that owns them",
    "api/v1/initiatives.geojson": "open data: what the map shows",
    "einbetten/karte/": "the map in the frame of a home page that the town allows",
    "mitmachkarte/<slug:slug>/nachricht/": "letters to an initiative; guarded",
    "einbetten.js": "script for the pages that embed ours",
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": (
        "password of a private page"
    ),
    "termintipps/kalender.ics": "the town's public events, with the list's filters",
    "termintipps/feed.atom": "the town's public events, with the list's filters",
    "termintipps/<str:slug>/termin.ics": "one public event of the town",
    "api/v1/events.json": "open data of this town only",
    "barriere-melden/": "the form that the law asks for; guarded",
    "_util/login/": "sign-in for pages that only certain people may read",
}


def addresses(resolver=None, prefix: str = "") -> Iterator[str]:
    for each in (resolver or get_resolver()).url_patterns:
        address = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            yield address
        else:
            yield from addresses(each, address)


def test_every_public_address_has_a_reason():
    found = {address for address in addresses() if not address.startswith(ADMIN)}

    assert found - PUBLIC.keys() == set(), "write down why everybody may ask for these"
    assert PUBLIC.keys() - found == set(), "these are gone"
