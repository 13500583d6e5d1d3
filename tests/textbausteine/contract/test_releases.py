"""Who hears of a change of the centre: every town that uses the text, once, with a reason."""

from datetime import date

import pytest

from tests.factories.textbausteine import text
from textbausteine.models import Notice, Release

from .conftest import notice_of, page_with, paragraphs, publish

pytestmark = pytest.mark.django_db
Use = Notice.Use


def test_each_town_hears_of_a_change_as_it_uses_the_text(
    source, live_page, own, pinned, town, other_town, third_town
):
    publish(source, body=paragraphs("Ab März ist Ruhe, bis Ende September."))

    uses = {each: notice_of(each).use for each in (town, other_town, third_town)}
    assert uses == {town: Use.LIVE, other_town: Use.ADOPTED, third_town: Use.PINNED}


def test_publishing_again_without_a_change_alarms_nobody(source, live_page):
    source.body = [(block.block_type, block.value.source) for block in source.body]  # new keys
    publish(source, teaser=source.teaser)

    assert not Notice.objects.exists()
    assert Release.objects.filter(text=source).count() == 1


def test_who_does_not_use_the_text_hears_nothing(source, town, other_town):
    page_with(town, text(None, slug="anderer"))
    page_with(other_town, source, live=False)

    publish(source, title="Hecken richtig schneiden")

    assert not Notice.objects.exists()


def test_the_notice_says_why_and_until_when(source, live_page, town):
    due = date(2026, 12, 31)

    publish(source, title="Neu", change_note="Das Gesetz gilt ab Januar.", act_by=due)

    notice = notice_of(town)
    assert notice.release.note == "Das Gesetz gilt ab Januar."
    assert notice.act_by == due


def test_a_newer_change_takes_the_place_of_an_unanswered_one_and_stays_as_urgent(
    source, live_page, town
):
    publish(source, title="Eilig", act_by=date(2026, 12, 1))
    first = notice_of(town)

    publish(source, title="Und noch etwas", act_by=None)

    first.refresh_from_db()
    assert first.answer == Notice.Answer.OVERTAKEN
    assert notice_of(town).act_by == date(2026, 12, 1)
    assert notice_of(town).since.content["title"] == "Hecken schneiden"


def test_the_reason_of_the_last_change_is_not_offered_for_the_next(writer, source):
    publish(source, title="Neu", change_note="Alter Grund")

    html = writer.get(f"/admin/snippets/textbausteine/textbaustein/edit/{source.pk}/")

    assert "Alter Grund" not in html.content.decode()


def test_publishing_for_many_towns_asks_as_often_as_for_one(
    source, town, other_town, third_town, django_assert_num_queries, django_assert_max_num_queries
):
    page_with(town, source)
    publish(source, title="Warm")
    with django_assert_max_num_queries(80) as one:
        publish(source, title="Eine Kommune")
    page_with(other_town, source)
    page_with(third_town, source)
    with django_assert_num_queries(len(one)):
        publish(source, title="Drei Kommunen")
