import pytest

from inbox.models import LogEntry
from mitmachkarte.models import ImportedRow, InitiativeImport, InitiativePage, InitiativeStatus
from mitmachkarte.transfer.undoing import undo
from tests.factories.mitmachkarte import InitiativePageFactory

from .conftest import GARDEN, REPAIR, lines

CHANGE = lines("Garten am Bach;Spende;teilen", head="Name;Kosten;Kategorie")


@pytest.fixture
def undo_last(operator):
    return lambda: undo(InitiativeImport.objects.first(), operator)


def test_new_entries_go_and_the_import_says_so(run, undo_last, entries):
    run(lines(GARDEN, REPAIR))

    assert undo_last() == []
    assert entries() == []
    assert InitiativeImport.objects.get().state == "undone"


def test_changed_entries_are_as_before_also_in_their_open_draft(run, undo_last, town):
    page = InitiativePageFactory(town=town, title="Garten am Bach", cost="keine", kinds=["gaerten"])
    page.when = "noch nicht fertig"
    page.save_revision()
    run(CHANGE)

    assert undo_last() == []

    page = InitiativePage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    assert (page.cost, [each.slug for each in page.categories.all()]) == ("keine", ["gaerten"])
    assert (draft.cost, draft.when) == ("keine", "noch nicht fertig")
    assert page.live


def test_long_texts_come_back_as_they_were_built(run, undo_last, town):
    page = InitiativePageFactory(town=town, title="Garten")
    page.body = [("text", "<p>Mit <b>Liebe</b> gegossen</p>")]
    page.save()
    run(lines("Garten;Anders", head="Name;Beschreibung"))

    undo_last()

    assert "<b>Liebe</b>" in str(InitiativePage.objects.get().body)


def test_what_was_changed_since_stays_and_says_why(run, undo_last, entries):
    run(lines(GARDEN, REPAIR))
    page = InitiativePage.objects.get(title="Garten am Bach")
    page.cost = "von Hand geändert"
    page.save_revision().publish()

    (stayed,) = undo_last()

    assert (stayed.title, stayed.kept_because) == (
        "Garten am Bach",
        "Der Eintrag wurde nach dem Import geändert.",
    )
    assert entries() == ["Garten am Bach"]


def test_what_was_published_since_stays(run, undo_last, entries):
    run(lines(GARDEN), "--draft")
    InitiativePage.objects.get().latest_revision.publish()

    assert len(undo_last()) == 1
    assert entries() == ["Garten am Bach"]


def test_what_the_initiative_confirmed_since_stays(run, undo_last, entries):
    run(lines(GARDEN))
    InitiativeStatus.objects.create(page=InitiativePage.objects.get(), confirmed_on="2026-11-20")

    assert len(undo_last()) == 1
    assert entries() == ["Garten am Bach"]


def test_an_entry_deleted_since_is_no_obstacle(run, undo_last, entries):
    run(lines(GARDEN, REPAIR))
    InitiativePage.objects.get(title="Garten am Bach").delete()

    assert undo_last() == []
    assert entries() == []


def test_an_import_is_undone_once(run, undo_last):
    run(lines(GARDEN))
    undo_last()

    with pytest.raises(ValueError):
        undo_last()


def test_import_and_undo_stand_in_the_towns_log(run, undo_last, town):
    run(lines(GARDEN))
    undo_last()

    entries = LogEntry.objects.for_site(town.site).order_by("pk")
    assert [entry.kind for entry in entries] == ["import", "import"]
    assert "1 neu" in entries[0].message
    assert "Zurückgenommene Einträge: 1" in entries[1].message


def test_the_file_itself_is_not_kept(run):
    run(lines(GARDEN))

    assert InitiativeImport.objects.get().content is None
    assert ImportedRow.objects.get().title == "Garten am Bach"
