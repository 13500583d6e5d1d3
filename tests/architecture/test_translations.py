"""The German catalogues hold every string of the code, translated, and nothing else.

`make messages` brings them up to date; what it leaves empty or marks as fuzzy is for a person.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import django
import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from django.conf import settings

REPO = Path(__file__).resolve().parents[2]
CATALOGUE = Path("locale/de/LC_MESSAGES/django.po")


def read(file: Path) -> Catalog:
    if not file.exists():
        return Catalog()
    with file.open("rb") as opened:
        return read_po(opened)


def texts(catalogue: Catalog) -> dict[tuple, object]:
    return {(message.context, message.id): message for message in catalogue if message.id}


def is_translated(message) -> bool:
    parts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(parts) and not message.fuzzy


@pytest.fixture(params=[*settings.OUR_APPS, "site"])
def folder(request) -> Path:
    return REPO / request.param


def collected_again(folder: Path, workplace: Path) -> Catalog:
    """What `make messages` would write, made in a copy."""
    copy = workplace / folder.name
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("static", "*.mo", "__pycache__"))
    (copy / "locale").mkdir(exist_ok=True)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--locale=de",
            "--no-location",
            "--no-obsolete",
        ],
        cwd=copy,
        env={"PATH": os.environ["PATH"]},  # as `make messages`: without any project's settings
        check=True,
        capture_output=True,
    )
    return read(copy / CATALOGUE)


def test_german_is_complete(folder, tmp_path):
    needed = texts(collected_again(folder, tmp_path))
    kept = texts(read(folder / CATALOGUE))

    missing = [key for key in needed if key not in kept or not is_translated(kept[key])]
    left_over = [key for key in kept if key not in needed]
    assert missing == [], "run `make messages` and translate these"
    assert left_over == [], "run `make messages`, nobody uses these"


def test_no_word_of_ours_takes_the_place_of_djangos(folder):
    """“Sun” is a pictogram to us and a weekday to Django: then ours needs a context."""
    kept = texts(read(folder / CATALOGUE))
    djangos = texts(read(Path(django.__file__).parent / "conf" / CATALOGUE))

    assert {
        key for key in kept if key in djangos and kept[key].string != djangos[key].string
    } == set()


def test_a_text_reads_the_same_in_every_catalogue():
    """Django takes the first app's German for all; who means something else gives a context."""
    found: dict[tuple, dict[object, list[str]]] = {}
    for app in [*settings.OUR_APPS, "site"]:
        for key, message in texts(read(REPO / app / CATALOGUE)).items():
            found.setdefault(key, {}).setdefault(message.string, []).append(app)
    assert {key: german for key, german in found.items() if len(german) > 1} == {}
