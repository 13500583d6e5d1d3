"""Legal pages: right from the first day, and honest about what is missing."""

import pytest

from home.models import ImprintPage
from kommunen.models import KommuneSettings, Role

pytestmark = pytest.mark.django_db

COMPLETE = {
    "legal_body": "Stadt Musterstadt, die Bürgermeisterin",
    "legal_address": "Markt 1\n12345 Musterstadt",
    "legal_phone": "02102 550-0",
    "legal_email": "rathaus@musterstadt.example",
    "privacy_officer": "Datenschutz, Markt 1",
    "contact_email": "barrieren@musterstadt.example",
}


@pytest.fixture
def complete(town):
    KommuneSettings.objects.filter(site=town.site).update(**COMPLETE)


@pytest.fixture
def shown(town, client_for):
    return lambda path: client_for(town).get(path).content.decode()


def edit_form(kommune, member, client_for) -> str:
    page = ImprintPage.objects.child_of(kommune.site.root_page).get()
    editor = client_for(kommune, member(kommune, Role.REDAKTION))
    return editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_the_imprint_shows_the_towns_data(complete, shown):
    page = shown("/impressum/")

    assert "Stadt Musterstadt, die Bürgermeisterin" in page
    assert "Markt 1<br>12345 Musterstadt" in page
    assert 'href="tel:+49210255' in page


def test_an_imprint_without_data_still_names_who_is_responsible(shown):
    page = shown("/impressum/")

    assert "<b>Stadt Musterstadt</b>" in page
    assert "Behördennummer 115" in page


def test_citizens_are_not_bothered_with_what_is_missing(shown):
    assert "In den Einstellungen fehlt" not in shown("/impressum/")


def test_the_editor_sees_what_is_missing_and_where_to_write_it(town, member, client_for):
    form = edit_form(town, member, client_for)

    assert "Es fehlen noch:" in form
    assert "Postanschrift" in form
    assert f"/admin/settings/kommunen/kommunesettings/{town.site_id}/" in form


def test_the_editor_sees_that_nothing_is_missing(complete, town, member, client_for):
    assert "Es fehlen noch:" not in edit_form(town, member, client_for)


def test_privacy_names_the_officer(complete, shown):
    assert "Datenschutz, Markt 1" in shown("/datenschutz/")


def test_accessibility_leads_to_the_report_and_to_the_ombuds_office(shown):
    page = shown("/barrierefreiheit/")

    assert 'href="/barriere-melden/"' in page
    assert "https://www.lbbp.nrw.de/ombudsstelle" in page
    assert "musterstadt.example" in page


def test_the_address_for_reports_is_not_published(complete, shown):
    assert all(
        "barrieren@musterstadt.example" not in shown(path)
        for path in ("/impressum/", "/datenschutz/", "/barrierefreiheit/")
    )
