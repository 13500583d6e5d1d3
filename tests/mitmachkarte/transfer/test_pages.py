import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kommunen.models import Role
from mitmachkarte.models import InitiativeImport, InitiativePage
from tests.factories.mitmachkarte import InitiativePageFactory

from .conftest import GARDEN, REPAIR, lines

INDEX = "/admin/initiatives/files/"


@pytest.fixture
def editor(town, client_for, member):
    return client_for(town, member(town, Role.REDAKTION))


@pytest.fixture
def publisher(town, client_for, member):
    return client_for(town, member(town, Role.FREIGABE))


def send(client, content: bytes, name="initiativen.csv"):
    return client.post(INDEX, {"file": SimpleUploadedFile(name, content)}, follow=True)


def go_on(client, answer, **fields):
    """Press a button of the preview with what stands in its form."""
    url = answer.redirect_chain[-1][0] if answer.redirect_chain else answer.request["PATH_INFO"]
    page = client.get(url)
    stored = {"fingerprint": page.context["fingerprint"], "publish": "yes"}
    return client.post(url, stored | fields, follow=True)


def test_a_file_is_looked_at_before_anything_happens(publisher, entries):
    answer = send(publisher, lines(GARDEN))

    assert "Alles passt" in answer.text
    assert "Garten am Bach" in answer.text
    assert entries() == []


def test_confirmed_it_is_imported_and_can_be_undone(publisher, entries):
    answer = go_on(publisher, send(publisher, lines(GARDEN, REPAIR)), **{"import": "1"})

    assert "2 neu" in answer.text
    assert entries() == ["Garten am Bach", "Repair-Café West"]
    source = InitiativeImport.objects.get()
    answer = publisher.post(f"{INDEX}{source.pk}/undo/", follow=True)
    assert "Rückgängig gemacht" in answer.text
    assert entries() == []


def test_who_may_not_publish_imports_drafts_whatever_is_sent(editor):
    go_on(editor, send(editor, lines(GARDEN)), **{"import": "1", "publish": "yes"})

    assert not InitiativePage.objects.get().live


def test_refused_rows_stand_first_and_nothing_can_be_imported(publisher, entries):
    answer = send(publisher, lines(GARDEN, "Kaputt;Satz;Unsinn;51.3;6.8"))

    assert answer.text.index("Kaputt") < answer.text.index("Garten am Bach")
    assert "Jetzt importieren" not in answer.text
    go_on(publisher, answer, **{"import": "1"})
    assert entries() == []


def test_a_place_outside_is_confirmed_by_a_tick(publisher, entries):
    answer = send(publisher, lines("Fern;Satz;gaerten;52.52;13.405"))
    assert "außerhalb" in answer.text

    answer = go_on(publisher, answer, check="1", confirm_outside="on")
    assert "Alles passt" in answer.text
    go_on(publisher, answer, confirm_outside="on", **{"import": "1"})
    assert entries() == ["Fern"]


@pytest.mark.parametrize(
    ("answer", "names"),
    [("update", ["Club"]), ("add", ["Café Kaputt", "Club"]), ("skip", ["Café Kaputt"])],
)
def test_a_duplicate_is_decided_row_by_row(publisher, town, entries, answer, names):
    InitiativePageFactory(town=town, title="Café Kaputt", website="https://kaputt.example")
    page = send(publisher, lines("Club;kaputt.example", head="Name;Website"))
    assert "Ihre Entscheidung" in page.text

    page = go_on(publisher, page, check="1", **{"answer-0": answer})
    go_on(publisher, page, **{"import": "1"})

    assert entries() == names


def test_what_changed_since_the_look_is_shown_again(publisher, town, entries):
    page = send(publisher, lines(GARDEN))
    url = page.redirect_chain[-1][0]
    seen = publisher.get(url).context["fingerprint"]
    InitiativePageFactory(town=town, title="Garten am Bach")

    answer = publisher.post(
        url, {"fingerprint": seen, "publish": "yes", "import": "1"}, follow=True
    )

    assert "noch einmal" in answer.text
    assert InitiativeImport.objects.get().state == "waiting"


def test_a_long_file_shows_its_progress(publisher, entries, monkeypatch):
    monkeypatch.setattr("inbox.transfer.views.AT_ONCE", 1)
    monkeypatch.setattr("inbox.transfer.running.STEP", 1)
    page = send(publisher, lines(GARDEN, REPAIR))

    answer = go_on(publisher, page, **{"import": "1"})

    text = b"".join(answer.streaming_content).decode()
    assert "1 von 2 Zeilen" in text
    assert "http-equiv" in text
    assert len(entries()) == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_leaves_before_the_end_has_changed_nothing(publisher, entries, monkeypatch):
    monkeypatch.setattr("inbox.transfer.views.AT_ONCE", 1)
    monkeypatch.setattr("inbox.transfer.running.STEP", 1)
    answer = go_on(publisher, send(publisher, lines(GARDEN, REPAIR)), **{"import": "1"})

    parts = iter(answer.streaming_content)
    next(parts), next(parts)
    answer.close()

    assert entries() == []
    assert InitiativeImport.objects.get().state == "waiting"


def test_a_file_can_be_put_away(publisher):
    go_on(publisher, send(publisher, lines(GARDEN)), discard="1")

    assert not InitiativeImport.objects.exists()


def test_too_large_a_file_gets_a_sentence(publisher, monkeypatch):
    monkeypatch.setattr("kommunen.tables.MAX_BYTES", 100)

    answer = send(publisher, b"x" * 101)

    assert "höchstens" in answer.text
    assert not InitiativeImport.objects.exists()


def test_no_file_and_an_empty_file_get_a_sentence(publisher):
    assert "leer" in send(publisher, b"").text
    assert publisher.post(INDEX, {}).status_code == 200


@pytest.mark.parametrize("kind", ["show", "undo"])
def test_another_towns_import_is_not_found(kind, publisher, other_town):
    foreign = InitiativeImport.objects.create(
        site=other_town.site, file_name="fremd.csv", content=lines(GARDEN)
    )
    url = reverse(f"mitmachkarte_transfer:{kind}", args=[foreign.pk])

    assert publisher.post(url, {"discard": "1"}).status_code == 404
    assert "fremd.csv" not in publisher.get(INDEX).text


@pytest.mark.parametrize("path", ["", "export/csv/"])
def test_other_towns_people_and_verwaltung_stay_outside(path, town, other_town, client_for, member):
    strange = client_for(town, member(other_town, Role.FREIGABE))
    keeper = client_for(town, member(town, Role.VERWALTUNG))

    for client in (strange, keeper):
        answer = client.get(INDEX + path)
        assert answer.status_code in (302, 403, 404)
        assert "Importe" not in answer.text


def test_who_may_not_publish_cannot_undo_what_is_public(editor, publisher, entries):
    go_on(publisher, send(publisher, lines(GARDEN)), **{"import": "1"})
    source = InitiativeImport.objects.get()

    assert "Ganzen Import" not in editor.get(f"{INDEX}{source.pk}/").text
    editor.post(f"{INDEX}{source.pk}/undo/")
    assert entries() == ["Garten am Bach"]


def test_an_unconfirmed_upload_is_forgotten(publisher, django_assert_num_queries):
    from datetime import timedelta

    from django.utils.timezone import now

    forget = InitiativeImport.objects.forget

    send(publisher, lines(GARDEN))

    assert forget(now()) == 0
    assert forget(now() + timedelta(hours=25)) == 1
