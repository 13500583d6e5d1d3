"""Where a text is used, and that a used text is not deleted."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, ReferenceIndex

from kommunen.models import Role
from tests.factories.textbausteine import text
from tests.textbausteine.test_borders import form, url
from textbausteine.models import Textbaustein
from textbausteine.usage import count_uses

pytestmark = pytest.mark.django_db


def use(page: Page, used: Textbaustein) -> None:
    """As if the page showed the text; which fields a page has is the affair of upper floors."""
    types = ContentType.objects.get_for_models(Page, Textbaustein)
    ReferenceIndex.objects.create(
        base_content_type=types[Page],
        content_type=ContentType.objects.get_for_model(page.specific_class),
        object_id=page.pk,
        to_content_type=types[Textbaustein],
        to_object_id=used.pk,
        model_path="title",
        content_path=f"title.{used.pk}",
        content_path_hash=ReferenceIndex._get_content_path_hash(f"title.{used.pk}"),
    )


def uses(found: Textbaustein, user) -> int:
    return count_uses(Textbaustein.objects.filter(pk=found.pk), user).get().uses


def page_of(kommune) -> Page:
    return kommune.site.root_page


def test_a_town_counts_its_own_pages(town, other_town, member):
    central_text = text(None)
    use(page_of(town), central_text)
    use(page_of(other_town), central_text)

    assert uses(central_text, member(town, Role.REDAKTION)) == 1


def test_the_centre_and_the_operator_count_all(town, other_town, central, member, operator):
    central_text = text(None)
    use(page_of(town), central_text)
    use(page_of(other_town), central_text)

    assert uses(central_text, member(central, Role.TEXTREDAKTION)) == 2
    assert uses(central_text, operator) == 2


def test_an_own_version_is_used_where_the_central_text_was_put(town, other_town, member):
    central_text, own = text(None), text(town)
    use(page_of(town), central_text)
    use(page_of(other_town), central_text)

    assert uses(own, member(town, Role.REDAKTION)) == 1


def test_the_list_leads_to_the_pages(town, other_town, member, client_for):
    editor = client_for(town, member(town, Role.REDAKTION))
    central_text = text(None)
    use(page_of(town), central_text)
    use(page_of(other_town), central_text)

    listed = editor.get(url("list")).content.decode()
    pages = editor.get(url("usage", central_text.pk)).content.decode()

    assert url("usage", central_text.pk) in listed
    assert "Musterstadt" in pages
    assert "Nachbarstadt" not in pages


def test_the_list_costs_what_it_costs(town, member, client_for, django_assert_num_queries):
    editor = client_for(town, member(town, Role.FREIGABE))
    for number in range(2):
        text(town, slug=f"kurz-{number}")
    editor.get(url("list"))
    with CaptureQueriesContext(connection) as few:
        editor.get(url("list"))
    for number in range(12):
        text(town, slug=f"lang-{number}")
    with django_assert_num_queries(len(few)):
        editor.get(url("list"))


@pytest.fixture
def publisher(town, member, client_for):
    return client_for(town, member(town, Role.FREIGABE))


def test_a_used_text_is_not_deleted(publisher, town):
    own = text(town, title="Gebraucht")
    use(page_of(town), own)

    page = publisher.post(url("delete", own.pk), follow=True).content.decode()

    assert Textbaustein.objects.filter(pk=own.pk).exists()
    assert "Noch in Gebrauch: „Gebraucht“" in page


def test_a_used_text_is_not_deleted_with_many_others(publisher, town):
    own = text(town)
    use(page_of(town), own)
    bulk = reverse("wagtail_bulk_action", args=["textbausteine", "textbaustein", "delete"])

    publisher.post(f"{bulk}?id={own.pk}")

    assert Textbaustein.objects.filter(pk=own.pk).exists()


def test_an_unused_text_is_deleted(publisher, town):
    own = text(town)

    publisher.post(url("delete", own.pk))

    assert not Textbaustein.objects.filter(pk=own.pk).exists()


def test_an_adopted_text_is_not_deleted(town, central, member, client_for):
    central_text = text(None)
    client_for(town, member(town, Role.REDAKTION)).post(
        url("copy", central_text.pk), form(slug="gutes")
    )

    writer = client_for(central, member(central, Role.TEXTREDAKTION))
    writer.post(url("delete", central_text.pk))

    assert Textbaustein.objects.filter(pk=central_text.pk).exists()
