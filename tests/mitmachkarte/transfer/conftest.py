"""Files to import, and a short way to plan and to carry them out."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mitmachkarte.models import InitiativePage

HEAD = "Name;Kurzbeschreibung;Kategorie;Breite;Länge"
GARDEN = "Garten am Bach;Wir gärtnern gemeinsam.;gaerten;51,2973;6,8493"
REPAIR = "Repair-Café West;Hier bleibt ganz, was sonst im Müll landet.;Reparieren;51.3042;6.8262"


def lines(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows]).encode()


@pytest.fixture
def run(town, tmp_path):
    """`run(content, "--dry-run", name="a.csv")` → (exit status, report)."""

    def call(content: bytes, *flags: str, name: str = "initiativen.csv", kommune=town):
        file, report = tmp_path / name, tmp_path / "report.json"
        file.write_bytes(content)
        report.unlink(missing_ok=True)
        status = 0
        try:
            call_command(
                "import_initiatives",
                str(file),
                "--host",
                kommune.site.hostname,
                "--report",
                str(report),
                *flags,
                verbosity=0,
            )
        except CommandError as error:
            status = error.returncode
        return status, json.loads(report.read_text()) if report.exists() else None

    return call


@pytest.fixture
def entries(town):
    """Names of the town's entries, drafts included."""
    return lambda: sorted(InitiativePage.objects.in_town(town).values_list("title", flat=True))
