"""How the demo is loaded: whole, once, and not where it could do harm."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Site

from home.demo.accounts import accounts
from home.demo.loading import load
from home.models import ContentPage
from termintipps.models import EventPage

from .conftest import PASSWORD, PORT


def rows() -> dict[str, list]:
    """All there is in the database, by table."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {model._meta.label: list(model.objects.order_by("pk").values_list()) for model in models}


def test_loading_twice_changes_nothing(demo):
    before = rows()

    report = load(PORT, PASSWORD, timezone.localdate())

    assert report.loaded == []
    assert rows() == before


def test_another_port_moves_the_sites_only(demo):
    before = rows()

    load(PORT + 1, PASSWORD, timezone.localdate())

    after = rows()
    changed = {label for label in before if before[label] != after[label]}
    assert changed == {Site._meta.label}
    assert set(Site.objects.values_list("port", flat=True)) == {PORT + 1}


def test_a_page_that_somebody_deleted_stays_deleted(demo):
    ContentPage.objects.first().delete()
    number = ContentPage.objects.count()

    load(PORT, PASSWORD, timezone.localdate())

    assert ContentPage.objects.count() == number


def test_weeks_later_single_events_lie_ahead_again(demo):
    later = timezone.localdate() + timedelta(days=60)
    edited = EventPage.objects.get(slug="kleiderkarussell")
    edited.save_revision(user=get_user_model().objects.get(username="bochum-redaktion")).publish()
    day = edited.start_date

    load(PORT, PASSWORD, later)

    assert EventPage.objects.get(slug="kleidertausch-fuer-gross-und-klein").start_date > later
    edited.refresh_from_db()
    assert edited.start_date == day


def test_everybody_of_the_contract_can_sign_in(demo, client):
    names = {account.name for account in accounts()}

    assert {"betrieb", "textredaktion", "ratingen-redaktion", "solingen-verwaltung"} <= names
    assert len(names) == 2 + 3 * 3
    assert all(client.login(username=name, password=PASSWORD) for name in names)


def test_without_a_wish_passwords_stay_as_they_are(demo):
    report = load(PORT, None, timezone.localdate())

    assert report.password is None


def test_the_command_prints_where_to_sign_in(demo, settings, monkeypatch):
    settings.DEMO_IS_ALLOWED = True
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    out = StringIO()

    call_command("load_demo", port=PORT, stdout=out)

    printed = out.getvalue()
    assert PASSWORD in printed
    assert all(account.name in printed for account in accounts())


def test_refuses_settings_that_do_not_allow_it(db, settings):
    settings.DEMO_IS_ALLOWED = False
    number = Site.objects.count()

    with pytest.raises(CommandError, match="--force"):
        call_command("load_demo")

    assert Site.objects.count() == number
