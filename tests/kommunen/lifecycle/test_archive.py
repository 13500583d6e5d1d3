"""What an archive holds: every file in the list, names instead of keys, nobody's account."""

import json
import zipfile
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from icalendar import Calendar

from kommunen.lifecycle.belongings import tenant_models
from kommunen.lifecycle.export import export_kommune
from kommunen.models import Role
from kommunen.registry import left_out, portable_parts
from tests.factories.home import content_page
from tests.factories.kommunen import contact_person, document, image
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.factories.termintipps import event
from tests.factories.textbausteine import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def unpacked(tmp_path):
    """The files of a town's archive: name → content."""

    def make(kommune) -> dict[str, bytes]:
        with zipfile.ZipFile(export_kommune(kommune, tmp_path / "stadt.zip").path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return make


def test_every_model_of_a_tenant_travels_or_is_left_out_for_a_reason():
    carried = {label for part in portable_parts for label in part.models}
    excused = {each.model for each in left_out if each.reason}
    # Rows below a page travel inside it.
    within = {"termintipps.DateChange", "termintipps.ExtraDate"}
    every = {model._meta.label for model in tenant_models()}

    assert every - carried - excused - within == set()
    assert carried & excused == set()


def test_the_list_has_size_and_checksum_of_every_file(town, unpacked):
    files = unpacked(town)
    manifest = json.loads(files.pop("manifest.json"))

    assert (manifest["format"], manifest["version"]) == ("mehrwert-kommune", 1)
    assert manifest["kommune"]["key"] == "05158028"
    assert manifest["files"] == {
        name: {"bytes": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in files.items()
    }


def test_references_are_names_and_no_keys(town, unpacked):
    paper, picture = document(town, "Blatt"), image(town, "Beet")
    below = content_page(town, "Ziel", slug="ziel")
    body = [
        ("picture", {"image": picture, "caption": ""}),
        ("contact", {"person": contact_person(town)}),
        (
            "text",
            f'<p><a linktype="page" id="{below.pk}">Z</a>'
            f'<a linktype="document" id="{paper.pk}">B</a></p>',
        ),
    ]
    content_page(town, "Seite", slug="seite", body=body)

    pages = [json.loads(content) for name, content in unpacked(town).items() if "pages/" in name]

    stream = next(page for page in pages if page["name"] == "page:seite")["fields"]["body"]
    assert stream[0]["value"]["image"]["image"] == {"$ref": "image:1"}
    assert stream[1]["value"]["person"] == {"$ref": "kommunen.contactperson:1"}
    assert 'ref="page:ziel"' in stream[2]["value"]
    assert 'ref="document:1"' in stream[2]["value"]
    assert " id=" not in stream[2]["value"]


def test_something_of_another_town_stays_behind(town, other_town, unpacked):
    foreign = image(other_town, "Geheimgarten")
    content_page(town, slug="seite", picture=foreign)

    files = unpacked(town)

    assert json.loads(files["manifest.json"])["notes"] != []
    assert b"geheimgarten" not in b"".join(files.values()).lower()


def test_nobodys_account_is_in_it(town, member, unpacked):
    user = member(town, Role.REDAKTION)
    content_page(town).save_revision(user=user)

    assert all(user.email.encode() not in content for content in unpacked(town).values())


def test_other_programs_get_geojson_icalendar_and_html(town, unpacked):
    InitiativePageFactory(town=town, title="Fahrradküche", slug="fahrradkueche")
    event(town, "Kleidertausch")
    text(town, "Mitmachen", slug="mitmachen", words="In {{ kommune_name }}.")

    files = unpacked(town)

    feature = json.loads(files["initiatives.geojson"])["features"][0]
    assert (feature["id"], feature["properties"]["name"]) == ("fahrradkueche", "Fahrradküche")
    (entry,) = Calendar.from_ical(files["events.ics"]).walk("VEVENT")
    assert entry["SUMMARY"] == "Kleidertausch"
    assert b"In Musterstadt." in files["texts/mitmachen.html"]
    assert json.loads(files["texts.json"])[0]["slug"] == "mitmachen"


def test_two_exports_of_the_same_town_are_alike(town, unpacked):
    image(town)
    first, second = unpacked(town), unpacked(town)
    del first["manifest.json"], second["manifest.json"]

    assert first == second


def test_a_missing_file_does_not_stop_the_export(town, unpacked):
    picture = image(town)
    picture.file.storage.delete(picture.file.name)

    assert json.loads(unpacked(town)["manifest.json"])["notes"] != []


# --- The command ------------------------------------------------------------------------------


def test_the_command_writes_the_file_and_its_checksum(town, tmp_path):
    out, path = StringIO(), tmp_path / "stadt.zip"

    call_command("export_kommune", path, host="musterstadt.example", stdout=out)

    assert sha256(path.read_bytes()).hexdigest() in out.getvalue()
    assert list(tmp_path.glob(".*")) == []  # nothing unfinished


def test_the_command_refuses_an_unknown_host(db, tmp_path):
    with pytest.raises(CommandError, match=r"nirgends\.example") as refused:
        call_command("export_kommune", tmp_path / "stadt.zip", host="nirgends.example")

    assert refused.value.returncode == 2
