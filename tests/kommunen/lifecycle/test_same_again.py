"""An imported town is exported again: the same archive, byte for byte."""

import zipfile
from pathlib import Path
from shutil import rmtree

import pytest
from django.db import transaction

from kommunen.lifecycle.export import export_kommune
from kommunen.lifecycle.importing import import_kommune
from kommunen.models import Kommune
from tests.kommunen.lifecycle.test_round_trip import HOST, _load_demo

pytestmark = pytest.mark.django_db

# It says when the archive was made, and the checksums of the others.
MANIFEST = "manifest.json"


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != MANIFEST}


def test_a_town_that_moves_twice_arrives_unchanged(settings, tmp_path):
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    settings.MEDIA_ROOT = tmp_path / "here"
    _load_demo("zentrale")
    with transaction.atomic():
        _load_demo("ratingen")
        town = Kommune.objects.serving(HOST).get()
        export_kommune(town, first)
        transaction.set_rollback(True)
    rmtree(settings.MEDIA_ROOT / f"kommune-{town.pk}")  # no transaction takes files back
    imported = import_kommune(first, host=HOST, port=8000, takes_hosts=True)
    assert imported.kommune, imported.rows
    export_kommune(imported.kommune, second)

    before, after = contents(first), contents(second)

    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == set()
