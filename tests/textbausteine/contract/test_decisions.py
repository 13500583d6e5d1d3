"""A town decides about a change; what it decides is recorded and shown; nothing is lost."""

import json

import pytest
from django.urls import reverse

from kommunen.models import AuditEntry, Role
from textbausteine.models import Adoption, Notice, Pin

from .conftest import address, notice_of, page_with, paragraphs, publish

pytestmark = pytest.mark.django_db
Answer = Notice.Answer

OLD, NEW = "Ab März ist Ruhe.", "Ab März ist wirklich Ruhe."


@pytest.fixture
def changed(source, live_page, own, pinned):
    return publish(source, body=paragraphs(NEW), change_note="Wegen der Vögel.")


def read(client_for, kommune) -> str:
    return client_for(kommune).get("/gut-zu-wissen/hecken/").content.decode()


def decide(client, notice, answer, own=None):
    seen = own.latest_revision_id if own else ""
    sent = {"answer": answer, "seen": seen}
    return client.post(address("notice", notice.pk), sent, follow=True)


def test_the_first_page_and_the_list_name_what_waits(changed, town, publisher):
    desk = publisher(town)

    for page in ("/admin/", address("changes")):
        assert address("notice", notice_of(town).pk) in desk.get(page).content.decode()


def test_a_change_is_shown_in_words_with_reason_and_role(changed, town, publisher):
    html = publisher(town).get(address("notice", notice_of(town).pk)).content.decode()

    assert "<ins>" in html
    assert "wirklich" in html
    assert "Wegen der Vögel." in html


def test_live_pages_show_the_change_at_once_and_the_town_takes_note(
    changed, town, publisher, client_for
):
    assert NEW in read(client_for, town)
    notice = notice_of(town)

    decide(publisher(town), notice, Answer.NOTED)

    notice.refresh_from_db()
    assert notice.answer == Answer.NOTED
    assert notice.answered_by.username.startswith("freigabe@")


def test_a_live_town_may_stay_with_the_version_before(changed, town, publisher, client_for):
    decide(publisher(town), notice_of(town), Answer.KEPT)

    assert OLD in read(client_for, town)
    assert OLD in client_for(town).get("/gute-nachbarschaft/").content.decode()


def test_an_own_version_is_kept_until_somebody_decides(changed, other_town, publisher, client_for):
    assert OLD in read(client_for, other_town)

    decide(publisher(other_town), notice_of(other_town), Answer.KEPT)

    assert OLD in read(client_for, other_town)


def test_an_own_version_takes_over_all_of_the_change(changed, other_town, publisher, client_for):
    own = notice_of(other_town).release.text.adoptions.get().text

    decide(publisher(other_town), notice_of(other_town), Answer.ACCEPTED, own)

    assert NEW in read(client_for, other_town)
    assert Adoption.objects.get(text=own).release.content["body"][0]["value"] == f"<p>{NEW}</p>"


def test_a_pinned_town_shows_its_version_until_it_moves_on(
    changed, third_town, publisher, client_for
):
    assert OLD in read(client_for, third_town)

    decide(publisher(third_town), notice_of(third_town), Answer.ACCEPTED)

    assert NEW in read(client_for, third_town)


def test_redaktion_reads_and_freigabe_decides(changed, town, client_for, member):
    writer = client_for(town, member(town, Role.REDAKTION))
    notice = notice_of(town)

    assert "wirklich" in writer.get(address("notice", notice.pk)).content.decode()
    writer.post(address("notice", notice.pk), {"answer": Answer.NOTED})
    assert notice_of(town) == notice


def test_another_towns_change_does_not_exist(changed, town, other_town, publisher):
    foreign = address("notice", notice_of(other_town).pk)

    desk = publisher(town)

    assert desk.get(foreign).status_code == 404
    assert desk.post(foreign, {"answer": Answer.KEPT}).status_code == 404


def test_the_second_who_decides_is_told(changed, other_town, publisher, own):
    notice = notice_of(other_town)
    desk = publisher(other_town)
    decide(desk, notice, Answer.KEPT)

    late = decide(desk, notice, Answer.ACCEPTED, own)

    assert "schneller" in late.content.decode()
    notice.refresh_from_db()
    assert notice.answer == Answer.KEPT


def test_both_versions_are_merged_part_by_part(source, own, other_town, publisher, client_for):
    (block,) = source.body.get_prep_value()
    addition = {"type": "text", "value": "<p>Bei uns hilft der Bauhof.</p>", "id": "eigener"}
    publish(own, body=json.dumps([block, addition]))
    publish(source, body=json.dumps([{**block, "value": f"<p>{NEW}</p>"}]))
    own.refresh_from_db()
    form = address("merge", notice_of(other_town).pk)
    desk = publisher(other_town)

    html = desk.get(form).content.decode()
    desk.post(form, {"seen": own.latest_revision_id})

    assert "Bei uns hilft der Bauhof." in html
    shown = read(client_for, other_town)
    assert NEW in shown
    assert "Bei uns hilft der Bauhof." in shown
    assert Notice.objects.get(site=other_town.site).answer == Answer.MERGED


def test_who_merges_second_is_told_and_loses_no_choice(changed, own, other_town, publisher):
    desk = publisher(other_town)
    form = address("merge", notice_of(other_town).pk)
    seen = own.latest_revision_id
    publish(own, teaser="Meanwhile")

    answer = desk.post(form, {"seen": seen, "teaser": "theirs"}).content.decode()

    assert "Inzwischen" in answer
    assert 'name="teaser" value="theirs" checked' in answer
    assert notice_of(other_town)
    own.refresh_from_db()
    assert own.teaser == "Meanwhile"


@pytest.fixture
def draft(own):
    own.teaser = "Noch nicht fertig"
    own.save_revision()
    own.refresh_from_db()
    return own


def test_accepting_takes_nothing_from_an_open_draft(
    changed, draft, other_town, publisher, client_for
):
    notice = notice_of(other_town)
    desk = publisher(other_town)

    offered = desk.get(address("notice", notice.pk)).content.decode()
    answer = decide(desk, notice, Answer.ACCEPTED, draft)

    assert 'value="accepted"' not in offered
    assert "Entwurf, der nicht veröffentlicht ist" in answer.content.decode()
    assert notice_of(other_town) == notice
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().teaser == "Noch nicht fertig"
    assert OLD in read(client_for, other_town)


def test_a_change_merged_into_a_draft_counts_once_that_is_public(
    changed, draft, other_town, publisher, client_for
):
    before = Adoption.objects.get(text=draft).release
    release = notice_of(other_town).release
    merging = address("merge", notice_of(other_town).pk)

    publisher(other_town).post(merging, {"seen": draft.latest_revision_id})

    assert OLD in read(client_for, other_town)
    assert Adoption.objects.get(text=draft).release == before

    draft.refresh_from_db()
    draft.latest_revision.publish()

    assert NEW in read(client_for, other_town)
    assert Adoption.objects.get(text=draft).release == release


def test_a_town_pins_the_current_version_and_follows_again(source, town, publisher, client_for):
    page_with(town, source)
    desk = publisher(town)
    desk.post(address("pin", source.pk))
    publish(source, body=paragraphs(NEW))
    assert OLD in read(client_for, town)

    desk.post(address("pin", source.pk), {"follow": "1"})

    assert NEW in read(client_for, town)
    assert not Pin.objects.exists()


def test_only_published_central_texts_are_pinned(own, town, publisher):
    assert publisher(town).post(address("pin", own.pk)).status_code == 404


def test_the_decision_stands_in_the_record_of_changes(changed, town, publisher):
    decide(publisher(town), notice_of(town), Answer.NOTED)

    assert AuditEntry.objects.filter(kommune=town, thing="textbausteine.notice").exists()


def test_a_used_text_is_not_deleted(source, pinned, writer):
    delete = reverse("wagtailsnippets_textbausteine_textbaustein:delete", args=[source.pk])

    writer.post(delete)

    source.refresh_from_db()
