"""What the operator does with a whole tenant, from setting it up to deleting it."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone

from kommunen.models import AuditEntry, Kommune, Role
from kommunen.people.roles import grant

pytestmark = pytest.mark.django_db

State = Kommune.State
WAYS = ["go_live", "pause", "archive", "bring_back", "export", "erase", "inspect"]


@pytest.fixture
def desk(client_for, central, operator):
    return client_for(central, operator)


def address(way: str, kommune: Kommune) -> str:
    return f"/admin/kommune/{way}/{kommune.pk}/"


def put(kommune: Kommune, state: State) -> None:
    Kommune.objects.filter(pk=kommune.pk).update(state=state)


def state_of(kommune: Kommune) -> str:
    return Kommune.objects.get(pk=kommune.pk).state


def last_line(kommune: Kommune) -> tuple[str, str]:
    entry = AuditEntry.objects.filter(kommune=kommune).first()
    return entry.action, entry.actor_kind


def complete(kommune: Kommune, member) -> None:
    """Give the town all it needs to go live."""
    member(kommune, Role.REDAKTION, Role.FREIGABE)
    settings = kommune.site.kommunesettings
    settings.legal_body = settings.legal_address = "Stadt Musterstadt"
    settings.legal_email = settings.contact_email = "rathaus@musterstadt.example"
    settings.save()


def test_a_town_is_set_up_by_a_form_and_its_verwaltung_invited(
    desk, django_capture_on_commit_callbacks
):
    wishes = {"name": "Neustadt", "kind": "stadt", "key": "05158028", "host": "Neustadt.Example"}
    with django_capture_on_commit_callbacks(execute=True):
        response = desk.post(
            "/admin/kommune/new/", {**wishes, "admin_email": "chefin@neustadt.example"}, follow=True
        )

    kommune = Kommune.objects.get(name="Neustadt")
    assert (kommune.site.hostname, kommune.state) == ("neustadt.example", State.PREPARING)
    assert "https://neustadt.example" in response.text
    assert "Die Rolle Redaktion hat noch niemand." in response.text
    assert [each.to for each in mail.outbox] == [["chefin@neustadt.example"]]


@pytest.mark.parametrize(
    "wrong",
    [{"host": "musterstadt.example"}, {"host": "https://x"}, {"key": "123"}, {"name": " "}],
)
def test_a_wrong_wish_makes_no_town_and_keeps_what_was_typed(desk, town, wrong):
    before = Kommune.objects.count()
    wishes = {"name": "Neustadt", "kind": "stadt", "host": "neustadt.example", **wrong}

    response = desk.post("/admin/kommune/new/", wishes)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert Kommune.objects.count() == before


def test_a_town_with_gaps_does_not_go_live(desk, town):
    put(town, State.PREPARING)

    response = desk.post(address("go_live", town), follow=True)

    assert "Die Rolle Redaktion hat noch niemand." in response.text
    assert state_of(town) == State.PREPARING


def test_a_complete_town_goes_live(desk, town, member):
    put(town, State.PREPARING)
    complete(town, member)

    desk.post(address("go_live", town))

    assert state_of(town) == State.LIVE
    assert last_line(town) == ("kommunen.go_live", "operator")


def test_citizens_read_the_notice_of_a_paused_town(desk, town, client_for):
    back_on = timezone.localdate() + timedelta(days=3)
    desk.post(
        address("pause", town),
        {"notice": "Wir ziehen um.\n\n<b>Bald</b> mehr.", "back_on": back_on.strftime("%d.%m.%Y")},
    )

    response = client_for(town).get("/mitmachkarte/")

    assert response.status_code == 503
    assert "Wir ziehen um." in response.text
    assert "&lt;b&gt;Bald" in response.text
    assert "GMT" in response.headers["Retry-After"]
    assert last_line(town) == ("kommunen.pause", "operator")


def test_without_a_day_machines_ask_again_tomorrow(desk, town, client_for):
    desk.post(address("pause", town))

    assert client_for(town).get("/").headers["Retry-After"] == "86400"


def test_a_paused_towns_people_go_on_working(desk, town, client_for, member):
    redaktion = member(town, Role.REDAKTION)
    desk.post(address("pause", town))

    assert client_for(town, redaktion).get("/admin/").status_code == 200


def test_a_pause_does_not_end_in_the_past(desk, town):
    desk.post(address("pause", town), {"back_on": "01.01.2020"})

    assert state_of(town) == State.LIVE


def test_an_archived_town_answers_nothing_and_signs_its_people_out(
    desk, town, other_town, client_for, member
):
    redaktion = member(town, Role.REDAKTION)
    visitor = client_for(town, redaktion)

    desk.post(address("archive", town))

    assert visitor.get("/").status_code == 404
    assert visitor.get("/admin/").status_code == 404
    signed_in = [each.get_decoded()["_auth_user_id"] for each in Session.objects.all()]
    assert str(redaktion.pk) not in signed_in
    assert client_for(other_town, redaktion).get("/admin/").status_code != 200


def test_who_serves_two_towns_keeps_the_other_one(desk, town, other_town, client_for, member):
    both = member(town, Role.REDAKTION)
    grant(both, other_town, Role.REDAKTION)

    desk.post(address("archive", town))

    page = town.site.root_page
    visitor = client_for(other_town, both)
    assert visitor.get("/admin/").status_code == 200
    assert visitor.get(f"/admin/pages/{page.pk}/edit/").status_code in {302, 403, 404}


def test_the_centre_is_not_archived(desk, central):
    desk.post(address("archive", central))

    assert state_of(central) == State.LIVE


def test_a_town_comes_back_with_its_people(desk, town, client_for, member):
    complete(town, member)
    user = Kommune.objects.get(pk=town.pk).memberships.first().user
    desk.post(address("archive", town))

    desk.post(address("bring_back", town))

    assert state_of(town) == State.LIVE
    assert client_for(town, user).get("/admin/").status_code == 200


def test_a_town_with_gaps_comes_back_in_preparation(desk, town):
    put(town, State.PAUSED)

    desk.post(address("bring_back", town))

    assert state_of(town) == State.PREPARING


@pytest.mark.parametrize(
    ("way", "state"),
    [
        ("go_live", State.LIVE),
        ("go_live", State.PAUSED),
        ("pause", State.ARCHIVED),
        ("archive", State.ARCHIVED),
        ("bring_back", State.LIVE),
        ("erase", State.LIVE),
    ],
)
def test_a_step_that_does_not_fit_the_state_changes_nothing(desk, town, way, state):
    put(town, state)

    response = desk.post(address(way, town), {"name": "Musterstadt"}, follow=True)

    assert response.status_code == 200
    assert state_of(town) == state


def test_a_town_is_deleted_only_when_its_name_is_typed(desk, town):
    put(town, State.ARCHIVED)

    desk.post(address("erase", town), {"name": "Musterdorf"})
    assert Kommune.objects.filter(pk=town.pk).exists()

    response = desk.post(address("erase", town), {"name": "Musterstadt"})
    assert response.status_code == 302
    assert not Kommune.objects.filter(pk=town.pk).exists()


def test_the_operator_remembers_a_deleted_town(desk, town):
    put(town, State.ARCHIVED)
    desk.post(address("erase", town), {"name": "Musterstadt"})

    entry = AuditEntry.objects.get(action="kommunen.erase")
    assert (entry.kommune, entry.about, entry.actor_kind) == (None, "Stadt Musterstadt", "operator")


def test_a_town_is_taken_home_as_one_file(desk, town):
    put(town, State.ARCHIVED)

    response = desk.post(address("export", town))

    with ZipFile(BytesIO(b"".join(response.streaming_content))) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["kommune"]["host"] == "musterstadt.example"
    assert "musterstadt.example-" in response.headers["Content-Disposition"]
    assert last_line(town) == ("kommunen.export", "operator")
    assert state_of(town) == State.ARCHIVED


def test_the_export_is_asked_about_where_the_operator_looks_at_a_town(desk, town):
    assert address("export", town) in desk.get("/admin/kommune/").text
    assert address("export", town) in desk.get(address("inspect", town)).text
    assert "Adressen, die nicht öffentlich sind" in desk.get(address("export", town)).text


@pytest.mark.parametrize("way", WAYS)
def test_each_step_says_first_what_it_does(desk, town, way):
    put(
        town,
        {"go_live": State.PREPARING, "bring_back": State.PAUSED, "erase": State.ARCHIVED}.get(
            way, State.LIVE
        ),
    )

    response = desk.get(address(way, town))

    assert response.status_code == 200
    assert "Musterstadt" in response.text


@pytest.mark.parametrize("way", WAYS)
def test_members_take_no_step(client_for, town, member, way):
    visitor = client_for(town, member(town, Role.VERWALTUNG))

    assert visitor.get(address(way, town)).status_code == 404
    assert visitor.post(address(way, town)).status_code == 404
    assert state_of(town) == State.LIVE


def test_wagtails_lists_of_thousands_are_out_of_the_menu(desk):
    text = desk.get("/admin/").text

    assert "/admin/sites/" not in text
    assert "/admin/groups/" not in text
    assert "/admin/kommune/" in text
