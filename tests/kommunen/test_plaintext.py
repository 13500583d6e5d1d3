import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunen.plaintext import count_links, masked, one_line, quoted, running_text


@given(st.text())
def test_one_line_is_one_line_without_control_characters(text):
    line = one_line(text)

    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in line)


@given(st.text())
def test_running_text_knows_one_kind_of_line_end(text):
    assert running_text(text).splitlines() == (
        running_text(text).split("\n") if running_text(text) else []
    )


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert running_text(running_text(text)) == running_text(text)
    assert one_line(one_line(text)) == one_line(text)


@given(st.text())
def test_every_quoted_line_is_marked(text):
    assert all(line.startswith(">") for line in quoted(running_text(text)).split("\n"))


@pytest.mark.parametrize(
    "text", ["Grüße aus Köln 🚲👩‍🔧", "Zeile\n\n  eingerückt", "a\tb", "𝒳 ≤ ½"]
)
def test_honest_text_stays_as_it_is(text):
    assert running_text(text) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Anna\r\nBcc: alle@opfer.example", "Anna Bcc: alle@opfer.example"),
        ("Anna\u2028Bcc: x", "Anna Bcc: x"),
        ("An\x00na", "Anna"),
        ("\u202eelpmaxe@retrAG", "elpmaxe@retrAG"),
        ("  viel   Luft\u00a0 ", "viel Luft"),
    ],
)
def test_tricks_are_taken_out_of_a_line(text, line):
    assert one_line(text) == line


def test_counts_links():
    assert count_links("https://a.example http://b.example www.c.example HTTPS://D.example") == 4


@pytest.mark.parametrize(
    ("address", "hint"),
    [("garten@verein.example", "g…@v….example"), ("@verein.example", "…"), ("", "…"), ("x", "…")],
)
def test_of_an_address_only_a_hint_is_left(address, hint):
    assert masked(address) == hint
