"""The town's colour and sign, as browsers fetch them."""

import pytest

from kommunen.look.theme import stylesheet_name

NAME = stylesheet_name("#004f9f")


def test_a_colour_may_be_kept_for_ever(town, client_for):
    response = client_for(town).get(f"/farben/{NAME}.css")

    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert response.content.startswith(b":root{--brand:#004f9f;")


def test_a_colours_sheet_costs_no_query_beside_the_towns(
    town, client_for, django_assert_max_num_queries
):
    client = client_for(town)

    with django_assert_max_num_queries(1):
        client.get(f"/farben/{NAME}.css")


@pytest.mark.parametrize("name", ["004f9f", "004f9f" + 12 * "0", "zz" + NAME[2:], NAME.upper()])
def test_another_name_is_not_found(town, client_for, name):
    assert client_for(town).get(f"/farben/{name}.css").status_code == 404


def test_the_sign_wears_the_towns_colour(town, client_for):
    town.settings.brand_colour = "#b3122d"
    town.settings.save()

    response = client_for(town).get("/zeichen.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert b'fill="#b3122d"' in response.content
    assert b"<path d=" in response.content


def test_the_sheet_sets_no_cookie(town, client_for):
    assert not client_for(town).get(f"/farben/{NAME}.css").cookies
