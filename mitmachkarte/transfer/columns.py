"""Which column is which field: German and English headings, ours and those of OpenFairDB."""

from mitmachkarte.folding import folded

# The first name is ours: exports write it, messages say it. All are compared without case,
# umlauts, spaces and signs.
NAMES = {
    "slug": ("Kennung", "slug"),
    "title": ("Name", "Titel", "title", "Initiative", "Bezeichnung", "Name der Initiative"),
    "summary": ("Kurzbeschreibung", "In einem Satz", "summary", "Zusammenfassung", "Teaser"),
    "categories": (
        "Arten des Engagements",
        "Art des Engagements",
        "Kategorien",
        "Kategorie",
        "categories",
        "category",
        "Rubrik",
    ),
    "description": ("Beschreibung", "description", "Text", "Worum es geht"),
    "when": ("Wann", "when", "Öffnungszeiten", "Oeffnungszeiten", "opening_hours", "Zeiten"),
    "weekdays": ("Wochentage", "Wochentag", "weekdays"),
    "wanted": ("Gesucht", "wanted"),
    "how_to_join": ("So machen Sie mit", "Mitmachen", "how_to_join"),
    "cost": ("Kosten", "cost"),
    "is_free": ("Kostenlos", "is_free"),
    "languages": ("Sprachen", "languages"),
    "lat": (
        "Breite",
        "Breitengrad",
        "lat",
        "latitude",
        "Geographische Breite",
        "Geografische Breite",
    ),
    "lon": (
        "Länge",
        "Laenge",
        "Längengrad",
        "Laengengrad",
        "lon",
        "lng",
        "long",
        "longitude",
        "Geographische Länge",
        "Geografische Länge",
    ),
    "is_everywhere": ("Ohne festen Ort", "Kein fester Ort", "is_everywhere"),
    "place": ("Treffpunkt", "place", "Ort, wie man ihn nennt"),
    "street": (
        "Straße und Hausnummer",
        "Straße",
        "Strasse",
        "Adresse",
        "Anschrift",
        "street",
        "address",
    ),
    "postcode": ("PLZ", "Postleitzahl", "postcode", "zip"),
    "locality": ("Ortschaft", "Stadt", "Gemeinde", "Wohnort", "locality", "city"),
    "district": ("Stadtteil", "Ortsteil", "Stadtbezirk", "district"),
    "step_free": ("Stufenloser Zugang", "Stufenlos", "step_free"),
    "access_note": ("Mehr zum Zugang", "access_note"),
    "contact_email": (
        "E-Mail",
        "Mail",
        "E-Mail-Adresse",
        "Kontakt-E-Mail",
        "contact_email",
    ),
    "contact_name": ("Ansprechperson", "Kontakt", "Kontaktperson", "contact_name", "contact"),
    "show_contact_name": ("Ansprechperson zeigen", "show_contact_name"),
    "phone": ("Telefon", "Telefonnummer", "Tel", "phone", "telephone", "contact_phone"),
    "show_phone": ("Telefon zeigen", "show_phone"),
    "website": (
        "Website",
        "Webseite",
        "Homepage",
        "Internet",
        "Internetseite",
        "Web",
        "Link",
        "url",
    ),
    "tags": ("Schlagworte", "Schlagwörter", "tags"),
}
# Says what we do not take over from a file; nobody needs to be told.
IGNORED = (
    "id",
    "uuid",
    "created",
    "created_at",
    "created_by",
    "updated",
    "updated_at",
    "version",
    "confirmed",
    "Bestätigt am",
    "Geändert am",
    "Stand",
    "Adresse der Seite",
    "license",
    "country",
    "state",
    "ratings",
    "avg_rating",
    "founded_on",
    "image_url",
    "image_link_url",
    "custom",
)


def sameness(heading: str) -> str:
    """What two spellings of a heading have in common."""
    return "".join(sign for sign in folded(heading) if sign.isalnum())


FIELDS = {sameness(name): field for field, names in NAMES.items() for name in names}
KNOWN_BUT_IGNORED = frozenset(map(sameness, IGNORED))


def label(field: str) -> str:
    """The heading of a field in our own exports."""
    return NAMES[field][0]


def assigned(headings: list[str]) -> tuple[dict[str, str], list[str]]:
    """The field of each heading, and the headings that nobody knows.

    "Ort" is the locality beside a postcode, else the place as people call it. Of two headings for
    one field the first counts; the second is among the unknown.
    """
    keys = {heading: sameness(heading) for heading in headings if heading}
    has_postcode = any(FIELDS.get(key) == "postcode" for key in keys.values())
    fields, unknown, taken = {}, [], set()
    for heading, key in keys.items():
        field = FIELDS.get(key)
        if key == "ort":
            field = "locality" if has_postcode else "place"
        if field and field not in taken:
            fields[heading] = field
            taken.add(field)
        elif field or key not in KNOWN_BUT_IGNORED:
            unknown.append(heading)
    return fields, unknown
