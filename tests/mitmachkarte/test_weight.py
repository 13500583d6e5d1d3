"""What a visitor's browser loads for the map, compressed as WhiteNoise and a web server send it."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from mitmachkarte import map_data
from tests.factories.mitmachkarte import InitiativePageFactory

pytestmark = pytest.mark.django_db

FONTS = ("latin-400-normal", "latin-600-normal")


def compressed(url, client):
    """Bytes of what the address serves; our files are brotli at its best, as collectstatic does."""
    if url.startswith("/static/"):
        found = finders.find(url.removeprefix("/static/"))
        return len(brotli.compress(Path(found).read_bytes()))
    return len(gzip.compress(client.get(url).content))


def weights(client, url):
    html = client.get(url).content
    text = html.decode()
    scripts = re.findall(r'<script src="([^"]+)"', text)
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
    assert len(scripts) >= 4 and sheets
    fonts = [finders.find(f"kommunen/vendor/fonts/fira-sans-{name}.woff2") for name in FONTS]
    return {
        "scripts": sum(compressed(each, client) for each in scripts),
        "sheets": sum(compressed(each, client) for each in sheets),
        "fonts": sum(Path(each).stat().st_size for each in fonts),
        "page": len(gzip.compress(html)),
    }


def test_the_map_is_light(client_for, town):
    for number in range(40):
        InitiativePageFactory(town=town, title=f"Initiative {number}", lat=f"51.{270 + number}")

    found = weights(client_for(town), "/mitmachkarte/")

    assert found["scripts"] <= 47_000, found
    assert sum(found.values()) <= 130_000, found


def test_many_entries_weigh_no_more(client_for, town, monkeypatch):
    for _ in range(3):
        InitiativePageFactory(town=town)
    monkeypatch.setattr(map_data, "INLINE", 2)

    assert weights(client_for(town), "/mitmachkarte/")["page"] < 30_000
