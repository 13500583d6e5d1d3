"""A town from its archive: into the same database, with drafts and doors, all of it or nothing."""

import json
import zipfile
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage
from kommunen.lifecycle.deletion import delete_kommune
from kommunen.lifecycle.export import export_kommune
from kommunen.lifecycle.importing import import_kommune
from kommunen.models import Category, EmbedHost, Image, Kommune, KommuneSettings
from mitmachkarte.models import InitiativeStatus
from termintipps.models import CalendarEntry, Occurrence
from tests.factories.canaries import fingerprints
from tests.factories.home import content_page
from tests.factories.kommunen import contact_person, document, image
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.factories.termintipps import change, event
from tests.factories.textbausteine import text
from textbausteine.models import Adoption, Textbaustein

pytestmark = pytest.mark.django_db

# Collections stand in the order of their names, so a new one moves others to another place.
CHANGED = {"kommunen.DeletedKommune", "wagtailcore.Collection"}
LONG_WORD = "Nachbarschaftslastenradverleihstationseröffnungsfeierlichkeiten"


@pytest.fixture
def copied(tmp_path):
    """The town once more, as another tenant of the same database."""

    def make(kommune, host="kopie.example", **wishes) -> Kommune:
        path = export_kommune(kommune, tmp_path / "stadt.zip").path
        done = import_kommune(path, host=host, **wishes)
        assert done.kommune, done.rows
        return done.kommune

    return make


def page_of(kommune: Kommune, slug: str) -> Page:
    return Page.objects.descendant_of(kommune.site.root_page).get(slug=slug).specific


def test_a_new_empty_town_travels(town, copied):
    copy = copied(town)

    slugs = [
        list(Page.objects.descendant_of(each.site.root_page).values_list("slug", flat=True))
        for each in (town, copy)
    ]
    assert slugs[0] == slugs[1]
    assert (copy.name, copy.state, copy.outline) == (town.name, town.state, town.outline)


def test_the_first_town_is_not_touched(town, central, copied, tmp_path):
    event(town)
    InitiativePageFactory(town=town)
    text(town)
    told = CHANGED | {"kommunen.AuditEntry"}  # that its archive was taken is a line of its record
    before = fingerprints(without=told)

    copy = copied(town)

    delete_kommune(copy, by="betrieb", force=True)
    assert fingerprints(without=told) == before


def test_a_very_long_word_and_days_stay_as_they_were(town, copied):
    page = content_page(town, LONG_WORD, slug="lang", teaser=LONG_WORD)
    page.refresh_from_db()

    twin = page_of(copied(town), "lang")

    assert (twin.title, twin.teaser) == (LONG_WORD, LONG_WORD)
    assert twin.last_published_at == page.last_published_at
    assert twin.first_published_at == page.first_published_at
    assert not twin.has_unpublished_changes


def test_a_waiting_draft_stays_a_draft(town, copied, client_for):
    page = content_page(town, "Heute", slug="seite", teaser="Steht da.")
    page.title, page.teaser = "Morgen", "Noch nicht."
    page.save_revision()

    copy = copied(town)

    twin = page_of(copy, "seite")
    assert (twin.title, twin.has_unpublished_changes) == ("Heute", True)
    assert twin.get_latest_revision_as_object().teaser == "Noch nicht."
    assert "Noch nicht." not in client_for(copy).get("/seite/").content.decode()


def test_a_page_that_was_never_published_stays_hidden(town, copied, client_for):
    content_page(town, "Entwurf", slug="entwurf", live=False)

    copy = copied(town)

    assert client_for(copy).get("/entwurf/").status_code == 404
    assert page_of(copy, "entwurf").get_latest_revision_as_object().title == "Entwurf"


def test_a_page_behind_a_password_stays_there(town, copied):
    page = content_page(town, slug="intern")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="Sesam")

    copy = copied(town)

    restriction = PageViewRestriction.objects.get(page=page_of(copy, "intern"))
    assert (restriction.restriction_type, restriction.password) == ("password", "Sesam")


def test_streams_name_the_copies_of_pictures_people_and_files(town, copied, client_for):
    picture = image(town, "Beet", description="Ein Beet", author="Ada")
    picture.tags.add("Garten")
    body = [
        ("picture", {"image": picture, "caption": "Unser Beet"}),
        ("contact", {"person": contact_person(town, portrait=picture)}),
        ("download", {"document": document(town), "title": ""}),
    ]
    content_page(town, slug="seite", body=body)

    copy = copied(town)

    found = Image.objects.get(collection=copy.collection)
    assert (found.author, list(found.tags.names())) == ("Ada", ["Garten"])
    assert found.file.name.startswith(f"kommune-{copy.pk}/")
    assert found.file.read() == picture.file.read()
    stream = page_of(copy, "seite").body
    assert stream[0].value["image"] == found
    assert stream[1].value["person"].portrait == found
    assert stream[2].value["document"].collection == copy.collection
    assert "Unser Beet" in client_for(copy).get("/seite/").content.decode()


def test_links_in_texts_lead_to_the_copy(town, copied, client_for):
    target = content_page(town, "Ziel", slug="ziel")
    words = f'<p>Zum <a linktype="page" id="{target.pk}">Ziel</a></p>'
    content_page(town, slug="seite", body=[("text", words)])

    copy = copied(town)

    assert f'id="{page_of(copy, "ziel").pk}"' in str(page_of(copy, "seite").body.raw_data[0])


def test_central_rows_are_used_and_not_copied(town, central, copied):
    central_text = text(None, "Zentral", slug="zentral")
    block = ("textbaustein", {"text": central_text, "with_title": True})
    content_page(town, slug="seite", body=[block])
    InitiativePageFactory(town=town, slug="garten", kinds=["gaerten"])

    copy = copied(town)

    assert page_of(copy, "seite").body[0].value["text"] == central_text
    assert not Textbaustein.objects.filter(site=copy.site).exists()
    assert not Category.objects.filter(site=copy.site).exists()
    assert [each.slug for each in page_of(copy, "garten").categories.all()] == ["gaerten"]


def test_a_central_text_that_is_missing_becomes_the_towns_own(town, central, tmp_path):
    central_text = text(None, "Zentral", slug="zentral")
    block = ("textbaustein", {"text": central_text, "with_title": True})
    page = content_page(town, slug="seite", body=[block])
    path = export_kommune(town, tmp_path / "stadt.zip").path
    page.delete()
    central_text.delete()

    done = import_kommune(path, host="kopie.example")

    own = Textbaustein.objects.get(site=done.kommune.site)
    assert (own.slug, own.live) == ("zentral", True)
    assert page_of(done.kommune, "seite").body[0].value["text"] == own
    assert any("eigene" in row["message"] for row in done.rows)


def test_adoptions_confirmations_and_hidden_categories_stay(town, central, copied):
    source, own = text(None, "Zentral", slug="gutes"), text(town, slug="gutes")
    Adoption.objects.create(text=own, source=source)
    page = InitiativePageFactory(town=town, slug="garten", confirmed_on="2026-03-01")
    settings = KommuneSettings.objects.get(site=town.site)
    settings.hidden_categories.set(Category.objects.filter(slug="energie"))

    copy = copied(town)

    assert Adoption.objects.get(text__site=copy.site).source == source
    status = InitiativeStatus.objects.get(page=page_of(copy, "garten"))
    assert status.confirmed_on == InitiativeStatus.objects.get(page=page).confirmed_on
    assert [each.slug for each in copy.settings.hidden_categories.all()] == ["energie"]


def test_an_event_keeps_its_dates_and_gets_another_uid(town, copied):
    page = event(
        town,
        "Tausch",
        slug="tausch",
        rrule="FREQ=WEEKLY;BYDAY=SA;COUNT=12",
        changes=[change(date(2026, 12, 19), note="Weihnachtspause")],
    )

    copy = copied(town)

    dates = [
        list(Occurrence.objects.for_site(each.site).values_list("date", "starts_at", "status"))
        for each in (town, copy)
    ]
    assert dates[0] == dates[1] != []
    assert (
        CalendarEntry.objects.filter(event__title=page.title).values("uid").distinct().count() == 2
    )


def test_foreign_hosts_are_taken_over_on_demand_only(town, copied):
    EmbedHost.objects.create(kommune=town, origin="https://www.musterstadt.example")

    assert not copied(town).embed_hosts.exists()
    assert copied(town, host="zweite.example", takes_hosts=True).embed_hosts.exists()


def test_the_centre_travels_with_what_all_towns_use(central, tmp_path):
    text(None, "Zentral", slug="zentral")
    Category.objects.create(name="Wasser", slug="wasser", letter="W")
    path = tmp_path / "zentrale.zip"
    with transaction.atomic():
        export_kommune(central, path)
        for model in (Textbaustein, Category):
            model.objects.filter(site=None).delete()
        Kommune.objects.filter(pk=central.pk).update(kind=Kommune.Kind.STADT)
        delete_kommune(central, by="betrieb", force=True)

    done = import_kommune(path, host="zentrale.example")

    assert done.kommune.is_central
    assert Textbaustein.objects.get(site=None, slug="zentral").live
    assert Category.objects.filter(site=None).count() == 9


def test_the_tree_is_sound(town, copied):
    content_page(town, "Unten", parent=content_page(town, "Oben", slug="oben"), slug="unten")

    copied(town)

    assert not any(Page.find_problems())


def test_a_paused_town_comes_in_preparation(town, copied):
    Kommune.objects.filter(pk=town.pk).update(state=Kommune.State.PAUSED)

    assert copied(town).state == Kommune.State.PREPARING


# --- The command ------------------------------------------------------------------------------


@pytest.fixture
def archive(town, tmp_path):
    content_page(town, slug="seite")
    image(town)
    return export_kommune(town, tmp_path / "stadt.zip").path


def command(path, host="kopie.example", **options) -> str:
    out = StringIO()
    call_command("import_kommune", path, host=host, stdout=out, **options)
    return out.getvalue()


def test_the_command_says_what_is_left_to_do_and_writes_a_report(archive, tmp_path):
    report = tmp_path / "bericht.json"

    assert "kopie.example" in command(archive, report=report)

    found = json.loads(report.read_text())
    assert found["refused"] == 0
    assert found["accepted"] == sum(row["state"] == "new" for row in found["rows"]) > 8


def test_a_host_that_is_a_tenant_is_refused(archive, town, tmp_path, settings):
    before, report = fingerprints(), tmp_path / "bericht.json"
    files = sorted(settings.MEDIA_ROOT.rglob("*"))

    with pytest.raises(CommandError, match="gehört schon") as refused:
        command(archive, host="musterstadt.example", report=report)

    assert refused.value.returncode == 1
    assert json.loads(report.read_text())["refused"] == 1
    assert fingerprints() == before
    assert sorted(settings.MEDIA_ROOT.rglob("*")) == files


def test_a_file_that_is_not_there_is_wrong_use(db, tmp_path):
    with pytest.raises(CommandError) as refused:
        command(tmp_path / "nirgends.zip")

    assert refused.value.returncode == 2


def test_something_else_than_an_archive_is_refused(db, tmp_path):
    path = tmp_path / "brief.zip"
    path.write_bytes(b"Guten Tag")
    assert not zipfile.is_zipfile(path)

    with pytest.raises(CommandError, match="ZIP"):
        command(path)


def test_content_page_is_imported_as_its_type(archive):
    command(archive)

    assert ContentPage.objects.filter(slug="seite").count() == 2
