"""Whoever gets no kept page gets kept parts: editors, and visitors with a filter in the address."""

import re

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from home.models import ContentPage
from kommunen.models import Role
from tests.factories.home import content_page
from tests.factories.kommunen import contact_person

pytestmark = pytest.mark.django_db


def seen(client, path="/seite/?x"):
    return client.get(path).content.decode()


def republish(page, **fields):
    page = ContentPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_page_of_kept_parts_costs_the_tenant_and_the_page(
    client_for, town, page, django_assert_num_queries
):
    seen(client_for(town))
    with django_assert_num_queries(2):
        seen(client_for(town), "/seite/?anders")


def test_it_reads_as_the_page_that_was_made(client_for, town, page, settings):
    client = client_for(town)
    kept = [seen(client) for _visit in range(2)]
    settings.KOMMUNEN_KEEP_PAGES_SECONDS = 0

    assert kept == [seen(client)] * 2


def test_a_published_text_shows_at_once(client_for, town, page, committed):
    seen(client_for(town))
    with committed():
        republish(page, body=[("text", "<p>Zweiter Satz.</p>")])

    assert "Zweiter Satz." in seen(client_for(town))


def test_what_a_block_names_shows_at_once_when_it_changes(client_for, town, page, committed):
    person = contact_person(town, "Ada Beispiel")
    target = content_page(town, title="Ziel", slug="ziel")
    link = f'<p><a linktype="page" id="{target.pk}">dorthin</a></p>'
    with committed():
        republish(page, body=[("contact", {"person": person}), ("text", link)])
    before = seen(client_for(town))
    with committed():
        person.name = "Bea Beispiel"
        person.save()
        republish(target, slug="woanders")
    after = seen(client_for(town))

    assert "Ada Beispiel" in before and "/ziel/" in before
    assert "Bea Beispiel" in after and "/woanders/" in after and "/ziel/" not in after


def test_a_new_page_shows_in_menu_and_list_at_once(client_for, town, page, committed):
    seen(client_for(town))
    with committed():
        content_page(town, title="Neu im Menü", show_in_menus=True)
        content_page(town, title="Neu darunter", parent=page)
    after = seen(client_for(town))

    assert "Neu im Menü" in after
    assert "Neu darunter" in after


def test_addresses_that_lead_nowhere_are_not_kept(client_for, town, page, monkeypatch):
    client, kept = client_for(town), []
    client.get("/gibt-es-nicht/")
    monkeypatch.setattr(cache, "set", lambda key, *args, **kwargs: kept.append(key))
    client.get("/gibt-es-auch-nicht/")

    assert kept == []


def test_any_cache_takes_the_names_of_parts(client_for, town, page, monkeypatch):
    kept = []
    monkeypatch.setattr(cache, "set", lambda key, *args, **kwargs: kept.append(key))
    client_for(town).get("/seite/?x")

    assert [key for key in kept if not re.fullmatch(r"[\w:.@+-]{1,200}", key)] == []


def test_the_menu_marks_the_page_one_is_on(client_for, town, page, committed):
    client = client_for(town)
    for path in ("/mitmachkarte/?x", "/termintipps/?x"):
        assert f'href="{path[:-2]}" aria-current="page"' in seen(client, path)


def test_a_draft_is_previewed_as_it_is(client_for, town, page, member):
    editor = client_for(town, member(town, Role.REDAKTION))
    seen(editor)
    page.body = [("text", "<p>Nur ein Entwurf.</p>")]
    page.save_revision()

    assert "Nur ein Entwurf." in seen(editor, f"/admin/pages/{page.pk}/view_draft/")
    assert "Erster Satz." in seen(editor)


def test_a_town_with_private_pages_keeps_no_parts(
    client_for, town, page, committed, django_assert_max_num_queries
):
    below = content_page(town, title="Nur intern", parent=page)
    assert "Nur intern" in seen(client_for(town))
    with committed():
        PageViewRestriction.objects.create(
            page=below, restriction_type="password", password="geheim"
        )

    assert "Nur intern" not in seen(client_for(town))


def test_towns_keep_their_own_parts(client_for, town, other_town, page):
    content_page(other_town, title="Nebenan", slug="seite", body=[("text", "<p>Drüben.</p>")])
    for _visit in range(2):
        assert "Drüben." not in seen(client_for(town))
        assert "Drüben." in seen(client_for(other_town))
