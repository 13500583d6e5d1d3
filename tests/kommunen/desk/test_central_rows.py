"""What a town learns of a central row: the row, its own uses of it, and no names of the centre."""

import pytest
from django.urls import reverse
from django.utils.text import slugify
from wagtail.log_actions import log

from home.models import ContentPage
from kommunen.models import Role
from tests.factories.kommunen import contact_person

pytestmark = pytest.mark.django_db


def url(view, person):
    return reverse(f"wagtailsnippets_kommunen_contactperson:{view}", args=[person.pk])


def page_with(kommune, person, title):
    page = ContentPage(title=title, slug=slugify(title), contact=person)
    return kommune.site.root_page.add_child(instance=page)


@pytest.fixture
def shared(town, other_town):
    """A central person whom both towns name."""
    person = contact_person(None, "Zentrale Stelle")
    page_with(town, person, "Beete am Ring")
    page_with(other_town, person, "Von nebenan")
    return person


def test_the_usage_of_a_central_row_names_own_pages_only(client_for, town, member, shared):
    visitor = client_for(town, member(town, Role.REDAKTION))

    page = visitor.get(url("usage", shared)).content.decode()

    assert "Beete am Ring" in page
    assert "Von nebenan" not in page
    assert "(Privat" not in page


def test_the_centre_learns_how_often_a_central_row_is_used(client_for, central, member, shared):
    visitor = client_for(central, member(central, Role.TEXTREDAKTION))

    page = visitor.get(url("usage", shared)).content.decode()

    assert page.count(", privat)") == 2
    assert "Von nebenan" not in page


def test_the_usage_of_an_own_row_shows_the_own_pages(client_for, town, member):
    person = contact_person(town)
    page_with(town, person, "Beete am Ring")
    visitor = client_for(town, member(town, Role.REDAKTION))

    assert "Beete am Ring" in visitor.get(url("usage", person)).content.decode()


def test_the_history_of_a_central_row_names_the_role_of_who_wrote_it(
    client_for, town, central, member
):
    writer = member(central, Role.TEXTREDAKTION)
    writer.first_name, writer.last_name = "Wanda", "Zentral"
    writer.save()
    person = contact_person(None, "Zentrale Stelle")
    log(person, "wagtail.edit", user=writer)
    visitor = client_for(town, member(town, Role.REDAKTION))

    page = visitor.get(url("history", person)).content.decode()

    assert "Wanda" not in page
    assert writer.username not in page
    assert "Textredaktion" in page


def test_the_history_of_an_own_row_names_colleagues_and_the_operator_by_role(
    client_for, town, member, operator
):
    author = member(town, Role.FREIGABE)
    author.first_name = "Ada"
    author.save()
    operator.first_name = "Ottokar"
    operator.save()
    person = contact_person(town)
    for user in (author, operator):
        log(person, "wagtail.edit", user=user)
    visitor = client_for(town, member(town, Role.REDAKTION))

    page = visitor.get(url("history", person)).content.decode()

    assert "Ada" in page
    assert "Ottokar" not in page
    assert "Betrieb" in page
