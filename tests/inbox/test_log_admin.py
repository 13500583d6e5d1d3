import csv
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.utils.timezone import now
from openpyxl import load_workbook

from inbox.models import LogEntry
from kommunen.models import Role
from kommunen.spreadsheets import safe_cell
from tests.factories.inbox import LogEntryFactory, OutgoingMailFactory

LOG = "/admin/log/"


@pytest.fixture
def entry(town):
    return LogEntryFactory(site=town.site, about="Fahrradküche")


@pytest.fixture
def foreign_entry(other_town):
    return LogEntryFactory(site=other_town.site, about="Nachbarschaftsgarten")


@pytest.fixture
def editor(town, client_for, member):
    return client_for(town, member(town, Role.REDAKTION))


@pytest.fixture
def chief(town, client_for, operator):
    return client_for(town, operator)


def rows_of(response):
    text = b"".join(response.streaming_content).decode()
    return list(csv.reader(StringIO(text)))


@pytest.mark.parametrize("role", [Role.REDAKTION, Role.FREIGABE, Role.VERWALTUNG])
def test_every_role_reads_the_log_of_its_town_only(
    town, client_for, member, role, entry, foreign_entry
):
    text = client_for(town, member(town, role)).get(LOG).text

    assert "Fahrradküche" in text
    assert "Nachbarschaftsgarten" not in text


def test_the_host_asked_does_not_matter(other_town, client_for, member, town, foreign_entry):
    strange = client_for(other_town, member(town, Role.REDAKTION))

    assert "Nachbarschaftsgarten" not in strange.get(LOG).text


def test_the_operator_reads_all_and_sees_whose_it_is(chief, entry, foreign_entry):
    text = chief.get(LOG).text

    assert "Fahrradküche" in text
    assert "Nachbarschaftsgarten" in text
    assert "Stadt Nachbarstadt" in text


def test_shows_one_entry(editor, entry):
    text = editor.get(f"{LOG}inspect/{entry.pk}/").text

    assert "Fahrradküche" in text
    assert "Zustellung" in text
    assert "An den Mailserver übergeben" in text


@pytest.mark.parametrize("key", ["999999", "0", "x", "9" * 40])
def test_an_entry_that_does_not_exist_is_not_found(editor, key):
    assert editor.get(f"{LOG}inspect/{key}/").status_code == 404


def test_another_towns_entry_is_not_found(editor, foreign_entry):
    assert editor.get(f"{LOG}inspect/{foreign_entry.pk}/").status_code == 404


@pytest.mark.parametrize("action", ["create/", "edit/{}/", "delete/{}/", "history/{}/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_can_be_added_changed_or_deleted(chief, entry, action, method):
    url = LOG + action.format(entry.pk)

    assert getattr(chief, method)(url).status_code == 404
    assert LogEntry.objects.filter(pk=entry.pk).exists()


def test_offers_neither_adding_nor_editing(editor, entry):
    text = editor.get(LOG).text

    assert "/admin/log/create" not in text
    assert "/admin/log/edit" not in text
    assert "/admin/log/delete" not in text


def test_who_is_not_signed_in_is_sent_to_the_door(town, client_for):
    assert client_for(town).get(LOG)["Location"].startswith("/admin/login/")


def test_a_user_without_any_role_is_turned_away(town, client_for, django_user_model):
    user = django_user_model.objects.create_user("fremd", password="geheim")

    assert client_for(town, user).get(LOG).status_code == 302


def test_filters_by_kind_and_state(editor, town, entry):
    LogEntryFactory(site=town.site, about="Einfuhr im Mai", kind="import", state="failed")

    assert "Einfuhr im Mai" not in editor.get(LOG, {"kind__exact": "delivery"}).text
    assert "Einfuhr im Mai" in editor.get(LOG, {"state__exact": "failed"}).text


def test_narrows_to_the_last_days(editor, town):
    LogEntryFactory(site=town.site, about="Vorgestern", at=now() - timedelta(days=2))

    assert "Vorgestern" in editor.get(LOG, {"days": "7"}).text
    assert "Vorgestern" not in editor.get(LOG, {"days": "1"}).text


def test_stands_among_the_reports(editor):
    assert 'href="/admin/log/"' in editor.get("/admin/").text or LOG in editor.get("/admin/").text


def test_searches_in_title_and_message(editor, town, entry):
    LogEntryFactory(site=town.site, about="Einfuhr im Mai", message="12 Zeilen übernommen")

    text = editor.get(LOG, {"q": "12 Zeilen"}).text
    assert "Einfuhr im Mai" in text
    assert "Fahrradküche" not in text


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\x00"},
        {"q": "' OR 1=1 --"},
        {"p": "-1"},
        {"p": "99999"},
        {"p": "x"},
        {"o": "99.-99.x"},
        {"kind__exact": "unsinn"},
        {"days": "unsinn"},
        {"at__gte": "unsinn"},
        {"unsinn": "1"},
        {"site__hostname": "x"},
        {"export": "exe"},
    ],
)
@pytest.mark.parametrize("person", ["editor", "chief"])
def test_a_broken_address_is_no_error(request, entry, person, query):
    assert request.getfixturevalue(person).get(LOG, query, follow=True).status_code == 200


def test_a_foreign_filter_cannot_ask_what_a_waiting_mail_says(editor, town):
    OutgoingMailFactory(site=town.site, body="streng vertraulich")

    hit = editor.get(LOG, {"mail__body__contains": "streng"}).text
    miss = editor.get(LOG, {"mail__body__contains": "locker"}).text
    assert ("Fahrradküche" in hit) == ("Fahrradküche" in miss)


def test_exports_the_towns_own_entries_as_csv(editor, entry, foreign_entry):
    head, row = rows_of(editor.get(LOG, {"export": "csv"}))

    assert head[:5] == ["Begonnen", "Kommune", "Art", "Stand", "Betrifft"]
    assert row[1:5] == ["Stadt Musterstadt", "Zustellung", "Erledigt", "Fahrradküche"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_a_cell_that_could_be_a_formula_is_made_text(editor, town, start):
    LogEntryFactory(site=town.site, about=f"{start}HYPERLINK('http://boese.example')")

    (_head, row) = rows_of(editor.get(LOG, {"export": "csv"}))
    assert row[4].startswith("'")

    book = b"".join(editor.get(LOG, {"export": "xlsx"}).streaming_content)
    cell = load_workbook(BytesIO(book)).active["E2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_control_characters_do_not_break_the_workbook(editor, town):
    LogEntryFactory(site=town.site, message="vorher\x0bnachher\x1b[31m")

    book = b"".join(editor.get(LOG, {"export": "xlsx"}).streaming_content)

    assert "nachher" in load_workbook(BytesIO(book)).active["G2"].value


def test_the_workbook_shows_our_own_time(editor, town):
    LogEntryFactory(site=town.site, at=datetime(2026, 11, 21, 12, tzinfo=UTC))

    book = b"".join(editor.get(LOG, {"export": "xlsx"}).streaming_content)

    assert load_workbook(BytesIO(book)).active["A2"].value.hour == 13


@pytest.mark.parametrize("value", ["Fahrradküche", "12 Zeilen", "", 5, None])
def test_an_honest_cell_stays_as_it_is(value):
    assert safe_cell(value) == value


def test_costs_the_same_number_of_queries_for_2_and_for_20(
    chief, town, other_town, django_assert_num_queries, django_assert_max_num_queries
):
    LogEntryFactory.create_batch(2, site=town.site)
    with django_assert_max_num_queries(25) as first:
        chief.get(LOG)
    LogEntryFactory.create_batch(18, site=other_town.site)

    with django_assert_num_queries(len(first)):
        chief.get(LOG)
