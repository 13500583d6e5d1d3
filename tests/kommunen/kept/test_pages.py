"""Visitors get kept pages, and never an old one."""

import pytest
from django.apps import apps
from wagtail.models import Page

from kommunen.kept.changes import note_change
from kommunen.models import Role
from tests.factories.home import content_page

pytestmark = pytest.mark.django_db


def seen(client, page):
    return client.get(f"/{page.slug}/").content.decode()


def queries_of(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(100) as queries:
        client.get(path)
    return len(queries)


def test_a_kept_page_costs_the_tenant_alone(client_for, town, page, django_assert_max_num_queries):
    client = client_for(town)
    client.get(f"/{page.slug}/")

    assert queries_of(client, f"/{page.slug}/", django_assert_max_num_queries) == 1


def test_a_kept_page_reads_as_the_first(client_for, town, page):
    client = client_for(town)
    first, second = (client.get(f"/{page.slug}/") for _visit in range(2))

    assert first.content == second.content
    assert first.headers == second.headers


def test_a_published_change_shows_at_once(client_for, town, page, committed):
    seen(client_for(town), page)
    page.title = "Zweite Fassung"
    with committed():
        page.save_revision().publish()

    assert "Zweite Fassung" in seen(client_for(town), page)


def test_a_draft_lets_the_kept_page_be(client_for, town, page, committed):
    seen(client_for(town), page)
    before = type(town).objects.get(pk=town.pk).changed_at
    page.title = "Nur ein Entwurf"
    with committed():
        page.save_revision()

    assert type(town).objects.get(pk=town.pk).changed_at == before


def test_an_unpublished_page_is_gone_at_once(client_for, town, page, committed):
    seen(client_for(town), page)
    with committed():
        page.unpublish()

    assert client_for(town).get(f"/{page.slug}/").status_code == 404


def test_changed_settings_show_at_once(client_for, town, page, committed):
    seen(client_for(town), page)
    town.settings.claim = "gemeinsam geht es"
    with committed():
        town.settings.save()

    assert "gemeinsam geht es" in seen(client_for(town), page)


def test_what_changes_while_a_page_is_made_is_not_kept_out(
    client_for, town, page, committed, monkeypatch
):
    from home.models import ContentPage

    client = client_for(town)
    plain_serve = ContentPage.serve

    def change_meanwhile(self, request, *args, **kwargs):
        response = plain_serve(self, request, *args, **kwargs).render()
        monkeypatch.setattr(ContentPage, "serve", plain_serve)
        changed = ContentPage.objects.get(pk=self.pk)
        changed.title = "Zweite Fassung"
        with committed():
            changed.save_revision().publish()
        return response

    monkeypatch.setattr(ContentPage, "serve", change_meanwhile)
    assert "Erste Fassung" in seen(client, page)

    assert "Zweite Fassung" in seen(client, page)


def test_two_towns_keep_different_pages_on_the_same_path(client_for, town, other_town):
    content_page(town, title="Hier", slug="gleich")
    content_page(other_town, title="Nebenan", slug="gleich")
    for _visit in range(2):
        assert "Nebenan" not in client_for(town).get("/gleich/").content.decode()
        assert "Nebenan" in client_for(other_town).get("/gleich/").content.decode()


def test_a_change_in_one_town_leaves_the_other_alone(town, other_town, page, committed):
    before = type(town).objects.get(pk=other_town.pk).changed_at
    with committed():
        page.save_revision().publish()

    assert type(town).objects.get(pk=other_town.pk).changed_at == before


def test_what_the_centre_changes_shows_in_all_towns(central, town, committed):
    before = type(town).objects.get(pk=town.pk).changed_at
    with committed():
        content_page(central, title="Für alle")

    assert type(town).objects.get(pk=town.pk).changed_at > before


def test_an_editor_gets_a_fresh_page(client_for, town, page, member, django_assert_max_num_queries):
    seen(client_for(town), page)
    editor = client_for(town, member(town, Role.REDAKTION))

    assert queries_of(editor, f"/{page.slug}/", django_assert_max_num_queries) > 1


@pytest.mark.parametrize(
    "path", ["/mitmachkarte/?q=garten", "/einbetten/karte/", "/gibt-es-nicht/"]
)
def test_filters_embeds_and_errors_are_not_kept(
    client_for, town, path, django_assert_max_num_queries
):
    client = client_for(town)
    client.get(path)

    assert queries_of(client, path, django_assert_max_num_queries) > 1


def test_a_moved_page_is_gone_from_its_old_place(client_for, town, page, committed):
    target = content_page(town, title="Ziel")
    seen(client_for(town), page)
    with committed():
        Page.objects.get(pk=page.pk).move(target, pos="last-child")

    assert client_for(town).get(f"/{page.slug}/").headers["Location"] == f"/ziel/{page.slug}/"


def test_a_page_that_goes_with_its_password_makes_the_town_new(town, page, committed):
    page.view_restrictions.create(restriction_type="password", password="Geheim")
    before = type(town).objects.get(pk=town.pk).changed_at
    with committed():
        page.delete()

    assert type(town).objects.get(pk=town.pk).changed_at > before


@pytest.mark.parametrize(
    "label",
    [
        "inbox.Attempt",
        "inbox.DailySalt",
        "inbox.LogEntry",
        "inbox.OutgoingMail",
        "kommunen.Membership",
        "kommunen.Rendition",
        "textbausteine.Adoption",
        "textbausteine.ApprovalRequest",
        "textbausteine.Improvement",
        "textbausteine.Notice",
        "textbausteine.Release",
        "wagtailcore.Revision",
    ],
)
def test_rows_that_no_page_shows_keep_the_pages(label, django_capture_on_commit_callbacks):
    model = apps.get_model(label)
    with django_capture_on_commit_callbacks() as callbacks:
        note_change(model, model())

    assert callbacks == []
