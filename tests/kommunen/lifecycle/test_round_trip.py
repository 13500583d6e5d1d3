"""What came out of one installation goes into another and gives the same public pages."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone
from wagtail.models import Page

from home.demo.content import folders
from home.demo.loading import _load_tenant
from kommunen.lifecycle.export import Exported, export_kommune
from kommunen.lifecycle.founding import found_kommune
from kommunen.lifecycle.importing import Imported, import_kommune
from kommunen.models import Kommune
from tests.factories.kommunen import contact_person, image

pytestmark = pytest.mark.django_db

HOST = "ratingen.localhost"
LISTS = [
    "/mitmachkarte/?q=garten",
    "/mitmachkarte/?category=reparieren",
    "/termintipps/?view=month",
    "/termintipps/kalender.ics",
    "/termintipps/feed.atom",
    "/api/v1/initiatives.geojson",
    "/api/v1/events.json",
    "/api/v1/events.json?from=2020-01-01&to=2030-01-01",
    "/einbetten/karte/",
]
CHANGING = [
    (re.compile(r"/documents/\d+/"), "/documents/n/"),
    (re.compile(r"/media/kommune-\d+/"), "/media/kommune-n/"),
    (re.compile(r"([a-z-]+)_[A-Za-z0-9]{7}\."), r"\1."),  # a name that was taken
    (re.compile(r'"id": ?\d+'), '"id": 0'),
    (re.compile(r"\b(initiative|marker|eintrag|entry)-\d+"), r"\1-n"),
]


class Reading(HTMLParser):
    """Words, links and pictures of a page, in their order."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[str] = []
        self._is_hidden = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._is_hidden = tag in ("script", "style")
        told = ("href", "alt", "action")
        self.found += [f"{tag} {name}={value}" for name, value in attrs if name in told]

    def handle_data(self, data):
        if not self._is_hidden and data.strip():
            self.found.append(" ".join(data.split()))


def addresses(kommune: Kommune) -> list[str]:
    """Every public page of the tree, every text, and lists of all kinds."""
    root = kommune.site.root_page
    pages = Page.objects.descendant_of(root, inclusive=True).live().order_by("path")
    found = ["/" + page.url_path.removeprefix(root.url_path) for page in pages]
    texts = re.findall(r"/gut-zu-wissen/[\w-]+/", read(kommune, "/gut-zu-wissen/")[1])
    events = [f"{each}termin.ics" for each in found if re.match("/termintipps/.+", each)]
    return [*found, *sorted(set(texts)), *LISTS, *events]


def read(kommune: Kommune, path: str) -> tuple[int, str]:
    response = visit(kommune, path)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode()
    for pattern, word in CHANGING:
        text = pattern.sub(word, text)
    return response.status_code, text


def visit(kommune: Kommune, path: str) -> HttpResponse:
    return Client(headers={"host": f"{kommune.site.hostname}:8000"}).get(path)


def pages_of(kommune: Kommune) -> dict[str, tuple[int, list[str]]]:
    cache.clear()
    found = {}
    for path in addresses(kommune):
        status, text = read(kommune, path)
        is_html = text.lstrip().lower().startswith("<!doctype html")
        found[path] = (status, Reading(text).found if is_html else text.splitlines())
    return found


class Move(NamedTuple):
    before: dict
    after: dict
    exported: Exported
    imported: Imported
    media: Path


@pytest.fixture(scope="module")
def moved(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo's pages of a town, its archive, and the pages after importing it elsewhere."""
    folder = tmp_path_factory.mktemp("moved")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=folder / "here"), transaction.atomic():
            _load_demo("zentrale", "ratingen")
            town = Kommune.objects.serving(HOST).get()
            before = pages_of(town)
            exported = export_kommune(town, folder / "stadt.zip")
            transaction.set_rollback(True)  # from here on the database is empty
        with override_settings(MEDIA_ROOT=folder / "there"):
            _take_numbers()
            imported = import_kommune(folder / "stadt.zip", host=HOST, port=8000)
            assert imported.kommune, imported.rows
            after = pages_of(imported.kommune)
            yield Move(before, after, exported, imported, folder / "there")
        transaction.set_rollback(True)


def _load_demo(*names: str) -> None:
    for folder in folders():
        if folder.name in names:
            _load_tenant(folder, 8000, timezone.localdate())


def _take_numbers() -> None:
    """Keys of the other database must mean something else here."""
    other = found_kommune(name="Andernorts", host="andernorts.example")
    for _number in range(3):
        contact_person(other)
        image(other)


def test_every_page_reads_the_same(moved):
    before, after = moved.before, moved.after

    assert before.keys() == after.keys()
    assert {path for path in before if before[path] != after[path]} == set()


def test_there_was_something_to_compare(moved):
    before = moved.before

    assert len(before) > 60
    assert all(status == 200 for status, _text in before.values())
    words = " ".join(" ".join(text) for _status, text in before.values())
    assert all(each in words for each in ("BEGIN:VEVENT", "FeatureCollection", "Stand:", "alt="))


def test_every_picture_and_document_is_served(moved):
    imported = moved.imported
    found = set()
    with override_settings(MEDIA_ROOT=moved.media):
        for path in addresses(imported.kommune):
            response = visit(imported.kommune, path)
            found |= set(re.findall(r'(?:/media|/documents)/[^"\s?]+', b"".join(response).decode()))
        answers = {path: visit(imported.kommune, path).status_code for path in found}

    assert len(answers) > 20
    assert set(answers.values()) == {200}


def test_the_copy_can_be_exported_again_without_a_loss(moved, tmp_path):
    with override_settings(MEDIA_ROOT=moved.media):
        again = export_kommune(moved.imported.kommune, tmp_path / "zurück.zip")

    assert again.notes == []
    assert again.counts["page"] == moved.exported.counts["page"]
    assert again.counts["image"] >= moved.exported.counts["image"]
