import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kommunen.models import Role
from termintipps.models import EventImport, EventPage
from tests.termintipps.calendars.conftest import calendar

from .conftest import FILM, WALK

INDEX = "/admin/events/files/"


@pytest.fixture
def publisher(town, client_for, member):
    return client_for(town, member(town, Role.FREIGABE))


@pytest.fixture
def editor(town, client_for, member):
    return client_for(town, member(town, Role.REDAKTION))


def send(client, content: bytes, name="termine.ics"):
    return client.post(INDEX, {"file": SimpleUploadedFile(name, content)}, follow=True)


def go_on(client, answer, **fields):
    """Press a button of the preview with what stands in its form."""
    url = answer.redirect_chain[-1][0]
    page = client.get(url)
    stored = {"fingerprint": page.context["fingerprint"], "publish": "yes"}
    return client.post(url, stored | fields, follow=True)


def test_a_calendar_is_looked_at_imported_and_taken_back(publisher, titles):
    answer = send(publisher, calendar(FILM, WALK))
    assert "Alles passt" in answer.text
    assert titles() == []

    answer = go_on(publisher, answer, **{"import": "1"})
    assert "2 neu" in answer.text
    assert titles() == ["Filmabend", "Lauftreff"]

    source = EventImport.objects.get()
    answer = publisher.post(f"{INDEX}{source.pk}/undo/", follow=True)
    assert "Rückgängig gemacht" in answer.text
    assert titles() == []


def test_who_may_not_publish_imports_drafts_whatever_is_sent(editor):
    go_on(editor, send(editor, calendar(FILM)), **{"import": "1", "publish": "yes"})

    assert not EventPage.objects.get().live


def test_bad_events_stop_the_import_until_they_are_left_out(publisher, titles):
    answer = send(publisher, calendar(FILM, "UID:1\nSUMMARY:Fest\nDTSTART:gestern"))
    assert "Termin 2 (Zeile 12)" in answer.text
    go_on(publisher, answer, **{"import": "1"})
    assert titles() == []

    answer = go_on(publisher, answer, check="1", leave_out_bad="on")
    go_on(publisher, answer, **{"import": "1", "leave_out_bad": "on"})
    assert titles() == ["Filmabend"]


def test_a_file_that_is_no_calendar_gets_a_sentence(publisher):
    answer = send(publisher, b"<!DOCTYPE html>")

    assert "Webseite, kein Kalender" in answer.text
    assert not EventImport.objects.exists()


@pytest.mark.parametrize("kind", ["show", "undo"])
def test_another_towns_import_is_not_found(kind, publisher, other_town):
    foreign = EventImport.objects.create(
        site=other_town.site, file_name="fremd.ics", content=calendar(FILM)
    )
    url = reverse(f"termintipps_transfer:{kind}", args=[foreign.pk])

    assert publisher.post(url, {"discard": "1"}).status_code == 404
    assert "fremd.ics" not in publisher.get(INDEX).text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_leads_to_downloads_narrowed_like_itself(publisher, run, kind):
    run(calendar(FILM, WALK))
    assert f"export/{kind}/?repeats=series" in publisher.get("/admin/events/?repeats=series").text

    answer = publisher.get(f"{INDEX}export/{kind}/", {"repeats": "series"})

    assert answer.status_code == 200
    if kind == "csv":
        assert "Lauftreff" in answer.content.decode("utf-8-sig")
        assert "Filmabend" not in answer.content.decode("utf-8-sig")


def test_other_towns_people_stay_outside(town, other_town, client_for, member):
    strange = client_for(town, member(other_town, Role.FREIGABE))

    assert strange.get(INDEX).status_code in (302, 403, 404)
