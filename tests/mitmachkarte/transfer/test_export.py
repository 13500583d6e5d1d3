import csv
import json
from io import BytesIO, StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kommunen.models import Category, Role
from mitmachkarte.models import InitiativePage
from mitmachkarte.transfer.export import TYPES, exported
from mitmachkarte.transfer.planning import Choices, State, plan_import
from tests.factories.mitmachkarte import InitiativePageFactory

URL = "/admin/initiatives/files/export/"


def export(town, kind):
    return exported(town, InitiativePage.objects.in_town(town), kind)


def again(town, kind, **choices):
    """States of the rows when an export is imported again."""
    plan = plan_import(town, f"export.{kind}", export(town, kind), Choices(**choices))
    return [(row.state, row.message) for row in plan.rows]


texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("=+-@'\"<>&;|,\t\n -äß€0b"),
        st.characters(codec="utf-8", exclude_characters="\0"),
    ),
    max_size=40,
)


@pytest.fixture
def page(town):
    page = InitiativePageFactory(town=town)
    page.save_revision().publish()
    return page


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    name=texts.filter(lambda text: text.strip()),
    line=texts,
    long=st.lists(texts, max_size=3),
    place=st.none()
    | st.tuples(st.integers(-90 * 10**7, 90 * 10**7), st.integers(-18 * 10**8, 18 * 10**8)),
    flag=st.booleans(),
)
def test_what_is_exported_is_the_same_when_imported(town, page, name, line, long, place, flag):
    from decimal import Decimal

    from django.utils.html import escape

    stored = InitiativePage.objects.get(pk=page.pk)
    stored.title, stored.summary, stored.when, stored.phone = name, line, line[::-1], line[:20]
    stored.lat, stored.lon = [Decimal(each) / 10**7 for each in place] if place else (None, None)
    stored.is_everywhere, stored.show_phone = flag, flag
    stored.body = [("text", "".join(f"<p>{escape(each)}</p>" for each in long))] if long else []
    stored.how_to_join = "".join(f"<ul><li>{escape(each)}</li></ul>" for each in long)
    stored.save(clean=False)

    for kind in TYPES:
        assert again(town, kind) == [(State.SAME, "")], kind


@pytest.mark.parametrize("kind", list(TYPES))
def test_drafts_and_open_changes_are_the_same_too(town, kind):
    InitiativePageFactory(town=town, title="Entwurf", draft=True, nowhere=True)
    changed = InitiativePageFactory(town=town, title="Offen", cost="keine")
    changed.cost = "noch nicht entschieden"
    changed.save_revision()

    assert [state for state, _why in again(town, kind)] == [State.SAME] * 2
    assert [state for state, _why in again(town, kind, publish=False)] == [State.SAME] * 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t=", "'="])
def test_no_cell_is_a_formula(town, start):
    InitiativePageFactory(town=town, title="A", summary=f"{start}HYPERLINK('http://boese.example')")

    row = list(csv.reader(StringIO(export(town, "csv").decode("utf-8-sig")), delimiter=";"))[1]
    cell = load_workbook(BytesIO(export(town, "xlsx"))).active["C2"]

    assert row[2].startswith("'")
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_a_text_of_several_blocks_is_left_alone(town):
    page = InitiativePageFactory(town=town, title="A")
    page.body = [("text", "<p>Eins</p>"), ("text", "<p>Zwei</p>")]
    page.save()

    assert again(town, "csv") == [(State.SAME, "")]


def test_german_excel_opens_the_csv_as_it_is(town):
    InitiativePageFactory(town=town, title="Übergarten")

    content = export(town, "csv")

    assert content.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert head[:4] == ["Kennung", "Name", "Kurzbeschreibung", "Arten des Engagements"]
    assert "51,2973000" in row


def test_geojson_has_places_as_points(town):
    InitiativePageFactory(town=town, title="A")

    (feature,) = json.loads(export(town, "geojson"))["features"]

    assert feature["geometry"]["coordinates"] == [6.8493, 51.2973]
    assert feature["properties"]["categories"] == ["reparieren"]


def test_a_hidden_category_stays_where_it_was(town):
    page = InitiativePageFactory(town=town, title="A", kinds=["reparieren", "teilen"])
    hidden = Category.objects.get(site=None, slug="teilen")
    settings_ = town.settings
    settings_.save()
    settings_.hidden_categories.set([hidden])
    town = type(town).objects.complete().get(pk=town.pk)

    assert again(town, "csv") == [(State.SAME, "")]
    assert hidden in page.categories.all()


@pytest.mark.parametrize("kind", list(TYPES))
def test_editors_download_what_the_list_shows(town, other_town, client_for, member, kind):
    InitiativePageFactory(town=town, title="Gartenfreunde", kinds=["gaerten"])
    InitiativePageFactory(town=town, title="Schrauberbude")
    InitiativePageFactory(town=other_town, title="Fremdgarten", kinds=["gaerten"])
    gardens = Category.objects.get(site=None, slug="gaerten")
    client = client_for(town, member(town, Role.REDAKTION))

    answer = client.get(f"{URL}{kind}/", {"category": gardens.pk})

    assert f".{kind}" in answer["Content-Disposition"]
    if kind != "xlsx":
        assert "Gartenfreunde" in answer.text
        assert "Schrauberbude" not in answer.text
        assert "Fremdgarten" not in answer.text


def test_an_unknown_format_is_not_found(town, client_for, member):
    assert client_for(town, member(town, Role.REDAKTION)).get(f"{URL}exe/").status_code == 404
