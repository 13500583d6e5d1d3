"""The operator's list of tenants: what stands in it, how it is narrowed, what it costs."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from kommunen.models import HostAlias, Kommune, Person, Role
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.factories.termintipps import event

pytestmark = pytest.mark.django_db

LIST = "/admin/kommune/"


@pytest.fixture
def desk(client_for, central, operator):
    return client_for(central, operator)


def names(response) -> list[str]:
    return [kommune.name for kommune in response.context["object_list"]]


def row(response, name: str) -> Kommune:
    return next(each for each in response.context["object_list"] if each.name == name)


def table(response) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(StringIO(text)))


def test_each_town_shows_what_it_holds_and_who_works_there(desk, town, other_town, member):
    user = member(town, Role.REDAKTION, Role.FREIGABE)
    Person.objects.filter(user=user).update(signed_in_at=timezone.now())
    InitiativePageFactory(town=town)
    InitiativePageFactory(town=town, draft=True)
    event(town, start_date=timezone.localdate() + timedelta(days=3))
    event(town, "Vorbei", start_date=timezone.localdate() - timedelta(days=3))

    response = desk.get(LIST)

    musterstadt, nachbarstadt = row(response, "Musterstadt"), row(response, "Nachbarstadt")
    assert (musterstadt.figure_initiatives, musterstadt.figure_events) == (1, 1)
    assert (musterstadt.people, musterstadt.last_sign_in.date()) == (1, timezone.now().date())
    assert (nachbarstadt.figure_initiatives, nachbarstadt.figure_events) == (0, 0)
    assert (nachbarstadt.people, nachbarstadt.last_sign_in) == (0, None)


def test_the_list_names_what_is_missing(desk, town, member):
    before = desk.get(LIST).text
    member(town, Role.REDAKTION)

    assert "Redaktion, Freigabe" in before
    assert "Redaktion, Freigabe" not in desk.get(LIST).text


def test_the_list_costs_the_same_with_more_towns(desk, town, member, _found):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(LIST).status_code == 200
        return len(seen)

    desk.get(LIST)
    few = queries()
    for number in range(4):
        another = _found(name=f"Ort {number}", host=f"ort-{number}.example")
        InitiativePageFactory(town=another)
        event(another)
        member(another, Role.REDAKTION)

    assert queries() == few


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("muster", ["Musterstadt"]),
        ("05122", ["Nachbarstadt"]),
        ("nachbarstadt.example", ["Nachbarstadt"]),
        ("alt.example", ["Musterstadt"]),
        ("Nirgendwo", []),
    ],
)
def test_a_town_is_found_by_name_key_host_and_alias(desk, town, other_town, words, found):
    HostAlias.objects.create(kommune=town, hostname="alt.example")

    assert names(desk.get(LIST, {"q": words})) == found


@pytest.mark.parametrize(
    ("narrowing", "found"),
    [
        ({"state": "paused"}, ["Nachbarstadt"]),
        ({"state": ["live", "paused"], "kind": "stadt"}, ["Musterstadt", "Nachbarstadt"]),
        ({"kind": "zentrale"}, ["MehrWert-Baukasten"]),
        ({"missing": "redaktion"}, ["Nachbarstadt"]),
        ({"missing": "legal", "kind": "stadt"}, ["Musterstadt", "Nachbarstadt"]),
        ({"missing": "anything", "kind": "stadt"}, ["Musterstadt", "Nachbarstadt"]),
        ({"missing": "textredaktion"}, ["MehrWert-Baukasten"]),
    ],
)
def test_the_list_is_narrowed_by_state_kind_and_gaps(
    desk, town, other_town, member, narrowing, found
):
    member(town, Role.REDAKTION)
    Kommune.objects.filter(pk=other_town.pk).update(state=Kommune.State.PAUSED)

    assert names(desk.get(LIST, narrowing)) == found


@pytest.mark.parametrize("column", ["name", "site__hostname", "state", "people", "changed_at"])
def test_the_list_is_sorted_by_a_column(desk, town, other_town, column):
    up, down = (names(desk.get(LIST, {"ordering": each})) for each in (column, f"-{column}"))

    assert sorted(up) == sorted(down)
    assert len(up) == 3


def test_towns_without_a_sign_in_come_last(desk, town, other_town, member):
    user = member(other_town, Role.REDAKTION)
    Person.objects.filter(user=user).update(signed_in_at=timezone.now())

    for order in ("last_sign_in", "-last_sign_in"):
        assert names(desk.get(LIST, {"ordering": order}))[0] == "Nachbarstadt"


def test_a_wrong_order_in_the_address_is_ignored(desk, town):
    assert desk.get(LIST, {"ordering": "site__root_page__title"}).status_code == 200


def test_the_list_offers_no_choice_of_all_towns(desk, town, other_town):
    assert "<option" not in desk.get(LIST).text


def test_the_export_holds_every_town_of_the_filter_with_its_figures(desk, town, other_town):
    InitiativePageFactory(town=town)

    rows = table(desk.get(LIST, {"export": "csv", "kind": "stadt"}))

    assert [row["Name"] for row in rows] == ["Musterstadt", "Nachbarstadt"]
    assert [row["Initiativen"] for row in rows] == ["1", "0"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_of_the_export_is_a_formula(desk, town, form):
    Kommune.objects.filter(pk=town.pk).update(name='=HYPERLINK("https://boese.example")')

    response = desk.get(LIST, {"export": form, "kind": "stadt"})

    if form == "csv":
        cell = table(response)[0]["Name"]
    else:
        sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
        cell = sheet.cell(row=2, column=1).value
    assert cell.startswith("'=")


def test_a_very_long_name_leaves_the_list_usable(desk, town):
    Kommune.objects.filter(pk=town.pk).update(name="Verbandsgemeindeverwaltungs" * 4)

    assert desk.get(LIST).status_code == 200


def test_members_and_strangers_do_not_see_the_list(client_for, town, member):
    assert client_for(town, member(town, Role.VERWALTUNG)).get(LIST).status_code == 404
    assert client_for(town).get(reverse("kommune:index")).status_code == 302
