"""What Redaktion submits, the Freigabe of the same town publishes; nobody else sees it."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import TaskState

from kommunen.models import Role
from kommunen.people.roles import grant

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(town, member):
    """The town's start page with a changed title, waiting for the Freigabe."""
    page = town.site.root_page.specific
    page.title = "Neuer Titel"
    page.save_revision()
    return page.get_workflow().start(page, member(town, Role.REDAKTION))


def approve(client, page):
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(url, {"comment": ""})


def live_title(town):
    town.site.root_page.refresh_from_db()
    return town.site.root_page.title


def test_freigabe_publishes_what_was_submitted(client_for, town, member, submitted):
    approve(client_for(town, member(town, Role.FREIGABE)), town.site.root_page)

    assert live_title(town) == "Neuer Titel"


@pytest.mark.parametrize("role", [Role.REDAKTION, Role.VERWALTUNG])
def test_other_roles_do_not(client_for, town, member, submitted, role):

    somebody = member(town)
    grant(somebody, town, role)

    approve(client_for(town, somebody), town.site.root_page)

    assert live_title(town) == "Musterstadt"


def test_another_towns_freigabe_does_not(client_for, town, other_town, member, submitted):
    neighbour = client_for(other_town, member(other_town, Role.FREIGABE))

    response = approve(neighbour, town.site.root_page)

    assert response.status_code in {302, 403, 404}
    assert live_title(town) == "Musterstadt"


def test_the_dashboard_shows_what_waits_to_the_own_freigabe_only(
    client_for, town, other_town, member, submitted
):
    def dashboard(kommune):
        client = client_for(kommune, member(kommune, Role.FREIGABE))
        return client.get(reverse("wagtailadmin_home")).content.decode()

    assert "Neuer Titel" in dashboard(town)
    assert "Neuer Titel" not in dashboard(other_town)


def test_the_towns_freigabe_gets_a_mail_and_nobody_else(
    town, other_town, member, operator, django_capture_on_commit_callbacks
):
    approver = member(town, Role.FREIGABE)
    member(other_town, Role.FREIGABE)
    page = town.site.root_page.specific
    page.save_revision()

    with django_capture_on_commit_callbacks(execute=True):
        page.get_workflow().start(page, member(town, Role.REDAKTION))

    assert [message.to for message in mail.outbox] == [[approver.email]]


def test_one_task_serves_all_towns(town, other_town):
    from wagtail.models import Task

    ours = Task.objects.filter(content_type__model="townapprovaltask")

    assert ours.count() == 1
    assert town.site.root_page.get_workflow() == other_town.site.root_page.get_workflow()


def test_checking_for_approval_costs_the_same_for_many_towns(
    town, member, submitted, django_assert_num_queries
):
    from kommunen.lifecycle.founding import found_kommune

    approver = member(town, Role.FREIGABE)
    task = town.site.root_page.get_workflow().tasks.first().specific
    for number in range(3):
        found_kommune(name=f"Ort {number}", host=f"ort-{number}.example")

    with django_assert_num_queries(1):
        assert task.user_can_access_editor(town.site.root_page, approver)
