"""Files of events, and a short way to import them."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from termintipps.models import EventPage

FILM = """\
UID:film@verein.example
SUMMARY:Filmabend
DESCRIPTION:Wir zeigen einen Film über Gärten. Danach wird geredet.
LOCATION:Bürgerhaus\\, Hauptstraße 1
CATEGORIES:Bildung & Beratung,Unsinn
DTSTART;TZID=Europe/Berlin:20261205T180000
DTEND;TZID=Europe/Berlin:20261205T200000
"""
WALK = """\
UID:lauf@verein.example
SUMMARY:Lauftreff
DTSTART;TZID=Europe/Berlin:20261203T183000
RRULE:FREQ=WEEKLY;COUNT=4
"""


@pytest.fixture
def run(town, tmp_path):
    """`run(content, "--dry-run", name="a.ics")` → (exit status, report)."""

    def call(content: bytes | str, *flags: str, name: str = "termine.ics", kommune=town):
        source, report = content, tmp_path / "report.json"
        if isinstance(content, bytes):
            source = tmp_path / name
            source.write_bytes(content)
        report.unlink(missing_ok=True)
        status = 0
        try:
            call_command(
                "import_events",
                str(source),
                *("--host", kommune.site.hostname, "--report", str(report)),
                *flags,
                verbosity=0,
            )
        except CommandError as error:
            status = error.returncode
        return status, json.loads(report.read_text()) if report.exists() else None

    return call


@pytest.fixture
def titles(town):
    """Titles of the town's events, drafts included."""
    return lambda: sorted(
        EventPage.objects.descendant_of(town.site.root_page).values_list("title", flat=True)
    )
