from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.html import escape

from inbox import outbox
from inbox.models import Submission
from kommunen.models import Category, Role
from mitmachkarte.models import InitiativePage
from mitmachkarte.selfcare import care
from tests.factories.mitmachkarte import InitiativePageFactory

from .conftest import hidden_fields, link_in, post

pytestmark = pytest.mark.django_db

TEAM = "team@initiative.example"


@pytest.fixture
def initiative(town):
    page = InitiativePageFactory(
        town=town, title="Fahrradküche", slug="rad", street="Markt 1", phone="02102 1"
    )
    page.save_revision().publish()
    return page


@pytest.fixture
def link(town, initiative):
    return care.path(town, initiative, timezone.now() + timedelta(days=7))


@pytest.fixture
def change(client, link):
    """Send the form of change as it was shown, with other words."""

    def send(**words):
        page = InitiativePage.objects.get(slug="rad")
        shown = {
            "title": page.title,
            "summary": page.summary,
            "categories": ["reparieren"],
            "street": page.street,
            "district": page.district,
            "when": page.when,
            "phone": page.phone,
            "step_free": page.step_free,
        }
        return post(client, link + "aendern/", {**shown, **words})

    return send


def ask_for_link(client, email):
    url = "/mitmachkarte/rad/verwalten/"
    answer = post(client, url, {**hidden_fields(client.get(url)), "email": email})
    outbox.deliver_due(timezone.now() + timedelta(hours=12))
    return client.get(answer["Location"])


def test_the_entry_leads_to_the_form(client, initiative):
    assert 'href="/mitmachkarte/rad/verwalten/"' in client.get("/mitmachkarte/rad/").text


def test_a_link_goes_to_the_stored_address_only(client, initiative):
    ask_for_link(client, TEAM.upper())

    (sent,) = mail.outbox
    assert sent.to == [TEAM]
    assert "Fahrradküche" in client.get(link_in(sent)).text


def test_the_answer_is_the_same_for_a_strangers_address(client, initiative):
    theirs = ask_for_link(client, TEAM).text
    mail.outbox.clear()

    assert ask_for_link(client, "fremd@boese.example").text == theirs
    assert not mail.outbox


def test_the_address_is_shown_on_none_of_the_pages(client, initiative, link):
    for path in ("", "aendern/", "abmelden/", "uebergeben/"):
        assert TEAM not in client.get(link + path).text
    assert TEAM not in client.get("/mitmachkarte/rad/verwalten/").text


def test_opening_the_link_confirms_nothing(client, initiative, link):
    client.get(link)

    assert InitiativePage.objects.get(pk=initiative.pk).confirmed_on is None


def test_one_button_confirms_the_entry(client, initiative, link):
    answer = client.post(link)

    assert "ab heute bestätigt" in client.get(answer["Location"]).text
    assert InitiativePage.objects.get(pk=initiative.pk).confirmed_on == timezone.localdate()


@pytest.mark.parametrize("path", ["", "aendern/", "abmelden/", "uebergeben/"])
@pytest.mark.parametrize(
    "forge",
    [
        lambda link: link[:-3] + "xx/",
        lambda link: "/mitmachkarte/pflege/1/",
        lambda link: "/mitmachkarte/pflege/99999-1.x/",
    ],
)
def test_a_forged_link_changes_nothing_and_says_so(client, initiative, link, forge, path):
    response = client.post(forge(link) + path, {"email": "x@boese.example"})

    assert response.status_code == 410
    assert "Dieser Link gilt nicht." in response.text
    assert "nichts ging verloren" in response.text
    assert InitiativePage.objects.get(pk=initiative.pk).live


def test_a_link_of_another_town_opens_nothing(client_for, other_town, link):
    assert client_for(other_town).get(link).status_code == 410


def test_a_link_of_another_form_opens_nothing(client, link):
    token = link.split("/")[-2]

    assert client.get(f"/bestaetigen/{token}/").status_code == 410


def test_an_old_link_leads_to_a_new_one(client, link, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=8))

    response = client.post(link)

    assert response.status_code == 410
    assert 'href="/mitmachkarte/rad/verwalten/"' in response.text


def test_a_link_dies_with_the_address_it_was_mailed_to(client, initiative, link):
    InitiativePage.objects.update(contact_email="neu@initiative.example")

    assert client.get(link).status_code == 410


def test_a_change_waits_and_the_approved_version_stays(client, change, town):
    assert change(street="Ring 9").status_code == 302

    task = Submission.objects.for_site(town.site).get()
    assert task.state == "waiting"
    assert task.facts == {"street": "Ring 9"}
    assert "Markt 1" in client.get("/mitmachkarte/rad/").text


def test_freigabe_sees_old_and_new_in_words_and_publishes(client_for, client, change, town, member):
    change(street="Ring 9", categories=["gaerten", "reparieren"], step_free="yes")
    task = Submission.objects.get()
    desk = client_for(town, member(town, Role.FREIGABE))

    page = desk.get(f"/admin/eingang/{task.pk}/").text
    assert "<del>Markt 1</del>" in page
    assert "<ins>Ring 9</ins>" in page
    assert "<ins>stufenlos</ins>" in page
    names = [Category.objects.get(slug=slug).name for slug in ("gaerten", "reparieren")]
    assert escape(", ".join(names)) in page

    desk.post(f"/admin/eingang/{task.pk}/", {"decision": "accept"})
    assert "Ring 9" in client.get("/mitmachkarte/rad/").text
    assert InitiativePage.objects.get(slug="rad").confirmed_on == timezone.localdate()


def test_redaktion_may_read_but_not_publish(client_for, change, town, member):
    change(street="Ring 9")
    task = Submission.objects.get()
    desk = client_for(town, member(town, Role.REDAKTION))

    assert "Darüber entscheidet die Freigabe." in desk.get(f"/admin/eingang/{task.pk}/").text
    assert desk.post(f"/admin/eingang/{task.pk}/", {"decision": "accept"}).status_code != 200
    assert InitiativePage.objects.get(slug="rad").street == "Markt 1"


def test_another_towns_freigabe_finds_no_such_task(client_for, change, other_town, member):
    change(street="Ring 9")
    desk = client_for(other_town, member(other_town, Role.FREIGABE))

    url = f"/admin/eingang/{Submission.objects.get().pk}/"
    assert desk.get(url).status_code == 404
    assert desk.post(url, {"decision": "accept"}).status_code == 404
    assert "Fahrradküche" not in desk.get("/admin/eingang/").text


def test_a_rejected_change_leaves_all_as_it_is_and_may_be_answered(
    client_for, change, town, member
):
    change(street="Ring 9")
    desk = client_for(town, member(town, Role.FREIGABE))
    url = f"/admin/eingang/{Submission.objects.get().pk}/"

    desk.post(url, {"decision": "reject", "answer": "Bitte rufen Sie uns an."})
    outbox.deliver_due(timezone.now())

    assert InitiativePage.objects.get(slug="rad").street == "Markt 1"
    assert mail.outbox[-1].to == [TEAM]
    assert "Bitte rufen Sie uns an." in mail.outbox[-1].body


def test_an_editors_open_draft_gets_the_change_and_stays_a_draft(
    client_for, client, change, town, member, initiative
):
    draft = InitiativePage.objects.get(pk=initiative.pk)
    draft.summary = "Noch nicht fertig."
    draft.save_revision()
    change(street="Ring 9")
    desk = client_for(town, member(town, Role.FREIGABE))

    desk.post(f"/admin/eingang/{Submission.objects.get().pk}/", {"decision": "accept"})

    page = InitiativePage.objects.get(pk=initiative.pk)
    assert (page.street, page.summary) == ("Ring 9", "Wir reparieren, was noch geht.")
    kept = page.get_latest_revision_as_object()
    assert (kept.street, kept.summary) == ("Ring 9", "Noch nicht fertig.")
    assert page.has_unpublished_changes


def test_a_second_change_takes_the_place_of_the_first(change):
    change(street="Ring 9")
    change(street="Ring 10")

    assert Submission.objects.get().facts == {"street": "Ring 10"}


def test_without_a_difference_nothing_is_sent(client, change):
    answer = change()

    assert "nichts zu senden" in client.get(answer["Location"]).text
    assert not Submission.objects.exists()


def test_a_mistake_in_a_change_keeps_what_was_written(change):
    response = change(street="", summary="Neu und gut")

    assert response.status_code == 422
    assert "Wo findet man Sie?" in response.text
    assert "Neu und gut" in response.text


def test_an_initiative_takes_itself_off_the_map_and_the_town_knows(client, link, town):
    assert client.get(link + "abmelden/").status_code == 200
    client.post(link + "abmelden/")
    client.post(link + "abmelden/")

    page = InitiativePage.objects.get(slug="rad")
    assert not page.live
    assert Submission.objects.for_site(town.site).get().kind == "initiative-takedown"
    assert client.get(link).status_code == 200


def test_a_handover_waits_for_the_successor(client, link, confirm):
    post(client, link + "uebergeben/", {"email": "neu@initiative.example"})
    assert InitiativePage.objects.get(slug="rad").contact_email == TEAM
    assert mail.outbox[-1].to == ["neu@initiative.example"]
    assert "Fahrradküche" not in mail.outbox[-1].body

    confirm()
    outbox.deliver_due(timezone.now() + timedelta(hours=12))

    assert InitiativePage.objects.get(slug="rad").contact_email == "neu@initiative.example"
    told = {sent.to[0]: sent for sent in mail.outbox[1:]}
    assert "nicht mehr hinterlegt" in told[TEAM].body
    assert client.get(link_in(told["neu@initiative.example"])).status_code == 200
    assert client.get(link).status_code == 410


def test_a_handover_reaches_the_open_draft(client, link, confirm, initiative):
    InitiativePage.objects.get(pk=initiative.pk).save_revision()

    post(client, link + "uebergeben/", {"email": "neu@initiative.example"})
    confirm()

    draft = InitiativePage.objects.get(pk=initiative.pk).get_latest_revision_as_object()
    assert draft.contact_email == "neu@initiative.example"


def test_who_is_published_gets_a_link(client, propose, confirm, town):
    propose()
    confirm()
    assert care.greet_published(timezone.now()) == 0
    InitiativePage.objects.in_town(town).get().get_latest_revision().publish()
    mail.outbox.clear()

    assert care.greet_published(timezone.now()) == 1
    assert care.greet_published(timezone.now()) == 0
    outbox.deliver_due(timezone.now() + timedelta(hours=12))

    (sent,) = mail.outbox
    assert client.get(link_in(sent)).status_code == 200
