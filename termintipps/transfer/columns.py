"""Which column of a table is which field of an event."""

from mitmachkarte.transfer.columns import sameness

# The first name is ours: exports write it, messages say it.
NAMES = {
    "slug": ("Kennung", "slug"),
    "title": ("Titel", "Name", "title", "Veranstaltung", "Termin", "Betreff", "Subject"),
    "summary": ("Kurzbeschreibung", "summary", "In einem Satz", "Teaser"),
    "description": ("Beschreibung", "description", "Text"),
    "start_date": ("Beginnt am", "Datum", "Beginn", "Startdatum", "start_date", "Start Date"),
    "start_time": ("Uhrzeit", "Beginnt um", "Startzeit", "start_time", "Start Time"),
    "end_date": ("Endet am", "Ende", "Enddatum", "end_date", "End Date", "Bis"),
    "end_time": ("Endet um", "Endzeit", "end_time", "End Time"),
    "rrule": ("Wiederholung", "RRULE", "rrule"),
    "extra_dates": ("Weitere Tage", "extra_dates"),
    "place_name": ("Ort", "place", "Veranstaltungsort", "Location"),
    "place_address": ("Anschrift", "Adresse", "address"),
    "online_url": ("Online-Link", "online_url"),
    "organiser_name": ("Veranstalter", "organiser", "organizer"),
    "categories": ("Arten des Engagements", "Kategorien", "Kategorie", "categories", "category"),
    "is_free": ("Kostenlos", "is_free"),
    "cost": ("Kosten", "cost", "Eintritt"),
    "registration_url": ("Anmeldung", "Link zur Anmeldung", "registration_url"),
    "is_step_free": ("Stufenlos", "is_step_free"),
    "accessibility": ("Zugang", "accessibility"),
}
IGNORED = ("Stand", "Wiederholung in Worten", "Nächster Termin", "Adresse der Seite", "id", "uid")
FIELDS = {sameness(name): field for field, names in NAMES.items() for name in names}
KNOWN_BUT_IGNORED = frozenset(map(sameness, IGNORED))
SHOWN_AS = {"when": "start_date", "place": "place_name"}


def label(field: str) -> str:
    """The heading of a field in our own exports; of what stands in several columns the first."""
    return NAMES[SHOWN_AS.get(field, field)][0]


def assigned(headings: list[str]) -> tuple[dict[str, str], list[str]]:
    """The field of each heading, and the headings that nobody knows."""
    fields: dict[str, str] = {}
    unknown = []
    for heading in filter(None, headings):
        key = sameness(heading)
        field = FIELDS.get(key)
        if field and field not in fields.values():
            fields[heading] = field
        elif field or key not in KNOWN_BUT_IGNORED:
            unknown.append(heading)
    return fields, unknown
