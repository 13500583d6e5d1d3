"""The database of the benchmarks: filled once, and again when the code that fills it changes."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from benchmarks import content

FOLDER = Path(__file__).parent
STAMP = settings.VAR_DIR / "bench.stamp"


def prepare(*, fresh: bool = False) -> None:
    """Make sure that the town of `benchmarks.content` is there."""
    stamp = _fingerprint()
    if not fresh and STAMP.exists() and STAMP.read_text() == stamp:
        return
    STAMP.unlink(missing_ok=True)
    settings.VAR_DIR.mkdir(exist_ok=True)
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).unlink(missing_ok=True)
        call_command("migrate", verbosity=0)
    else:
        call_command("migrate", verbosity=0)
        call_command("flush", verbosity=0, interactive=False)
    content.fill()
    STAMP.write_text(stamp)


def _fingerprint() -> str:
    """Of the day, the database, the migrations and the content: tomorrow's events are others."""
    from django.utils import timezone

    digest = hashlib.sha256(f"{timezone.localdate()} {connection.settings_dict}".encode())
    migrations = settings.REPO_DIR.glob("*/migrations/0*.py")
    for file in sorted([*migrations, FOLDER / "content.py", FOLDER / "mix.py"]):
        digest.update(file.read_bytes())
    return digest.hexdigest()
