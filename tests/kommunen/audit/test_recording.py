"""Every way of changing something leaves a line: who, what, when, from which role."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory

from home.models import ContentPage
from kommunen.audit.acting import told_in_one_line
from kommunen.audit.net import AuditMiddleware
from kommunen.audit.recording import record, record_for_operator
from kommunen.models import AuditEntry, Category, Role
from kommunen.people.roles import grant, revoke
from tests.factories.kommunen import contact_person, image

pytestmark = pytest.mark.django_db

Kind = AuditEntry.ActorKind


def page_of(town, title="Repair-Café") -> ContentPage:
    page = ContentPage(title=title)
    with told_in_one_line():
        town.site.root_page.add_child(instance=page)
    return page


def lines(kommune, **narrowing) -> list[tuple[str, str]]:
    found = AuditEntry.objects.filter(kommune=kommune, **narrowing).order_by("pk")
    return [(entry.action, entry.about) for entry in found]


def test_founding_a_town_is_one_line(town):
    assert lines(town) == [("kommunen.found", "Stadt Musterstadt")]


def test_what_wagtail_logs_comes_with_town_and_role(town, other_town, member):
    ada = member(town, Role.REDAKTION, Role.FREIGABE)
    grant(ada, other_town, Role.VERWALTUNG)
    page = page_of(town)

    page.save_revision(user=ada, log_action=True).publish(user=ada)

    entry = AuditEntry.objects.filter(action="wagtail.publish", thing_id=page.pk).get()
    assert (entry.kommune, entry.actor, entry.actor_kind) == (town, ada, Kind.MEMBER)
    assert entry.roles == "freigabe,redaktion"
    assert (entry.about, entry.thing) == ("Repair-Café", "home.contentpage")


def test_the_role_is_the_one_held_at_that_time(town, member):
    ada = member(town, Role.REDAKTION)
    page = page_of(town)
    page.save_revision(user=ada, log_action=True)

    revoke(ada, town, Role.REDAKTION)

    entry = AuditEntry.objects.get(action="wagtail.edit", thing_id=page.pk)
    assert entry.role_labels == "Redaktion"


def test_the_name_stays_when_the_account_is_deleted(town, member):
    ada = member(town, Role.REDAKTION)
    ada.first_name, ada.last_name = "Ada", "Beispiel"
    ada.save()
    page_of(town).save_revision(user=ada, log_action=True)

    ada.delete()

    entry = AuditEntry.objects.get(action="wagtail.edit")
    assert (entry.actor, entry.actor_name) == (None, "Ada Beispiel")


def test_an_editor_that_keeps_saving_leaves_one_line(town, member):
    ada = member(town, Role.REDAKTION)
    page = page_of(town)
    revision = page.save_revision(user=ada, log_action=True)
    page.title = "Reparatur-Treff"
    page.save_revision(user=ada, log_action=True, overwrite_revision=revision)

    assert lines(town, action="wagtail.edit")[-1:] == [("wagtail.edit", "Reparatur-Treff")]


def test_a_deleted_page_is_remembered_with_its_town(town, operator):
    page = page_of(town)

    page.delete(user=operator)

    entry = AuditEntry.objects.get(action="wagtail.delete")
    assert (entry.kommune, entry.about, entry.actor_kind) == (town, "Repair-Café", Kind.OPERATOR)


def test_given_and_taken_roles_are_lines_of_that_town_only(town, other_town, member):
    ada = member(town, Role.REDAKTION)
    revoke(ada, town, Role.REDAKTION)

    assert lines(town)[-2:] == [("kommunen.grant", str(ada)), ("kommunen.revoke", str(ada))]
    assert len(lines(other_town)) == 1
    assert AuditEntry.objects.get(action="kommunen.revoke").detail == "Redaktion"


def test_a_role_given_twice_is_one_line(town, member):
    ada = member(town, Role.REDAKTION)
    grant(ada, town, Role.REDAKTION)

    assert len(lines(town, action="kommunen.grant")) == 1


def test_without_anybody_it_is_the_system(town):
    page_of(town).save_revision(log_action=True)

    assert AuditEntry.objects.get(action="wagtail.edit").actor_kind == Kind.SYSTEM


def test_the_operators_own_line_belongs_to_no_town_and_outlives_it(town):
    record_for_operator("kommunen.erase", town, about="Stadt Musterstadt")

    assert lines(None) == [("kommunen.erase", "Stadt Musterstadt")]


# The net: what a request writes and nobody logs.


@pytest.fixture
def request_by():
    """Run something as a request of this person, through the middleware."""

    def run(user, write, method="post"):
        request = getattr(RequestFactory(), method)("/")
        request.user = user

        def respond(request):
            write()
            return HttpResponse()

        AuditMiddleware(respond)(request)

    return run


def test_a_request_that_logs_nothing_leaves_a_line_in_any_case(town, member, request_by):
    ada = member(town, Role.VERWALTUNG)

    request_by(ada, lambda: contact_person(town, "Neu"))

    entry = AuditEntry.objects.get(action="kommunen.create")
    assert (entry.kommune, entry.about, entry.roles) == (town, "Neu", "verwaltung")


def test_a_deleted_row_is_remembered_with_its_town(town, member, request_by):
    person = contact_person(town)

    request_by(member(town, Role.REDAKTION), person.delete)

    assert lines(town)[-1] == ("kommunen.delete", "Ada Beispiel")


def test_a_picture_belongs_to_the_town_of_its_collection(town, member, request_by):
    picture = image(town)

    request_by(member(town, Role.REDAKTION), picture.save)

    assert lines(town)[-1] == ("kommunen.change", "Beet")


def test_what_is_told_is_not_told_twice(town, member, request_by):
    ada = member(town, Role.VERWALTUNG)

    def write():
        record("kommunen.change", contact_person(town), user=ada)

    request_by(ada, write)

    assert len(lines(town, thing="kommunen.contactperson")) == 1


def test_every_town_that_was_changed_is_told(town, other_town, operator, request_by):
    def write():
        record("kommunen.change", contact_person(town))
        contact_person(other_town)

    request_by(operator, write)

    assert lines(other_town)[-1] == ("kommunen.create", "Ada Beispiel")


def test_what_was_rolled_back_did_not_happen(town, member, request_by):
    def write():
        with transaction.atomic():
            contact_person(town, "Nur zur Probe")
            transaction.set_rollback(True)

    request_by(member(town, Role.VERWALTUNG), write)

    assert not lines(town, thing="kommunen.contactperson")


def test_reading_costs_the_net_nothing(town, member, request_by, django_assert_num_queries):
    ada = member(town, Role.VERWALTUNG)

    with django_assert_num_queries(0):
        request_by(ada, lambda: None)


def test_a_sign_in_is_no_change(town, member, client_for):
    ada = member(town, Role.VERWALTUNG)
    before = len(lines(town))

    client_for(town).post("/admin/login/", {"username": ada.username, "password": "geheim"})

    assert len(lines(town)) == before


def test_a_changed_account_is_a_line_in_each_of_its_towns(town, other_town, member, request_by):
    ada = member(town, Role.REDAKTION)
    grant(ada, other_town, Role.REDAKTION)

    request_by(ada, ada.save)

    assert [lines(each)[-1][0] for each in (town, other_town)] == ["kommunen.change"] * 2


def test_central_things_are_lines_of_the_centre(central, member, request_by):
    def write():
        Category.objects.create(site=None, name="Wasser", slug="wasser", letter="W")

    request_by(member(central, Role.TEXTREDAKTION), write)

    assert lines(central)[-1] == ("kommunen.create", "Wasser")
