"""An archive that somebody has made to do harm is refused, and leaves nothing behind."""

import json
import stat
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from wagtail.models import Page

from home.models import ContentPage
from kommunen.lifecycle.archive import reading
from kommunen.lifecycle.export import export_kommune
from kommunen.lifecycle.importing import Imported, import_kommune
from kommunen.models import Kommune
from tests.factories.canaries import fingerprints
from tests.factories.home import content_page
from tests.factories.kommunen import document, image

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


class Forgery:
    """The files of a good archive, to be changed; writes a right list unless told otherwise."""

    def __init__(self, path: Path):
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.manifest = json.loads(self.files.pop("manifest.json"))

    def page(self, change: Callable[[dict], object], slug: str = "seite") -> None:
        name, record = next(
            (name, record) for name, record in self._pages() if record["name"] == f"page:{slug}"
        )
        change(record)
        self.files[name] = json.dumps(record).encode()

    def json(self, name: str, change: Callable) -> None:
        value = json.loads(self.files[name])
        change(value)
        self.files[name] = json.dumps(value).encode()

    def write(self, *extra: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
        self.manifest["files"] = {
            name: {"bytes": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in [
                *self.files.items(),
                *((getattr(n, "filename", n), content) for n, content in extra),
            ]
        }
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("manifest.json", json.dumps(self.manifest))
            for name, content in [*self.files.items(), *extra]:
                archive.writestr(name, content)
        return self.path

    def _pages(self):
        for name, content in self.files.items():
            if name.startswith("pages/"):
                yield name, json.loads(content)


@pytest.fixture(scope="module")
def _kept() -> list[bytes]:
    """The good archive: made by the first test, used by all."""
    return []


@pytest.fixture
def forgery(request, tmp_path, _kept) -> Forgery:
    path = tmp_path / "stadt.zip"
    if not _kept:
        town = request.getfixturevalue("town")
        picture = {"image": image(town), "caption": ""}
        content_page(town, slug="seite", body=[("text", "<p>Worte</p>"), ("picture", picture)])
        document(town)
        _kept.append(export_kommune(town, path).path.read_bytes())
    path.write_bytes(_kept[0])
    return Forgery(path)


@pytest.fixture
def refused(settings) -> Callable[[Path], str]:
    """Import it, be refused, and find everything as it was; returns the sentence."""

    def check(path: Path) -> str:
        before, files = fingerprints(), sorted(settings.MEDIA_ROOT.rglob("*.*"))
        done = import_kommune(path, host="kopie.example")
        assert done.kommune is None
        assert fingerprints() == before
        assert sorted(settings.MEDIA_ROOT.rglob("*.*")) == files
        return done.rows[0]["message"]

    return check


def imported(path: Path) -> Imported:
    done = import_kommune(path, host="kopie.example")
    assert done.kommune, done.rows
    return done


def page_of(done: Imported, slug: str = "seite") -> Page:
    pages = Page.objects.descendant_of(done.kommune.site.root_page)
    return pages.get(slug=slug).specific


def test_the_untouched_copy_is_taken_in(forgery):
    assert page_of(imported(forgery.write()))


# --- The ZIP file -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../böse.txt", "/etc/passwd", "a/../../b.txt", "c:\\b.txt", "a//b.txt", "a/", "."]
)
def test_a_path_that_leads_out_is_refused(forgery, refused, name):
    entry = zipfile.ZipInfo("x")
    entry.filename = name

    refused(forgery.write((entry, b"x")))


def test_a_symbolic_link_is_refused(forgery, refused):
    entry = zipfile.ZipInfo("media/link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert "Verknüpfungen" in refused(forgery.write((entry, b"/etc/passwd")))


def test_a_zip_bomb_is_refused(forgery, refused):
    assert "Entpacken" in refused(forgery.write(("media/bombe.bin", b"\0" * 30_000_000)))


def test_too_much_in_all_is_refused(forgery, refused, settings):
    settings.KOMMUNEN_ARCHIVE_MAX_BYTES = 1000

    assert "zu groß" in refused(forgery.write())


def test_oversized_json_is_refused(forgery, refused, monkeypatch):
    monkeypatch.setattr(reading, "MOST_JSON", 500)

    assert "zu groß" in refused(forgery.write())


def test_a_wrong_checksum_is_refused(forgery, refused):
    forgery.write()
    with zipfile.ZipFile(forgery.path, "w") as archive:
        archive.writestr("manifest.json", json.dumps(forgery.manifest))
        for name, content in forgery.files.items():
            archive.writestr(name, content.replace(b"Worte", b"Torte"))

    assert "Prüfsumme" in refused(forgery.path)


def test_a_file_outside_of_the_list_is_refused(forgery, refused):
    forgery.write()
    with zipfile.ZipFile(forgery.path, "a") as archive:
        archive.writestr("pages/999999.json", "{}")

    assert "Liste" in refused(forgery.path)


def test_another_version_is_refused(forgery, refused):
    forgery.manifest["version"] = 2

    assert "Version" in refused(forgery.write())


@pytest.mark.parametrize(
    "content",
    [b"{", b"[" * 100_000, b'{"name": NaN}', b'"\\u0000"', b"\xff", b"[" * 80 + b"]" * 80],
)
def test_broken_json_is_refused(forgery, refused, content):
    forgery.files["kommune.json"] = content

    refused(forgery.write())


# --- Media ------------------------------------------------------------------------------------


def test_a_drawing_with_a_script_is_refused(forgery, refused):
    forgery.files["media/image/1/böse.svg"] = SVG
    forgery.json(
        "media/images.json",
        lambda rows: rows[0]["fields"].update(file={"$file": "media/image/1/böse.svg"}),
    )

    refused(forgery.write())


def test_a_script_with_the_name_of_a_picture_is_refused(forgery, refused):
    name = next(name for name in forgery.files if name.endswith(".png"))
    forgery.files[name] = SVG

    refused(forgery.write())


def test_a_document_that_browsers_run_is_refused(forgery, refused, settings):
    settings.WAGTAILDOCS_EXTENSIONS = []  # a host project may allow all
    forgery.files["media/document/1/seite.html"] = b"<script>alert(1)</script>"
    forgery.json(
        "media/documents.json",
        lambda rows: rows[0]["fields"].update(file={"$file": "media/document/1/seite.html"}),
    )

    assert "Skripte" in refused(forgery.write())


def test_a_file_that_is_not_in_the_archive_is_refused(forgery, refused):
    forgery.json(
        "media/images.json",
        lambda rows: rows[0]["fields"].update(file={"$file": "../../../etc/passwd"}),
    )

    refused(forgery.write())


# --- Contents ---------------------------------------------------------------------------------


def test_scripts_in_texts_are_dropped_as_in_the_editor(forgery):
    words = (
        '<p onclick="x()">Gut<script>alert(1)</script><iframe src="//x"></iframe> '
        '<a href="javascript:alert(1)">Link</a></p>'
    )
    forgery.page(lambda page: page["fields"]["body"][0].update(value=words))

    stored = str(page_of(imported(forgery.write())).body.raw_data[0]["value"])

    assert "Gut" in stored
    assert "Link" in stored
    for bad in ("<script", "onclick", "javascript:", "<iframe"):
        assert bad not in stored


def test_a_database_key_in_a_text_is_refused(forgery, refused, other_town):
    foreign = content_page(other_town, slug="geheim")
    words = f'<p><a linktype="page" id="{foreign.pk}">hin</a></p>'
    forgery.page(lambda page: page["fields"]["body"][0].update(value=words))

    assert "Schlüssel" in refused(forgery.write())


@pytest.mark.parametrize("value", [1, "1", {"$ref": "image:99"}, {"$ref": "document:1"}, {"pk": 1}])
def test_a_reference_out_of_the_archive_is_refused(forgery, refused, other_town, value):
    image(other_town)
    forgery.page(lambda page: page["fields"]["body"][1]["value"]["image"].update(image=value))

    refused(forgery.write())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 300),
        ("title", 7),
        ("slug", "nicht erlaubt!"),
        ("body", "kein Strom"),
        ("body", [["text"]]),
        ("picture", 3),
        ("first_published_at", "gestern"),
        ("show_in_menus", [1]),
    ],
)
def test_a_value_that_the_form_would_refuse_is_refused(forgery, refused, field, value):
    forgery.page(lambda page: page["fields"].update({field: value}))

    refused(forgery.write())


@pytest.mark.parametrize(
    "change",
    [
        {"type": "home.HomePage"},
        {"type": "wagtailcore.Page"},
        {"type": "auth.User"},
        {"parent": "page:nirgends"},
        {"name": "page:/"},
        {"name": 5},
        {"live": "ja"},
        {"alias_of": "image:1"},
        {"view_restrictions": [{"type": "offen"}]},
        {"fields": []},
        {"draft": 1},
    ],
)
def test_a_page_that_does_not_fit_is_refused(forgery, refused, change):
    forgery.page(lambda page: page.update(change))

    refused(forgery.write())


def test_settings_with_a_style_in_the_colour_are_refused(forgery, refused):
    evil = {"brand_colour": "red;}"}
    forgery.json("kommune.json", lambda facts: facts["settings"]["fields"].update(evil))

    refused(forgery.write())


@pytest.mark.parametrize(
    "outline",
    [{"type": "Polygon", "coordinates": [[["x", 1]]]}, {"type": "Point", "coordinates": [1, 2]}],
)
def test_an_outline_that_is_none_is_refused(forgery, refused, outline):
    facts = {"key": "", "outline": outline}
    forgery.json("kommune.json", lambda found: found.update(facts))

    refused(forgery.write())


def test_what_this_program_does_not_know_is_ignored(forgery):
    forgery.page(lambda page: page["fields"].update(is_superuser=True, owner=1, path="0001"))

    assert isinstance(page_of(imported(forgery.write())), ContentPage)
    assert Kommune.objects.filter(site__hostname="kopie.example").exists()
