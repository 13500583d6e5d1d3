"""What editors meet: blocks with previews, drafts in the preview, slugs that stay."""

import pytest
from wagtail.models import Page

from home.blocks import AsideBlocks, PageBlocks
from home.models import ContentPage, HomePage, ImprintPage, NewsIndexPage, NewsPage
from kommunen.models import Role
from tests.factories.home import content_page, news

pytestmark = pytest.mark.django_db

BLOCKS = [*PageBlocks().child_blocks.values(), *AsideBlocks().child_blocks.values()]


@pytest.fixture
def editor(town, member, client_for):
    return client_for(town, member(town, Role.REDAKTION))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_every_block_has_a_preview_and_says_what_it_is_for(block, editor):
    response = editor.get("/admin/block-preview/", {"id": block.definition_prefix})

    assert response.status_code == 200
    assert block.is_previewable
    assert block.get_description()
    assert block.meta.group
    assert block.meta.icon


UNSAVED = [HomePage, ContentPage, NewsPage, NewsIndexPage, ImprintPage]


@pytest.mark.parametrize("model", UNSAVED, ids=lambda model: model.__name__)
def test_a_page_that_was_never_saved_can_be_previewed(model, town):
    page = model(title="Ganz neu", slug="ganz-neu")
    page.set_url_path(town.site.root_page)

    response = page.make_preview_request()

    assert response.status_code == 200
    assert "Ganz neu" in response.rendered_content


def test_a_draft_is_previewed_on_its_own_town(town, other_town):
    page = content_page(town, "Entwurf", live=False)

    response = page.make_preview_request()

    assert "Stadt Musterstadt" in response.rendered_content


def test_the_preview_of_a_legal_page_says_what_is_missing(town):
    page = ImprintPage.objects.child_of(town.site.root_page).get()

    assert "In den Einstellungen fehlt" in page.make_preview_request().rendered_content


def test_news_without_entries_say_so_in_the_preview_only(town):
    page = HomePage.objects.get(pk=town.site.root_page.pk)

    assert "Hier stehen die neuesten Meldungen" in page.make_preview_request().rendered_content


def test_editors_cannot_make_a_second_start_page(town, editor):
    response = editor.get(f"/admin/pages/{town.site.root_page.pk}/add_subpage/")

    assert "home/homepage" not in response.content.decode()


def test_there_is_one_imprint_only(town, editor):
    root = town.site.root_page

    assert not ImprintPage.can_create_at(root)


def test_a_new_fixed_page_gets_its_address_by_itself(town, editor):
    root = Page.objects.get(pk=town.site.root_page.pk)
    ImprintPage.objects.child_of(root).get().delete()

    editor.post(
        f"/admin/pages/add/home/imprintpage/{root.pk}/",
        {"title": "Wer wir sind", "slug": "wer-wir-sind", "body-count": "0"},
    )

    assert ImprintPage.objects.child_of(root).get().slug == "impressum"


@pytest.mark.parametrize("slug", ["mitmachkarte", "suche", "admin", "api"])
def test_a_content_page_cannot_take_an_address_of_the_contract(slug, town, editor):
    root = town.site.root_page

    response = editor.post(
        f"/admin/pages/add/home/contentpage/{root.pk}/",
        {"title": "Seite", "slug": slug, "body-count": "0", "aside-count": "0"},
    )

    assert response.status_code == 200  # the form again
    assert not ContentPage.objects.exists()


def test_news_stand_below_the_list_only():
    assert NewsPage.allowed_parent_page_models() == [NewsIndexPage]


def test_a_withdrawn_piece_of_news_leaves_the_list(town, client_for):
    page = news(town, "Doch nicht")
    page.unpublish()

    assert "Doch nicht" not in client_for(town).get("/aktuelles/").content.decode()
