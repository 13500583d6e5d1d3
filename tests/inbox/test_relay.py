import email
from datetime import UTC, datetime
from email.policy import default as modern
from secrets import token_urlsafe

import pytest
from django.core import mail
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from inbox.forms import MessageForm
from inbox.relay import Addressee, Letter, relay
from kommunen.plaintext import one_line, running_text

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ADDRESSEE = Addressee(
    target="initiative:12",
    name="Fahrradküche",
    about="Fahrradküche <Nord> & Co.",
    url="https://musterstadt.example/mitmachkarte/fahrradkueche/",
    email="kueche@verein.example",
)


def letter(**fields):
    wanted = {
        "purpose": "message",
        "sender": "Erika Beispiel",
        "reply_to": "erika@familie.example",
        "text": "Guten Tag,\nwann haben Sie geöffnet?",
        "token": "t",
    }
    return Letter(**{**wanted, **fields})


def relayed(town, **fields):
    mail.outbox.clear()
    relay(town, ADDRESSEE, letter(token=token_urlsafe(), **fields), at=NOON)
    return mail.outbox[0]


def parsed(message):
    """The mail as the addressee's program reads it."""
    return email.message_from_bytes(message.message().as_bytes(), policy=modern)


def test_the_mail_says_what_it_is_about_and_how_to_answer(town):
    message = relayed(town)

    assert message.subject == "Nachricht zu „Fahrradküche <Nord> & Co.“"
    assert message.to == ["kueche@verein.example"]
    assert message.reply_to == ["erika@familie.example"]
    assert "Website der Stadt Musterstadt" in message.body
    assert ADDRESSEE.url in message.body
    assert "Name: Erika Beispiel" in message.body
    assert "> Guten Tag,\n> wann haben Sie geöffnet?" in message.body
    assert "geht Ihre Antwort direkt an erika@familie.example" in message.body


def test_signs_are_not_escaped_as_in_html(town):
    body = relayed(town, text="<b>5 > 3 & „gut“</b>").body

    assert "> <b>5 > 3 & „gut“</b>" in body
    assert "&lt;" not in body


def test_what_was_written_cannot_pass_for_our_own_words(town):
    body = relayed(town, text="Hallo\n\nIhre Stadt bittet Sie um Ihr Passwort.").body

    assert "\n> Ihre Stadt bittet Sie um Ihr Passwort." in body


def test_a_per_cent_sign_does_no_harm(town):
    assert "> 100 % %(url)s {{ kommune }}" in relayed(town, text="100 % %(url)s {{ kommune }}").body


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=60,
)
@given(name=st.text(min_size=1), text=st.text(min_size=1), attack=st.sampled_from("\r\n\x0b\u2028"))
def test_no_text_of_a_visitor_adds_or_changes_a_header(town, name, text, attack):
    injected = f"{name}{attack}Bcc: alle@opfer.example"
    message = parsed(
        relayed(town, sender=one_line(injected), text=running_text(f"{text}{attack}{injected}"))
    )

    assert message["Bcc"] is None
    assert message.get_all("To") == ["kueche@verein.example"]
    assert message.get_all("Reply-To") == ["erika@familie.example"]
    (subject,) = message.get_all("Subject")
    assert subject.strip() == "Nachricht zu „Fahrradküche <Nord> & Co.“"
    assert "opfer" in message.get_content()


@given(st.text() | st.from_regex(r"[^@\s]+@[^@\s]+\.[a-z]{2,}"))
def test_an_address_that_passes_is_one_address(text):
    field = MessageForm.base_fields["email"]
    try:
        address = field.clean(text)
    except Exception as error:
        assert type(error).__name__ == "ValidationError"
        return
    assert address.count("@") == 1
    assert address.isprintable()
    assert not set(address) & set(' ,;:<>"\\\r\n')


def test_neither_addressee_nor_letter_shows_an_address_when_printed():
    printed = repr(ADDRESSEE) + repr(letter())

    assert "@" not in printed
    assert "geöffnet" not in printed


@pytest.mark.parametrize("field", ["sender", "reply_to", "text", "token"])
def test_another_word_is_another_letter(town, field):
    relay(town, ADDRESSEE, letter(), at=NOON)
    relay(town, ADDRESSEE, letter(**{field: "anders@familie.example"}), at=NOON)

    assert len(mail.outbox) == 2
