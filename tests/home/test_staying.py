"""Imprint, privacy, accessibility: without them no town goes live, and a live town keeps them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from home.models import AccessibilityPage, ImprintPage, PrivacyPage
from kommunen.lifecycle.readiness import missing_steps, obstacles
from kommunen.models import Kommune, Role
from tests.factories.home import content_page

pytestmark = pytest.mark.django_db
SENTENCE = "Veröffentlichen Sie Impressum, Datenschutzerklärung und Erklärung zur Barrierefreiheit."


def legal_page(town, model=ImprintPage):
    return model.objects.child_of(town.site.root_page).get()


@pytest.fixture
def approver(town, client_for, member):
    return client_for(town, member(town, Role.FREIGABE))


def test_a_new_town_has_its_legal_pages(town):
    assert SENTENCE not in missing_steps(town)


@pytest.mark.parametrize("model", [ImprintPage, PrivacyPage, AccessibilityPage])
def test_without_any_of_them_a_town_cannot_go_live(town, model):
    model.objects.filter(pk=legal_page(town, model).pk).update(live=False)
    assert SENTENCE in obstacles(town)


def test_a_page_of_that_name_somewhere_else_does_not_do(town, other_town):
    page = legal_page(town)
    page.delete()
    content_page(town, "Impressum", slug="impressum", parent=content_page(town, "Unter uns"))
    assert SENTENCE in obstacles(town)
    assert SENTENCE not in obstacles(other_town)


@pytest.mark.parametrize("view", ["delete", "unpublish", "move"])
@pytest.mark.parametrize("state", [Kommune.State.LIVE, Kommune.State.PAUSED])
def test_a_town_that_is_not_closed_keeps_them(town, approver, view: str, state: str):
    Kommune.objects.filter(pk=town.pk).update(state=state)
    page = legal_page(town)
    approver.post(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]))
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_a_bulk_action_leaves_them_alone(town, approver, action: str):
    page = legal_page(town)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    approver.post(f"{url}?id={page.pk}&next=/admin/", {"include_descendants": "on"})
    page.refresh_from_db()
    assert page.live


def test_while_a_town_is_prepared_they_may_be_withdrawn(town, approver):
    Kommune.objects.filter(pk=town.pk).update(state=Kommune.State.PREPARING)
    page = legal_page(town)
    approver.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    page.refresh_from_db()
    assert not page.live


def test_they_cannot_be_given_an_end(town):
    page = legal_page(town)
    page.expire_at = timezone.now()
    with pytest.raises(ValidationError, match="lassen Sie den Tag ihres Endes leer"):
        page.full_clean()
