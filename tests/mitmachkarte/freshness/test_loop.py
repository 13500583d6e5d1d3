from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from inbox import outbox
from inbox.models import OutgoingMail, Submission
from kommunen.models import KommuneSettings, Role
from mitmachkarte.freshness import loop
from mitmachkarte.models import InitiativePage, InitiativeStatus
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.mitmachkarte.selfcare.conftest import link_in

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 1, 9, tzinfo=UTC)
PUBLISHED = {"first_published_at": START, "confirmed_on": START.date()}
Stage = InitiativeStatus.Stage


@pytest.fixture
def initiative(town):
    return InitiativePageFactory(town=town, title="Fahrradküche", slug="rad", **PUBLISHED)


def pass_days(days: int, start: datetime = START) -> datetime:
    """Run what is due each week, and on the last of so many days; return the last moment."""
    for day in sorted({*range(0, days, 7), days - 1}):
        at = start + timedelta(days=day)
        loop.run(at)
        outbox.deliver_due(at)
    return at


def status(page):
    return InitiativeStatus.objects.get(page=page)


def test_nobody_is_asked_before_a_year_is_over(initiative):
    pass_days(365)

    assert not mail.outbox


def test_after_a_year_the_initiative_is_asked(initiative):
    pass_days(366)

    (sent,) = mail.outbox
    assert sent.to == ["team@initiative.example"]
    assert "Stimmt „Fahrradküche“ noch?" in sent.subject


def test_the_whole_loop_ends_hidden_and_never_deleted(initiative, town, client_for):
    at = pass_days(365 + 21 * 3 + 42 + 30)

    assert len(mail.outbox) == 3
    assert status(initiative).stage == Stage.HIDDEN
    assert status(initiative).hidden_at < at
    task = Submission.objects.for_site(town.site).get()
    assert (task.kind, task.state) == ("initiative-unanswered", "waiting")
    assert not InitiativePage.objects.in_town(town).visible().exists()
    assert InitiativePage.objects.in_town(town).live().exists()
    response = client_for(town).get("/mitmachkarte/rad/")
    assert response.status_code == 410
    assert "ausgeblendet" in response.text


def test_the_town_is_asked_before_anything_is_hidden(initiative):
    pass_days(365 + 21 * 3 + 10)

    assert status(initiative).stage == Stage.WITH_TOWN
    assert status(initiative).hidden_at is None
    assert Submission.objects.get().state == "waiting"


def test_running_twice_or_being_killed_sends_nothing_twice(initiative, monkeypatch):
    at = START + timedelta(days=366)

    def killed(self, *args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(InitiativeStatus, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            loop.run(at)
    loop.run(at)
    loop.run(at)

    assert OutgoingMail.objects.count() == 1
    assert status(initiative).stage == Stage.ASKED


def test_a_pause_of_two_years_takes_one_step(initiative):
    loop.run(START + timedelta(days=800))

    assert status(initiative).stage == Stage.ASKED


def test_confirming_by_the_mailed_link_begins_anew(initiative, client_for, town, time_machine):
    at = pass_days(365 + 22)
    time_machine.move_to(at)

    client_for(town).post(link_in(mail.outbox[-1]))
    mail.outbox.clear()
    pass_days(300, at)

    assert status(initiative).confirmed_on == at.date()
    assert status(initiative).stage == Stage.FRESH
    assert not mail.outbox


def test_confirming_late_brings_a_hidden_entry_back(initiative, client_for, town, time_machine):
    at = pass_days(365 + 21 * 3 + 42 + 10)
    time_machine.move_to(at)
    assert client_for(town).get("/mitmachkarte/rad/").status_code == 410

    client_for(town).post(link_in(mail.outbox[-1]))

    assert client_for(town).get("/mitmachkarte/rad/").status_code == 200
    assert Submission.objects.get().state == "done"


def test_the_town_may_keep_it_without_confirming_it(
    initiative, client_for, town, member, time_machine
):
    at = pass_days(365 + 21 * 3 + 42 + 10)
    time_machine.move_to(at)
    desk = client_for(town, member(town, Role.FREIGABE))
    url = f"/admin/eingang/{Submission.objects.get().pk}/"
    assert "zwei Erinnerungen" in desk.get(url).text

    desk.post(url, {"decision": "accept"})

    assert status(initiative).hidden_at is None
    assert status(initiative).confirmed_on == date(2026, 11, 1)


def test_without_an_address_the_town_is_asked_at_once(town):
    page = InitiativePageFactory(town=town, contact_email="", **PUBLISHED)

    pass_days(366)

    assert status(page).stage == Stage.WITH_TOWN
    assert not mail.outbox


def test_a_town_sets_its_own_rules(initiative, town):
    KommuneSettings.objects.update_or_create(site=town.site, defaults={"ask_after_months": 3})

    pass_days(93)

    assert len(mail.outbox) == 1


def test_a_town_may_switch_it_off(initiative, town):
    KommuneSettings.objects.update_or_create(site=town.site, defaults={"asks_initiatives": False})

    assert loop.run(START + timedelta(days=800)) == 0


def test_an_old_draft_brings_no_status_back(initiative):
    revision = initiative.save_revision()
    pass_days(365 + 21 * 3 + 42 + 10)

    revision.publish()

    assert status(initiative).stage == Stage.HIDDEN


@pytest.mark.parametrize(
    ("days", "words"),
    [(10, None), (367, "Seit über einem Jahr nicht bestätigt"), (420, "nicht geantwortet")],
)
def test_ageing_is_shown_in_steps(initiative, client_for, town, time_machine, days, words):
    at = pass_days(days + 1)
    time_machine.move_to(at)

    text = client_for(town).get("/mitmachkarte/rad/").text

    assert "Von der Initiative bestätigt am" in text
    for sentence in ("Seit über einem Jahr nicht bestätigt", "nicht geantwortet"):
        assert (sentence in text) == (sentence == words)


def test_what_is_unpublished_needs_no_answer(initiative):
    pass_days(365 + 21 * 3 + 10)
    InitiativePage.objects.get(pk=initiative.pk).unpublish()

    loop.run(START + timedelta(days=900))

    assert Submission.objects.get().state == "done"
