import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kommunen.models import Category
from mitmachkarte.filters import BadFilter, MapFilter

GARDENS = Category(pk=1, name="Gärten & Grün", slug="gaerten")
REPAIR = Category(pk=2, name="Reparieren", slug="reparieren")


def parse(query):
    return MapFilter.parse(QueryDict(query), [GARDENS, REPAIR])


NOTHING = ["", "q=", "category=", "bbox=", "district=", "page=3", "utm=x", "radius=500", "sort=new"]


@pytest.mark.parametrize("query", [*NOTHING, "free=0"])
def test_nothing_asked_is_no_filter(query):
    assert not parse(query)


def test_categories_may_be_repeated():
    wanted = parse("category=reparieren&category=gaerten&category=gaerten")

    assert wanted.categories == (REPAIR, GARDENS)


def test_an_unknown_category_is_the_callers_mistake():
    with pytest.raises(BadFilter):
        parse("category=gaerten&category=gibtsnicht")


@pytest.mark.parametrize("bbox", ["1,2,3", "a,b,c,d", "7,52,6,51", "nan,0,1,1", "inf,0,1,1"])
def test_a_broken_rectangle_is_the_callers_mistake(bbox):
    with pytest.raises(BadFilter):
        parse(f"bbox={bbox}")


def test_text_loses_control_characters_and_spare_space():
    assert parse("q=%20Rad%00%0A%20kueche%20").text == "Rad kueche"


def test_long_text_is_cut():
    assert len(parse(f"q={'a' * 5000}").text) == 100


@pytest.mark.parametrize("near", ["51.3", "a,b", "51.3,6.8,1", "nan,6.8", "91,6.8", "51.3,181"])
def test_a_place_that_is_nowhere_is_the_callers_mistake(near):
    with pytest.raises(BadFilter):
        parse(f"near={near}")


@pytest.mark.parametrize("radius", ["99", "20001", "-500", "1e3", "1000000000000", "²"])
def test_a_radius_out_of_reach_is_the_callers_mistake(radius):
    with pytest.raises(BadFilter):
        parse(f"radius={radius}")


@pytest.mark.parametrize("day", ["0", "8", "12", "mo"])
def test_a_day_that_is_none_is_the_callers_mistake(day):
    with pytest.raises(BadFilter):
        parse(f"weekday={day}")


WORDS = ["q", "bbox", "district", "category", "near", "radius", "weekday", "language", "sort"]


@given(st.dictionaries(st.sampled_from(WORDS), st.text()))
def test_whatever_is_typed_is_a_filter_or_a_bad_filter(typed):
    query = QueryDict(mutable=True)
    query.update(typed)

    try:
        wanted = MapFilter.parse(query, [GARDENS])
    except BadFilter as error:
        assert str(error)
    else:
        assert wanted.text.isprintable()
