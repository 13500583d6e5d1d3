"""Placeholders: filled, escaped, never evaluated; what nobody knows never reaches citizens."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommunen.models import Kommune, KommuneSettings
from kommunen.registry import Placeholder, placeholders
from textbausteine.placeholders import PLACEHOLDER, fill, fill_plain


def town(name="Musterstadt", kind=Kommune.Kind.STADT, **settings) -> Kommune:
    kommune = Kommune(name=name, kind=kind)
    kommune.settings = KommuneSettings(**settings)
    return kommune


@pytest.fixture
def register(monkeypatch):
    """Register a placeholder for one test."""
    monkeypatch.setattr(placeholders, "_entries", list(placeholders._entries))

    def make(name, value, label="Etwas", **options):
        placeholders.register(Placeholder(name, label, lambda kommune: value, **options))

    return make


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{{ kommune }}", "Stadt Musterstadt"),
        ("{{kommune_name}}", "Musterstadt"),
        ("{{ Kommune_Name }}", "Musterstadt"),
        ("{{\xa0kommune_name\u200b}}", "Musterstadt"),
        ("Mitmachen {{ in_der_kommune }}!", "Mitmachen in Musterstadt!"),
        ("Ein Angebot {{ der_kommune }}", "Ein Angebot der Stadt Musterstadt"),
    ],
)
def test_a_placeholder_is_filled(written, read):
    assert fill(written, town()) == read
    assert fill_plain(written, town()) == read


def test_a_name_is_escaped():
    assert fill("<p>{{ kommune_name }}</p>", town("A & <b>")) == "<p>A &amp; &lt;b&gt;</p>"


@pytest.mark.parametrize(
    "text", ["{{ 7|add:7 }}", "{% now 'Y' %}", "{{ kommune.site }}", "{{ }}", "{ kommune }", "{{"]
)
def test_what_is_no_placeholder_stays_as_it_is(text):
    assert fill(text, town()) == text


def test_a_value_is_not_filled_again(register):
    register("eins", "{{ kommune }}")

    assert "Musterstadt" not in fill("{{ eins }}", town())
    assert "{{" not in fill_plain("{{ eins }}", town())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>Nach {{ nirgendwo }} und zurück.</p>", "<p>Nach und zurück.</p>"),
        ("<p>Nach {{ nirgendwo }}.</p>", "<p>Nach.</p>"),
        ("<p>{{ nirgendwo }} Heute</p>", "<p>Heute</p>"),
        ("<p>Davor</p><p>{{ nirgendwo }}</p>", "<p>Davor</p>"),
        ("<ul><li><b>{{ nirgendwo }}</b></li></ul>", ""),
        ('<img alt="In {{ nirgendwo }}">', '<img alt="In ">'),
        ('<a href="/x/" title="{{ nirgendwo }}">Weiter</a>', '<a href="/x/" title="">Weiter</a>'),
        ("{{{ nirgendwo }}{ kommune_name }}", "Musterstadt"),
    ],
)
def test_citizens_see_nothing_of_what_nobody_knows(written, read):
    assert fill(written, town()) == read


def test_editors_see_what_nobody_knows():
    shown = fill("<p>Nach {{ nirgendwo }}</p>", town(), for_editor=True)

    assert '<mark class="placeholder"' in shown
    assert "nirgendwo" in shown


def test_a_value_that_is_not_set_is_left_out():
    assert fill("<p>Mail: {{ email }}</p>", town()) == "<p>Mail:</p>"


def test_only_the_public_address_is_shown():
    kommune = town(contact_email="intern@stadt.example", legal_email="info@stadt.example")

    assert fill("{{ email }}", kommune) == "info@stadt.example"


def test_a_link_becomes_a_link(register):
    register("weg", "/a/?b=1&c=2", label="Link", link_text="Zur Karte", is_link=True)

    assert fill("<p>{{ weg }}</p>", town()) == '<p><a href="/a/?b=1&amp;c=2">Zur Karte</a></p>'


def test_a_link_inside_of_a_link_is_its_words_only(register):
    register("weg", "/karte/", label="Link", link_text="Zur Karte", is_link=True)

    assert fill('<a href="/b/">{{ weg }}</a>', town()) == '<a href="/b/">Zur Karte</a>'


def test_a_link_in_an_attribute_is_its_address_or_its_words(register):
    register("weg", "/karte/", label="Link", link_text="Zur Karte", is_link=True)

    filled = fill('<a href="{{ weg }}" title="{{ weg }}">hier</a>', town())

    assert filled == '<a href="/karte/" title="Zur Karte">hier</a>'


def test_a_value_is_worked_out_once_for_each_request(register):
    asked = []
    placeholders.register(Placeholder("teuer", "Teuer", lambda kommune: asked.append(1) or "12"))
    kommune = town()

    fill("{{ teuer }} und {{ teuer }}", kommune)
    fill("{{ teuer }}", kommune)

    assert len(asked) == 1


def test_without_a_tenant_nothing_is_known():
    assert fill("<p>{{ kommune }} grüßt</p>", None) == "<p>grüßt</p>"


pieces = st.lists(
    st.sampled_from(
        ["{{", "}}", "{", "}", " ", "kommune", "nirgendwo", "startseite", "|", "%", "ä", "<p>"]
        + ["</p>", "<b>", "</b>", '<a href="', '">', "</a>", "&amp;", "\u200f", "{{ kommune }}"]
        + ["{{ nirgendwo }}", "7|add:7", "\n"]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(pieces)
def test_filling_twice_changes_nothing_more(text):
    once = fill(text, town())

    assert fill(once, town()) == once


@settings(max_examples=300, deadline=None)
@given(pieces, st.booleans())
def test_no_placeholder_is_left(text, for_editor):
    assert not PLACEHOLDER.search(fill(text, town(), for_editor=for_editor))
    assert not PLACEHOLDER.search(fill_plain(text, town()))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>&\"'{}% kommune", max_size=20))
def test_no_name_of_a_town_breaks_the_markup(name):
    filled = fill('<p title="{{ kommune_name }}">{{ kommune_name }}</p>', town(name or "x"))

    assert filled.count("<") == 2
    assert filled.count('"') == 2
