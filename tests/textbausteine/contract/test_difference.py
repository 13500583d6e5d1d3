"""A difference is read in words; merging goes part by part."""

from textbausteine.contract.contents import content_of, fingerprint
from textbausteine.contract.difference import difference
from textbausteine.contract.merging import merged, rows
from textbausteine.models import Textbaustein

from .conftest import paragraphs


def content(*words):
    raw = content_of(Textbaustein(title="Hecken", body=paragraphs(*words)))
    for number, block in enumerate(raw["body"]):
        block["id"] = f"block-{number}"
    return raw


def said(changes):
    return [(change.label, [(s.kind, s.words) for s in change.spans]) for change in changes]


def test_a_difference_names_the_words_that_went_and_came():
    old, new = content("Ab März ist Ruhe."), content("Ab März ist wirklich Ruhe.")

    assert said(difference(old, new)) == [
        ("Text", [("same", "Ab März ist "), ("new", "wirklich "), ("same", "Ruhe.")])
    ]


def test_a_difference_holds_no_html():
    old, new = content("Eins"), content('Eins <a href="https://example.org">zwei</a> &amp; drei')

    words = "".join(s.words for change in difference(old, new) for s in change.spans)
    assert words == "Eins zwei & drei"


def test_a_link_alone_is_a_change_without_words():
    old = content('<a href="https://example.org/a">hier</a>')
    new = content('<a href="https://example.org/b">hier</a>')

    assert [change.shows_words for change in difference(old, new)] == [False]


def test_blocks_that_move_apart_are_compared_with_their_own_kind():
    old, new = content("Eins", "Zwei"), content("Null", "Eins", "Zwei")
    for number, block in enumerate(new["body"]):
        block["id"] = ("neu", "block-0", "block-1")[number]

    assert said(difference(old, new)) == [("Text", [("new", "Null")])]


def test_keys_of_the_editor_make_no_difference():
    one, other = content('<b data-block-key="a">x</b>'), content('<b data-block-key="b">x</b>')
    other["body"][0]["id"] = "ganz-anders"

    assert fingerprint(one) == fingerprint(other)
    assert difference(one, other) == []


def test_what_only_the_centre_has_changed_is_taken_from_it():
    base, ours = content("Eins", "Zwei"), content("Eins", "Unser Zwei")
    theirs = content("Neues Eins", "Zwei")

    found = rows(ours, theirs, base, {})

    texts = [block["value"] for block in merged(found)["body"]]
    assert texts == ["<p>Neues Eins</p>", "<p>Unser Zwei</p>"]
    assert not any(row.is_conflict for row in found)


def test_what_both_have_changed_stays_ours_until_somebody_chooses():
    base, ours, theirs = content("Eins"), content("Unser Eins"), content("Deren Eins")

    (row,) = [row for row in rows(ours, theirs, base, {}) if row.pair.field == "body"]
    assert row.is_conflict
    assert row.choice == "ours"

    both = merged(rows(ours, theirs, base, {row.name: "both"}))
    assert [block["value"] for block in both["body"]] == ["<p>Unser Eins</p>", "<p>Deren Eins</p>"]


def test_a_block_that_the_centre_has_taken_out_goes():
    base = ours = content("Eins", "Zwei")
    theirs = content("Eins")

    assert len(merged(rows(ours, theirs, base, {}))["body"]) == 1


def test_a_choice_nobody_offers_is_the_usual_one():
    base, ours, theirs = content("Eins"), content("Eins"), content("Zwei")
    (row,) = [row for row in rows(ours, theirs, base, {}) if row.pair.field == "body"]

    assert rows(ours, theirs, base, {row.name: "<script>"})[-1].choice == row.choice
