"""Reading the record: a town its own, the operator all; in sentences, and as a table."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import PageLogEntry

from kommunen.audit.acting import told_in_one_line
from kommunen.audit.recording import record
from kommunen.audit.sentences import WORDS, sentence
from kommunen.models import AuditEntry, Role
from kommunen.people.roles import grant
from tests.factories.kommunen import contact_person

pytestmark = pytest.mark.django_db

RECORD = "/admin/reports/changes/"


@pytest.fixture
def ada(town, member):
    user = member(town, Role.VERWALTUNG)
    user.first_name, user.last_name = "Ada", "Beispiel"
    user.save()
    return user


@pytest.fixture
def publish(town):
    """Publish the town's start page under a title: `publish(user, "Repair-Café")`."""

    def run(user, title="Repair-Café", kommune=town):
        page = kommune.site.root_page.specific
        page.title = title
        with told_in_one_line():
            revision = page.save_revision(user=user)
        revision.publish(user=user, skip_permission_checks=True)

    return run


def table(response) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(StringIO(text)))


def test_verwaltung_reads_what_happened_in_a_sentence(town, client_for, ada, publish):
    publish(ada)

    text = client_for(town, ada).get(RECORD).text

    assert "Ada Beispiel (Verwaltung) hat die Seite „Repair-Café“ veröffentlicht" in text


@pytest.mark.parametrize("role", [Role.REDAKTION, Role.FREIGABE])
def test_other_roles_do_not_read_it(town, client_for, member, role):
    response = client_for(town, member(town, role)).get(RECORD)

    assert response.status_code in {302, 403, 404}


def test_a_town_never_reads_another_towns_record(town, other_town, client_for, ada, publish):
    contact = contact_person(other_town, "Kanarienvogel")
    record("kommunen.change", contact)

    for address in (
        RECORD,
        RECORD + "results/",
        RECORD + "?kommune=Nachbarstadt",
        RECORD + "?export=csv",
    ):
        response = client_for(town, ada).get(address)
        body = b"".join(response) if response.streaming else response.content
        assert "Kanarienvogel" not in body.decode()


def test_on_a_towns_host_only_that_town_is_read(town, other_town, client_for, ada, member):
    grant(ada, other_town, Role.REDAKTION)

    assert client_for(other_town, ada).get(RECORD).status_code in {302, 403, 404}


def test_a_town_reads_betrieb_and_no_name_of_its_people(town, client_for, ada, operator, publish):
    operator.first_name, operator.last_name = "Grace", "Geheim"
    operator.save()
    publish(operator)

    text = client_for(town, ada).get(RECORD).text

    assert "Betrieb hat die Seite „Repair-Café“ veröffentlicht" in text
    assert "Geheim" not in text
    assert "Grace Geheim (Betrieb)" in client_for(town, operator).get(RECORD).text


def test_a_town_never_reads_a_name_from_another_town(
    town, other_town, client_for, ada, operator, member, publish
):
    stranger = member(other_town, Role.FREIGABE)
    stranger.first_name, stranger.last_name = "Fritz", "Fremd"
    stranger.save()
    publish(stranger)

    response = client_for(town, ada).get(RECORD)

    assert "Fremd" not in response.text
    assert "Fritz Fremd (ohne Rolle hier)" in client_for(town, operator).get(RECORD).text


def test_the_operator_reads_all_records_and_its_own(town, other_town, client_for, operator):
    text = client_for(town, operator).get(RECORD).text

    assert "Stadt Musterstadt" in text
    assert "Stadt Nachbarstadt" in text


def test_the_centre_reads_its_own_record(central, town, client_for, member):
    text = client_for(central, member(central, Role.TEXTREDAKTION)).get(RECORD).text

    assert "MehrWert-Baukasten" in text
    assert "Musterstadt" not in text


@pytest.mark.parametrize(
    ("narrowing", "is_found"),
    [
        ({"person": "Ada Beispiel"}, True),
        ({"person": "Niemand"}, None),
        ({"thing": "kommunen.image"}, False),
        ({"thing": "wagtailcore.page"}, True),
        ({"at_from": "2000-01-01", "at_to": "2000-12-31"}, False),
        ({"at_from": "2000-01-01"}, True),
        ({"q": "Repair"}, True),
        ({"q": "Garten"}, False),
    ],
)
def test_the_record_is_narrowed_by_person_kind_day_and_title(
    town, client_for, ada, publish, narrowing, is_found
):
    publish(ada)

    response = client_for(town, ada).get(RECORD, narrowing)

    assert response.status_code == 200
    if is_found is not None:
        assert ("„Repair-Café“ veröffentlicht" in response.text) is is_found


def test_the_operator_narrows_by_town(town, other_town, client_for, operator):
    text = client_for(town, operator).get(RECORD, {"kommune": "Nachbar"}).text

    assert "Stadt Nachbarstadt" in text
    assert "Stadt Musterstadt" not in text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_record_is_exported_without_formulas_and_addresses(
    town, client_for, ada, publish, form
):
    publish(ada, "=1+1")

    response = client_for(town, ada).get(RECORD, {"export": form})

    assert response.status_code == 200
    if form == "csv":
        (line,) = [row for row in table(response) if "veröffentlicht" in row["Was geschah"]]
        assert (line["Person"], line["Titel"]) == ("Ada Beispiel (Verwaltung)", "'=1+1")


def test_the_record_costs_the_same_with_more_lines(town, client_for, ada, publish):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client_for(town, ada).get(RECORD).status_code == 200
        return len(seen)

    queries()
    few = queries()
    for number in range(10):
        publish(ada, f"Fassung {number}")

    assert queries() == few


def test_the_record_is_not_changed_by_anybody(town, client_for, ada, operator):
    before = AuditEntry.objects.count()
    for user in (ada, operator):
        client_for(town, user).post(RECORD, {"delete": "1"})

    assert AuditEntry.objects.count() == before


def test_lines_older_than_the_term_are_deleted(town, ada, publish, settings):
    settings.KOMMUNEN_KEEP_AUDIT_DAYS = 30
    publish(ada)
    long_ago = timezone.now() - timedelta(days=31)
    AuditEntry.objects.filter(action="wagtail.publish").update(at=long_ago)
    PageLogEntry.objects.update(timestamp=long_ago)

    call_command("run_due", stdout=StringIO())

    assert not AuditEntry.objects.filter(action="wagtail.publish").exists()
    assert not PageLogEntry.objects.exists()
    assert AuditEntry.objects.filter(action="kommunen.found").exists()


@pytest.mark.parametrize("action", [*WORDS, "paket.unbekannt"])
def test_every_action_has_a_german_sentence(action, db):
    entry = AuditEntry(
        action=action,
        actor_kind=AuditEntry.ActorKind.SYSTEM,
        thing="home.contentpage",
        about="Repair-Café",
        detail="Redaktion",
    )

    with translation.override("de"):
        words = sentence(entry, for_operator=False)

    assert words.startswith("Das System")
    assert "Repair-Café" in words
    assert " has " not in words


def test_a_thing_whose_model_is_gone_is_still_readable(db):
    entry = AuditEntry(action="wagtail.edit", actor_kind="system", thing="alt.modell", about="Rest")

    assert "Rest" in sentence(entry, for_operator=False)


def test_the_menu_offers_it_to_verwaltung_only(town, client_for, ada, member):
    home = "/admin/"

    assert RECORD in client_for(town, ada).get(home).text
    assert RECORD not in client_for(town, member(town, Role.REDAKTION)).get(home).text
