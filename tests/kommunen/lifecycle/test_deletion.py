"""A deleted town leaves nothing behind in live data, and touches nothing of anybody else's."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Site

from kommunen.lifecycle import leftovers, traces
from kommunen.lifecycle.deletion import delete_kommune
from kommunen.lifecycle.founding import found_kommune
from kommunen.models import DeletedKommune, Kommune, Role
from kommunen.models.farewell import KEPT_FOR
from kommunen.people.roles import grant
from tests.factories.canaries import CANARY, fill, fingerprints, places

pytestmark = pytest.mark.django_db

RECORDS = {"kommunen.DeletedKommune"}


def delete(kommune, **wishes):
    return delete_kommune(kommune, by="betrieb", force=True, **wishes)


def files_in(folder) -> list[Path]:
    return [file for file in Path(folder).rglob("*") if file.is_file()]


@pytest.fixture
def deleted(town, other_town, central, django_capture_on_commit_callbacks):
    """A town with something in every table, deleted."""
    fill(town)
    assert len({place.split(":")[0] for place in places(CANARY)}) > 25  # else it proves little
    with django_capture_on_commit_callbacks(execute=True):
        return delete(town)


def test_no_table_remembers_a_word_of_the_town(deleted):
    assert places(CANARY) == []
    assert places("musterstadt.example") == []


def test_no_file_and_no_cache_remembers_it(deleted, settings):
    assert files_in(settings.MEDIA_ROOT) == []
    assert cache.get("kept-page:of-the-town") is None


def test_the_neighbour_and_the_centre_are_untouched(
    central, other_town, django_capture_on_commit_callbacks
):
    fill(other_town)
    before = fingerprints(without=RECORDS)
    last = found_kommune(name="Zuletztstadt", host="zuletztstadt.example", key="05111000")
    fill(last)

    with django_capture_on_commit_callbacks(execute=True):
        delete(last)

    assert fingerprints(without=RECORDS) == before


def test_the_operator_keeps_a_record(deleted):
    record = DeletedKommune.objects.get()

    assert (record.deleted_by, record.name, record.key) == ("betrieb", "Musterstadt", "05158028")
    assert record.counts["wagtailcore.Page"] > 8
    assert record.leftover_files == []


def test_somebody_who_serves_two_towns_stays(town, other_town, member):
    both, only = member(town, Role.REDAKTION), member(town, Role.FREIGABE)
    grant(both, other_town, Role.REDAKTION)

    delete(town)

    assert list(get_user_model().objects.filter(pk__in=[both.pk, only.pk])) == [both]


def test_an_operator_who_helps_out_in_a_town_stays(town, operator):
    grant(operator, town, Role.VERWALTUNG)

    delete(town)

    assert get_user_model().objects.filter(pk=operator.pk).exists()


def test_a_live_town_is_not_deleted(town):
    with pytest.raises(ValidationError, match="archivieren"):
        delete_kommune(town, by="betrieb")

    assert Kommune.objects.filter(pk=town.pk).exists()


def test_the_centre_is_never_deleted(central):
    with pytest.raises(ValidationError, match="Zentrale"):
        delete(central)


def test_an_error_in_the_middle_leaves_everything(town, monkeypatch):
    before = fingerprints()
    monkeypatch.setattr(traces, "remove_unused_tags", lambda tags: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        delete(town)

    assert fingerprints() == before


def test_files_that_a_killed_process_left_go_with_the_next_due_work(deleted, settings):
    left = Path(settings.MEDIA_ROOT, "kommune-77/images/rest.png")
    left.parent.mkdir(parents=True)
    left.write_bytes(b"rest")
    DeletedKommune.objects.update(leftover_files=["kommune-77/"])

    leftovers.finish(timezone.now())

    assert not left.exists()
    assert DeletedKommune.objects.get().leftover_files == []


def test_the_record_goes_when_its_time_is_over(deleted):
    leftovers.finish(deleted.deleted_at + KEPT_FOR)
    assert DeletedKommune.objects.exists()

    leftovers.finish(deleted.deleted_at + KEPT_FOR + timedelta(days=1))
    assert not DeletedKommune.objects.exists()


# --- The command ------------------------------------------------------------------------------


def command(**options) -> str:
    out = StringIO()
    call_command("delete_kommune", host="musterstadt.example", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def archived(town):
    Kommune.objects.filter(pk=town.pk).update(state=Kommune.State.ARCHIVED)
    return town


def test_the_command_wants_the_host_repeated(archived, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "musterstadt")

    with pytest.raises(CommandError, match="Nichts wurde geändert"):
        command()

    assert Site.objects.filter(hostname="musterstadt.example").exists()


def test_the_command_proposes_an_archive_and_deletes(archived, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "musterstadt.example")

    assert "export_kommune" in command()
    assert not Site.objects.filter(hostname="musterstadt.example").exists()


def test_the_command_keeps_the_checksum_of_the_archive(archived, tmp_path):
    archive = tmp_path / "musterstadt.zip"
    archive.write_bytes(b"PK")

    command(yes=True, archive=str(archive))

    assert DeletedKommune.objects.get().export_sha256.startswith("fcab7fcc")


def test_the_command_refuses_an_unknown_host(db):
    with pytest.raises(CommandError, match=r"nirgends\.example"):
        call_command("delete_kommune", host="nirgends.example", yes=True)
