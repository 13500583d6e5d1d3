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


@pytest.mark.parametrize("query", ["", "q=", "category=", "bbox=", "district=", "page=3", "utm=x"])
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


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_is_typed_is_a_filter_or_a_bad_filter(text, bbox, district, category):
    query = QueryDict(mutable=True)
    query.update({"q": text, "bbox": bbox, "district": district, "category": category})

    try:
        wanted = MapFilter.parse(query, [GARDENS])
    except BadFilter as error:
        assert str(error)
    else:
        assert wanted.text.isprintable()
