import re
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from inbox.models import Submission
from kommunen.models import Role
from mitmachkarte.models import InitiativePage
from tests.factories.mitmachkarte import InitiativePageFactory

from .conftest import EMAIL, STEP_1, STEP_2, hidden_fields, link_in, post

pytestmark = pytest.mark.django_db

URL = "/mitmachkarte/vorschlagen/"


def photo(name="beet.jpg", size=(800, 600), **options):
    data = BytesIO()
    Image.new("RGB", size, "green").save(data, "JPEG", **options)
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


PICTURE_WORDS = {
    "picture_alt": "Eine Gießkanne",
    "picture_author": "Ada Beispiel",
    "picture_licence": "on",
}


def test_the_map_leads_to_the_form(client):
    assert f'href="{URL}"' in client.get("/mitmachkarte/").text


def test_no_step_needs_a_cookie(client, propose):
    assert propose().status_code == 302
    assert not client.cookies


def test_a_mistake_in_a_step_keeps_what_was_written(client):
    response = post(client, URL, {**STEP_1, "title": "", "do": "1-2"})

    assert response.status_code == 422
    assert "Bitte schreiben Sie den Namen der Initiative." in response.text
    assert "Wir gießen Straßenbäume." in response.text


def test_going_back_loses_nothing(client):
    page = post(client, URL, {**STEP_1, "do": "1-2"})
    back = post(client, URL, {**STEP_2, **hidden_fields(page), "do": "2-1"})

    assert 'value="Gießkannengruppe"' in back.text
    again = post(client, URL, {**STEP_1, **hidden_fields(back), "do": "1-2"})
    assert 'value="Lindenallee 3"' in again.text


def test_a_place_or_none_has_to_be_named(client):
    page = post(client, URL, {**STEP_1, "do": "1-2"})

    response = post(client, URL, {"step_free": "yes", **hidden_fields(page), "do": "2-3"})

    assert response.status_code == 422
    assert "Wo findet man Sie?" in response.text


def test_shows_before_sending_what_may_be_there_already(client, town):
    InitiativePageFactory(town=town, title="Giesskannen-Gruppe", slug="schon-da")
    InitiativePageFactory(town=town, title="Fahrradküche")

    page = post(client, URL, {**STEP_1, "do": "1-2"})
    page = post(client, URL, {**STEP_2, **hidden_fields(page), "do": "2-3"})

    assert "Steht die Initiative schon auf der Karte?" in page.text
    assert "/mitmachkarte/schon-da/" in page.text
    assert "Fahrradküche" not in page.text


def test_nothing_reaches_the_town_before_the_address_is_confirmed(propose, town):
    propose()

    assert Submission.objects.for_site(town.site).get().state == "unconfirmed"
    assert not InitiativePage.objects.in_town(town).exists()


def test_the_confirmation_mail_repeats_nothing_that_was_typed(propose):
    propose(title="Kauft Zeug auf boese.example", summary="Billig!")

    (sent,) = mail.outbox
    assert sent.to == [EMAIL]
    assert "boese" not in sent.subject + sent.body
    assert "Billig" not in sent.body


def test_opening_the_link_changes_nothing(client, propose, town):
    propose()

    page = client.get(link_in(mail.outbox[0]))

    assert "Ja, vorschlagen" in page.text
    assert not InitiativePage.objects.in_town(town).exists()


def test_confirmed_it_becomes_a_draft_in_moderation(client, propose, confirm, town, member):
    freigabe = member(town, Role.FREIGABE)
    propose()
    mail.outbox[1:] = []

    assert confirm().status_code == 302

    page = InitiativePage.objects.in_town(town).get()
    assert not page.live
    assert page.contact_email == EMAIL
    assert [category.slug for category in page.categories.all()] == ["gaerten"]
    assert "&lt;b&gt;Kommt" in page.body.render_as_block()
    assert page.current_workflow_task is not None
    assert freigabe.email in [to for sent in mail.outbox for to in sent.to]
    assert client.get("/mitmachkarte/giesskannengruppe/").status_code == 404


def test_the_consent_is_kept_in_its_own_words(propose, confirm, town):
    propose()
    confirm()

    submission = Submission.objects.for_site(town.site).get()
    assert "Ich spreche für diese Initiative." in submission.consent
    assert submission.confirmed_at


def test_pressing_the_button_twice_makes_one_draft(client, propose, confirm, town):
    propose()
    confirm()

    page = client.get(confirm()["Location"])

    assert "Vielen Dank" in page.text
    assert InitiativePage.objects.in_town(town).count() == 1


def test_sending_twice_from_one_display_is_one_proposal(client, town):
    page = post(client, URL, {**STEP_1, "do": "1-2"})
    page = post(client, URL, {**STEP_2, **hidden_fields(page), "do": "2-3"})
    fields = {"consent": "on", **hidden_fields(page), "do": "send"}

    post(client, URL, fields)
    post(client, URL, fields)

    assert len(mail.outbox) == Submission.objects.count() == 1


def test_the_picture_is_drawn_anew_and_credited(propose, confirm, town):
    exif = Image.Exif()
    exif[0x010E] = "51.2973 N, 6.8493 E"
    propose(send={**PICTURE_WORDS, "picture": photo(exif=exif)})
    confirm()

    image = InitiativePage.objects.in_town(town).get().image
    assert image.author == "Ada Beispiel"
    assert image.collection == town.collection
    with image.file.open() as file:
        assert b"51.2973" not in file.read()
    assert not Submission.objects.get().picture


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("x.svg", b"<svg><script>1</script></svg>"), "JPEG, PNG oder WebP"),
        (SimpleUploadedFile("x.jpg", b"<script>alert(1)</script>"), "JPEG, PNG oder WebP"),
        (SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50), "JPEG, PNG oder WebP"),
        (SimpleUploadedFile("x.jpg", b"0" * (10 * 1024 * 1024 + 1)), "mehr als 10 MB"),
        (SimpleUploadedFile("x.jpg", b""), "leer"),
    ],
)
def test_what_is_no_picture_is_refused_and_the_words_stay(propose, file, sentence):
    file.seek(0)
    response = propose(send={**PICTURE_WORDS, "picture": file})

    assert response.status_code == 422
    assert sentence in response.text
    assert "Gießkannengruppe" in response.text
    assert "Eine Gießkanne" in response.text
    assert not mail.outbox


def test_a_picture_with_too_many_pixels_is_refused(propose, monkeypatch):
    monkeypatch.setattr("inbox.submissions.pictures.MAX_PIXELS", 100_000)

    response = propose(send={**PICTURE_WORDS, "picture": photo()})

    assert "zu viele Bildpunkte" in response.text


def test_a_picture_needs_words_an_author_and_the_rights(propose):
    text = propose(send={"picture": photo()}).text

    assert "Bitte schreiben Sie, was zu sehen ist." in text
    assert "Bitte schreiben Sie, wer das Bild gemacht hat." in text
    assert "Das brauchen wir, bevor wir das Bild zeigen dürfen." in text


def test_answers_of_another_town_are_not_taken(client_for, client, other_town):
    page = post(client_for(other_town), URL, {**STEP_1, "do": "1-2"})

    response = post(client, URL, {**STEP_2, **hidden_fields(page), "do": "2-3"})

    assert "Schritt 1 von 3" in response.text


@pytest.mark.parametrize("answers", ["erfunden", "a:b:c", ""])
def test_forged_answers_begin_anew(client, answers):
    response = post(client, URL, {**STEP_2, "answers": answers, "do": "send"})

    assert "Schritt 1 von 3" in response.text
    assert not Submission.objects.exists()


def test_the_bait_is_told_that_all_went_well(propose):
    assert propose(send={"subject": "Angebot"}).status_code == 302
    assert not Submission.objects.exists()
    assert not mail.outbox


def test_one_address_is_not_flooded(propose):
    for number in range(6):
        response = propose(title=f"Gruppe {number}")

    assert "schon mehrere Mails" in response.text
    assert len(mail.outbox) == 5
    assert Submission.objects.count() == 5


def test_a_link_of_another_town_opens_nothing(client_for, other_town, propose):
    propose()

    response = client_for(other_town).get(link_in(mail.outbox[0]))

    assert response.status_code == 410
    assert "Dieser Link gilt nicht." in response.text


def test_slugs_of_our_own_forms_are_not_given_away(propose, confirm, town):
    propose(title="Vorschlagen")
    confirm()

    assert InitiativePage.objects.in_town(town).get().slug == "vorschlagen-2"


def test_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    client.get(URL)
    with django_assert_max_num_queries(4):
        assert re.search("Schritt 1 von 3", client.get(URL).text)
