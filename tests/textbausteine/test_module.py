"""A text module on a page: the right version for the town, at a fixed cost."""

import pytest
from django.test import RequestFactory
from wagtail.blocks import StreamValue

from kommunen.models import Kommune
from tests.factories.kommunen import document, image
from tests.factories.textbausteine import text
from textbausteine.blocks import TextBlocks

pytestmark = pytest.mark.django_db

BLOCKS = TextBlocks()


def ask(kommune: Kommune | None, *, is_preview: bool = False):
    request = RequestFactory().get("/")
    request.kommune = kommune
    request.is_preview = is_preview
    return request


def module(*texts, with_title=False) -> StreamValue:
    """A stream of text modules, as it is read from the database."""
    return BLOCKS.to_python(
        [
            {"type": "textbaustein", "value": {"text": each.pk, "with_title": with_title}}
            for each in texts
        ]
    )


def read(kommune: Kommune | None, *texts, **options) -> str:
    request = ask(kommune, is_preview=options.pop("is_preview", False))
    return BLOCKS.render(module(*texts, **options), context={"request": request})


def test_the_central_text_is_shown(town):
    assert "Fragen Sie" in read(town, text(None, words="Fragen Sie"))


def test_the_towns_own_version_takes_its_place(town):
    central_text = text(None, words="Von der Zentrale")
    text(town, words="Aus dem Rathaus")

    assert "Aus dem Rathaus" in read(town, central_text)
    assert "Von der Zentrale" not in read(town, central_text)


def test_another_towns_version_does_not(town, other_town):
    central_text = text(None, words="Von der Zentrale")
    text(other_town, words="Von nebenan")

    assert "Von der Zentrale" in read(town, central_text)


def test_a_draft_of_the_town_hides_nothing(town):
    central_text = text(None, words="Von der Zentrale")
    text(town, words="Noch nicht fertig", live=False)

    assert "Von der Zentrale" in read(town, central_text)


def test_an_unpublished_change_is_not_shown(town):
    own = text(town, words="Veröffentlicht")
    own.body = [("text", "<p>Geändert</p>")]
    own.save_revision()

    assert "Veröffentlicht" in read(town, own)


def test_the_central_text_steps_in_when_the_own_one_is_withdrawn(town):
    text(None, words="Von der Zentrale")
    own = text(town, words="Aus dem Rathaus")
    own.unpublish()

    assert "Von der Zentrale" in read(town, own)


def test_a_withdrawn_text_leaves_nothing(town):
    withdrawn = text(None, live=False)

    assert read(town, withdrawn, with_title=True).strip() == ""


def test_a_deleted_text_leaves_nothing(town):
    gone = text(None)
    stream = module(gone)
    gone.delete()

    assert BLOCKS.render(stream, context={"request": ask(town)}).strip() == ""


def test_a_foreign_text_is_never_shown(town, other_town):
    assert "Von nebenan" not in read(town, text(other_town, words="Von nebenan"))


def test_placeholders_are_filled_for_the_town(town):
    central_text = text(None, title="Mitmachen in {{ kommune_name }}", words="{{ kommune }} hilft.")

    shown = read(town, central_text, with_title=True)

    assert "<h2>Mitmachen in Musterstadt</h2>" in shown
    assert "Stadt Musterstadt hilft." in shown


def test_an_unknown_placeholder_is_marked_in_a_preview_only(town):
    central_text = text(None, words="Nach {{ nirgendwo }}")

    assert "nirgendwo" not in read(town, central_text)
    assert "nirgendwo" in read(town, central_text, is_preview=True)


def test_without_a_tenant_the_central_text_is_shown(town):
    central_text = text(None, words="Von der Zentrale")
    text(town, words="Aus dem Rathaus")

    assert "Von der Zentrale" in read(None, central_text)


def rich_text(number: int, central: Kommune):
    """A central text with a picture, a document and a link to a page."""
    page_id = central.site.root_page_id
    return text(
        None,
        slug=f"text-{number}",
        body=[
            ("text", f'<p><a linktype="page" id="{page_id}">Start</a> {number}</p>'),
            ("picture", {"image": image(central, f"Bild {number}"), "caption": ""}),
            ("download", {"document": document(central, f"Blatt {number}"), "title": ""}),
        ],
    )


def test_twelve_texts_cost_what_two_cost(
    town, central, django_assert_num_queries, django_assert_max_num_queries
):
    texts = [rich_text(number, central) for number in range(12)]
    read(town, *texts)  # makes the renditions

    with django_assert_max_num_queries(12) as few:
        read(town, *texts[:2])
    with django_assert_num_queries(len(few)):
        read(town, *texts)
