"""A town proposes, the centre accepts or says why not; and sees where its texts are used."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kommunen.models import Role
from tests.factories.kommunen import image
from textbausteine.models import Improvement

from .conftest import address, page_with, paragraphs, publish

pytestmark = pytest.mark.django_db

BETTER = "Ab März ist Ruhe. Im Februar geht es noch."


@pytest.fixture
def proposal(own, other_town, publisher):
    publish(own, body=paragraphs(BETTER))
    sent = {"comment": "Der Februar fehlt."}
    publisher(other_town).post(address("propose", own.pk), sent)
    return Improvement.objects.get()


def test_the_centre_reads_who_proposes_what_and_why(proposal, writer):
    assert "Nachbarstadt" in writer.get(address("spread")).content.decode()

    html = writer.get(address("improvement", proposal.pk)).content.decode()

    assert "Im Februar geht es noch." in html
    assert "Der Februar fehlt." in html


def test_an_accepted_proposal_is_the_draft_of_the_centre(proposal, source, writer):
    writer.post(
        address("improvement", proposal.pk), {"accept": "1", "seen": source.latest_revision_id}
    )

    source.refresh_from_db()
    assert source.has_unpublished_changes
    draft = source.get_latest_revision_as_object()
    assert draft.body[0].value.source == f"<p>{BETTER}</p>"
    assert draft.site is None


def test_who_accepts_over_a_newer_draft_is_told(proposal, source, writer):
    seen = source.latest_revision_id
    source.save_revision()

    answer = writer.post(
        address("improvement", proposal.pk), {"accept": "1", "seen": seen}, follow=True
    )

    assert "schneller" in answer.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == Improvement.State.WAITING


def test_a_proposal_is_not_declined_without_a_reason(proposal, writer):
    writer.post(address("improvement", proposal.pk), {"decline": "1", "reason": ""})

    proposal.refresh_from_db()
    assert proposal.state == Improvement.State.WAITING


def test_the_town_reads_the_reason(proposal, writer, other_town, client_for, member):
    reason = "Das regelt das Bundesgesetz anders."
    writer.post(address("improvement", proposal.pk), {"decline": "1", "reason": reason})

    desk = client_for(other_town, member(other_town, Role.REDAKTION))
    assert reason in desk.get(address("changes")).content.decode()


def test_pictures_of_the_town_stay_with_the_town(own, other_town, publisher):
    picture = image(other_town, licence="CC BY 4.0")
    block = ("picture", {"image": picture, "caption": ""})
    publish(own, body=[*paragraphs(BETTER), block])

    desk = publisher(other_town)
    answer = desk.post(address("propose", own.pk), {"comment": "Besser"}, follow=True)

    assert [each["type"] for each in Improvement.objects.get().content["body"]] == ["text"]
    assert "bleibt bei Ihnen" in answer.content.decode()


@pytest.mark.parametrize("name", ["press", "newsletter"])
def test_where_words_link_to_the_town_the_centre_keeps_its_own(
    name, own, source, other_town, publisher
):
    publish(source, **{name: "<p>Von der Zentrale.</p>"})
    page = other_town.site.root_page
    link = f'<p>Mehr bei <a linktype="page" id="{page.pk}">uns</a>.</p>'
    publish(own, body=paragraphs(BETTER), **{name: link})

    desk = publisher(other_town)
    answer = desk.post(address("propose", own.pk), {"comment": "Besser"}, follow=True)

    assert Improvement.objects.get().content[name] == "<p>Von der Zentrale.</p>"
    assert "1 Baustein bleibt bei Ihnen" in answer.content.decode()


def test_only_an_own_published_version_is_proposed(own, source, town, other_town, publisher):
    own.unpublish()

    assert publisher(other_town).get(address("propose", own.pk)).status_code == 404
    assert publisher(town).get(address("propose", own.pk)).status_code == 404


@pytest.mark.parametrize("page", ["spread", "text_spread", "improvement"])
def test_towns_do_not_open_the_centres_pages(proposal, source, town, publisher, page):
    keys = {"spread": [], "text_spread": [source.pk], "improvement": [proposal.pk]}[page]

    assert publisher(town).get(address(page, *keys)).status_code == 404


def test_the_centre_sees_how_each_town_uses_a_text_and_who_has_not_acted(
    source, live_page, own, pinned, writer, town, publisher
):
    publish(source, title="Neu", act_by=date(2026, 1, 31))
    notice = source.releases.last().notices.get(site=town.site)
    publisher(town).post(address("notice", notice.pk), {"answer": "noted"})

    html = writer.get(address("text_spread", source.pk)).content.decode()

    for town_name, use in (
        ("Musterstadt", "unverändert übernommen"),
        ("Nachbarstadt", "eigene Fassung"),
        ("Drittstadt", "festgehalten"),
    ):
        assert town_name in html
        assert use in html
    assert html.count("überfällig seit 31. Januar 2026") == 2
    assert "zur Kenntnis genommen" in html


def test_the_centre_does_not_see_the_towns_drafts(source, town, writer):
    page_with(town, source, title="Geheimer Entwurf", slug="geheim", live=False)

    html = writer.get(address("text_spread", source.pk)).content.decode()

    assert "Musterstadt" not in html


def test_the_overview_costs_the_same_for_many_towns(
    source, live_page, own, pinned, writer, town, django_assert_num_queries, other_town
):
    writer.get(address("text_spread", source.pk))
    with CaptureQueriesContext(connection) as before:
        writer.get(address("text_spread", source.pk))
    for number in range(3):
        page_with(other_town, source, slug=f"mehr-{number}")
    with django_assert_num_queries(len(before)):
        writer.get(address("text_spread", source.pk))
