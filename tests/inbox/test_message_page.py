from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from inbox.models import LogEntry
from inbox.throttle import LIMIT
from tests.factories.inbox import MESSAGE, filled, send
from tests.inbox.urls import ADDRESSEE

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.inbox.urls")]

URL = "/nachricht/"
SENT = "/nachricht/?gesendet=1"


@pytest.fixture
def client(town, client_for):
    return client_for(town)


def test_shows_the_form_without_cookie_and_without_address(client):
    response = client.get(URL)

    assert response.status_code == 200
    assert not response.cookies
    assert ADDRESSEE.email not in response.text
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_names_what_each_field_is_for(client):
    text = client.get(URL).text

    assert 'autocomplete="name"' in text
    assert 'autocomplete="email"' in text
    assert text.count("<label for=") == 3
    assert 'aria-describedby="id_email_helptext"' in text


def test_hides_the_bait_from_eyes_screen_readers_and_the_tab_key(client):
    bait = client.get(URL).text.split("<p hidden>")[1].split("</p>")[0]

    assert 'name="subject"' in bait
    assert 'tabindex="-1"' in bait
    assert 'autocomplete="off"' in bait


def test_relays_a_message_at_once(client, town):
    response = send(client, town, URL, filled(town, "initiative:12"))

    assert response.status_code == 302
    assert response["Location"] == SENT
    (sent,) = mail.outbox
    assert sent.to == [ADDRESSEE.email]
    assert sent.reply_to == [MESSAGE["email"]]
    assert "brauche ich für die Fahrradküche eigenes Werkzeug?" in sent.body
    assert LogEntry.objects.for_site(town.site).get().state == LogEntry.State.DONE


def test_writes_nothing_to_the_address_the_visitor_typed(client, town):
    send(client, town, URL, filled(town, "initiative:12"))

    assert all(MESSAGE["email"] not in sent.recipients() for sent in mail.outbox)


def test_says_that_the_message_was_sent(client):
    text = client.get(SENT).text

    assert "Ihre Nachricht ist unterwegs" in text
    assert "Fahrradküche" in text
    assert ADDRESSEE.email not in text


def test_the_form_shown_can_be_sent(client, town, time_machine):
    token = client.get(URL).text.split('name="token" value="')[1].split('"')[0]
    time_machine.move_to(timezone.now() + timedelta(seconds=5))

    response = send(client, town, URL, {**MESSAGE, "token": token, "subject": ""})

    assert response["Location"] == SENT


@pytest.mark.parametrize(
    ("changes", "headers", "sentence"),
    [
        ({"age_s": 1}, {}, "schneller, als jemand schreiben kann"),
        ({"age_s": 25 * 60 * 60}, {}, "seit mehr als 24 Stunden offen"),
        ({"token": "erfunden"}, {}, "passt nicht mehr zu dieser Seite"),
        ({"token": ""}, {}, "passt nicht mehr zu dieser Seite"),
        ({}, {"origin": "https://boese.example"}, "von dieser Seite abgeschickt"),
        ({}, {"origin": None}, "von dieser Seite abgeschickt"),
    ],
)
def test_a_refusal_keeps_the_text_and_says_so(client, town, changes, headers, sentence):
    response = send(client, town, URL, filled(town, "initiative:12", **changes), **headers)

    assert response.status_code == 422
    assert sentence in response.text
    assert "Ihr Text steht noch hier" in response.text
    assert "eigenes Werkzeug?</textarea>" in response.text
    assert not mail.outbox


def test_a_refused_form_carries_a_new_token(client, town, time_machine):
    response = send(client, town, URL, filled(town, "initiative:12", age_s=25 * 60 * 60))
    token = response.text.split('name="token" value="')[1].split('"')[0]
    time_machine.move_to(timezone.now() + timedelta(seconds=5))

    assert send(client, town, URL, {**MESSAGE, "token": token})["Location"] == SENT


def test_a_form_of_another_town_sends_nothing(client, town, other_town):
    data = filled(other_town, "initiative:12")

    assert send(client, town, URL, data).status_code == 422
    assert not mail.outbox


def test_a_form_of_another_entry_sends_nothing(client, town):
    assert send(client, town, URL, filled(town, "initiative:13")).status_code == 422
    assert not mail.outbox


def test_who_takes_the_bait_believes_it_worked(client, town):
    data = filled(town, "initiative:12", subject="Angebot", email="keine Adresse")

    assert send(client, town, URL, data)["Location"] == SENT
    assert not mail.outbox
    assert not LogEntry.objects.exists()


def test_too_many_messages_are_refused_with_the_time_to_come_back(client, town):
    for number in range(LIMIT):
        send(client, town, URL, filled(town, "initiative:12", message=f"Nachricht {number}"))

    response = send(client, town, URL, filled(town, "initiative:12"))

    assert response.status_code == 429
    assert "Ihr Text steht noch hier" in response.text
    assert len(mail.outbox) == LIMIT


def test_mistakes_do_not_count_against_the_limit(client, town):
    for _each in range(LIMIT + 1):
        send(client, town, URL, filled(town, "initiative:12", email="keine Adresse"))

    assert send(client, town, URL, filled(town, "initiative:12"))["Location"] == SENT


def test_a_double_click_sends_one_mail(client, town):
    data = filled(town, "initiative:12")

    assert send(client, town, URL, data)["Location"] == SENT
    assert send(client, town, URL, data)["Location"] == SENT
    assert len(mail.outbox) == 1


def test_going_back_and_writing_something_else_sends_a_second_mail(client, town):
    data = filled(town, "initiative:12")
    send(client, town, URL, data)
    send(client, town, URL, {**data, "message": "Noch eine Frage: Wann ist geöffnet?"})

    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("name", "", "Bitte schreiben Sie Ihren Namen."),
        ("email", "", "Bitte schreiben Sie Ihre E-Mail-Adresse"),
        ("email", "erika", "wie name@beispiel.de"),
        ("email", "a@x.example, b@y.example", "wie name@beispiel.de"),
        ("email", '"a b\x0b"@x.example', "wie name@beispiel.de"),
        ("message", " \n\x00 ", "Bitte schreiben Sie Ihre Nachricht."),
        ("message", "x" * 5001, "mehr als 5000 Zeichen"),
        ("message", "https://a.example " * 4, "höchstens 3 Links"),
    ],
)
def test_a_mistake_is_named_and_linked_to_its_field(client, town, field, text, sentence):
    response = send(client, town, URL, filled(town, "initiative:12", **{field: text}))

    assert response.status_code == 422
    assert sentence in response.text
    assert f'href="#id_{field}"' in response.text
    assert "autofocus" in response.text
    assert 'aria-invalid="true"' in response.text
    assert not mail.outbox


def test_a_megabyte_is_given_back_to_be_shortened(client, town):
    text = "lang " * 200_000

    response = send(client, town, URL, filled(town, "initiative:12", message=text))

    assert response.status_code == 422
    assert text.strip() in response.text


def test_more_than_can_be_read_gets_a_page_that_says_so(client, town):
    response = send(client, town, URL, filled(town, "initiative:12", message="x" * 3_000_000))

    assert response.status_code == 413
    assert "Wir haben nichts davon gelesen" in response.text


def test_a_mail_server_that_is_down_keeps_the_message(client, town, settings):
    settings.EMAIL_BACKEND = "tests.inbox.mail_servers.Down"

    response = send(client, town, URL, filled(town, "initiative:12"))

    assert response["Location"] == "/nachricht/?gesendet=spaeter"
    assert "Der Mailserver antwortet gerade nicht" in client.get(response["Location"]).text


def test_an_address_that_does_not_exist_is_admitted_and_the_text_stays(client, town, settings):
    settings.EMAIL_BACKEND = "tests.inbox.mail_servers.UnknownAddress"

    response = send(client, town, URL, filled(town, "initiative:12"))

    assert response.status_code == 422
    assert "konnte nicht zugestellt werden" in response.text
    assert "eigenes Werkzeug?</textarea>" in response.text
    assert ADDRESSEE.email not in response.text


def test_nobody_to_write_to_is_not_found(client):
    assert client.get("/nachricht-an-niemanden/").status_code == 404


def test_other_methods_are_refused(client):
    assert client.put(URL).status_code == 405


def test_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(URL)
