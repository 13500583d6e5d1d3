import pytest

from mitmachkarte.models import InitiativeImport, InitiativePage
from tests.factories.mitmachkarte import InitiativePageFactory

from .conftest import GARDEN, HEAD, REPAIR, lines


def states(report):
    return [row["state"] for row in report["rows"]]


def only(town) -> InitiativePage:
    return InitiativePage.objects.in_town(town).get()


def test_new_entries_are_published_with_all_they_say(run, town):
    status, report = run(lines(GARDEN))

    page = only(town)
    assert (status, states(report)) == (0, ["new"])
    assert (page.title, page.summary, page.live) == (
        "Garten am Bach",
        "Wir gärtnern gemeinsam.",
        True,
    )
    assert [each.slug for each in page.categories.all()] == ["gaerten"]
    assert str(page.lat) == "51.2973000"


def test_the_same_file_once_more_changes_nothing(run, town):
    run(lines(GARDEN, REPAIR))
    before = list(InitiativePage.objects.values_list("latest_revision", flat=True))

    status, report = run(lines(GARDEN, REPAIR))

    assert (status, states(report)) == (0, ["same", "same"])
    assert list(InitiativePage.objects.values_list("latest_revision", flat=True)) == before


def test_a_dry_run_writes_nothing(run, entries):
    status, report = run(lines(GARDEN), "--dry-run")

    assert (status, states(report), entries()) == (0, ["new"], [])
    assert not InitiativeImport.objects.exists()


def test_one_refused_row_stops_all(run, entries):
    status, report = run(lines(GARDEN, "Ohne Breite;Satz;gaerten;x;6.8"))

    assert (status, states(report), entries()) == (1, ["new", "refused"], [])
    assert report["refused"] == 1
    assert report["rows"][1]["where"] == "initiativen.csv, Zeile 3"
    assert "Spalte „Breite“" in report["rows"][1]["message"]


def test_a_wrong_host_is_wrong_use(run, town, tmp_path):
    town.site.hostname = "niemand.example"

    assert run(lines(GARDEN)) == (2, None)


def test_an_unknown_category_names_the_known_ones(run):
    _status, report = run(lines("Garten;Satz;Unsinn;51.2973;6.8493"))

    assert "Unsinn" in report["rows"][0]["message"]
    assert "Reparieren" in report["rows"][0]["message"]


def test_a_changed_entry_is_published_again(run, town):
    run(lines(GARDEN))

    status, report = run(lines(GARDEN.replace("gemeinsam", "zusammen")))

    assert (status, states(report)) == (0, ["changed"])
    assert only(town).summary == "Wir gärtnern zusammen."
    assert "Kurzbeschreibung" in report["rows"][0]["message"]


def test_an_empty_cell_leaves_its_field_alone_and_a_dash_empties_it(run, town):
    InitiativePageFactory(town=town, title="Garten", wanted="Gießkannen", cost="keine")

    run(lines("Garten;;-", head="Name;Kosten;Gesucht"))

    page = only(town)
    assert (page.cost, page.wanted) == ("keine", "")


def test_an_open_draft_gets_the_change_and_stays_a_draft(run, town):
    page = InitiativePageFactory(town=town, title="Garten", cost="keine")
    page.when = "noch nicht fertig"
    page.save_revision()

    run(lines("Garten;Spende", head="Name;Kosten"))

    page = only(town)
    draft = page.get_latest_revision_as_object()
    assert (page.cost, page.when) == ("Spende", "jeden 2. Samstag, 14 bis 17 Uhr")
    assert (draft.cost, draft.when) == ("Spende", "noch nicht fertig")
    assert page.has_unpublished_changes


def test_a_draft_that_waits_for_approval_goes_on_waiting(run, town, operator):
    page = InitiativePageFactory(town=town, title="Garten", cost="keine")
    page.when = "wartet"
    page.save_revision()
    page.get_workflow().start(page, operator)

    run(lines("Garten;Spende", head="Name;Kosten"))

    page = only(town)
    assert page.workflow_in_progress
    assert page.current_workflow_task_state.revision.as_object().cost == "Spende"
    assert page.cost == "Spende"


def test_an_entry_that_was_never_public_stays_a_draft(run, town):
    InitiativePageFactory(town=town, title="Garten", draft=True)

    _status, report = run(lines("Garten;Spende", head="Name;Kosten"))

    page = only(town)
    assert states(report) == ["changed"]
    assert (page.live, page.cost) == (False, "Spende")


def test_with_draft_nothing_becomes_public(run, town):
    InitiativePageFactory(town=town, title="Garten", cost="keine")

    run(lines("Garten;Spende", "Neue;frei", head="Name;Kosten"), "--draft")

    page = InitiativePage.objects.get(title="Garten")
    assert page.cost == "keine"
    assert page.get_latest_revision_as_object().cost == "Spende"
    assert not InitiativePage.objects.get(title="Neue").live
    _status, report = run(lines("Garten;Spende", "Neue;frei", head="Name;Kosten"), "--draft")
    assert states(report) == ["same", "same"]


def test_what_citizens_need_must_be_there_before_it_is_public(run, town):
    status, report = run(lines("Garten;51.2973;6.8493", head="Name;Breite;Länge"))

    assert (status, only(town).live) == (0, False)
    assert "Kurzbeschreibung" in report["rows"][0]["message"]


def test_swapped_coordinates_are_noticed_and_can_be_turned(run, town, entries):
    swapped = "Garten;Satz;gaerten;6.8493;51.2973"

    status, report = run(lines(swapped))
    assert (status, entries()) == (1, [])
    assert "vertauscht" in report["rows"][0]["message"]

    assert run(lines(swapped), "--swap-coordinates")[0] == 0
    assert str(only(town).lat) == "51.2973000"


def test_a_place_outside_the_town_is_asked_back(run, town, entries):
    outside = "Garten;Satz;gaerten;52.5200;13.4050"

    status, report = run(lines(outside))
    assert (status, entries()) == (1, [])
    assert "außerhalb" in report["rows"][0]["message"]

    assert run(lines(outside), "--confirm-places")[0] == 0


@pytest.mark.parametrize("name", ["REPAIR CAFE  West", "Repair-Café West e.V.", "repair–café west"])
def test_the_same_name_nearby_is_the_same_entry(run, town, name):
    run(lines(REPAIR))

    _status, report = run(lines(f"{name};51.3045;6.8265", head="Name;Breite;Länge"))

    assert states(report) == ["changed"]


def test_the_same_name_far_away_is_another_entry(run, town, entries):
    run(lines(REPAIR))

    run(lines(REPAIR.replace("51.3042", "51.3342")))

    assert entries() == ["Repair-Café West", "Repair-Café West"]


def test_the_same_website_is_asked_back(run, town, entries):
    InitiativePageFactory(town=town, title="Café Kaputt", website="https://www.kaputt.example/")
    row = lines("Reparierclub;http://kaputt.example", head="Name;Website")

    status, report = run(row)
    assert status == 1
    assert "Café Kaputt" in report["rows"][0]["message"]

    assert run(row, "--duplicates", "skip")[0] == 0
    assert entries() == ["Café Kaputt"]
    assert run(row, "--duplicates", "update")[0] == 0
    assert entries() == ["Reparierclub"]


def test_two_rows_of_one_entry_are_refused_unless_they_say_the_same(run):
    assert states(run(lines(GARDEN, GARDEN), "--dry-run")[1]) == ["new", "same"]

    status, report = run(lines(GARDEN, GARDEN.replace("gemeinsam", "allein")))
    assert status == 1
    assert "Zeile 2" in report["rows"][1]["message"]


def test_entries_of_another_town_are_not_touched(run, town, other_town, entries):
    foreign = InitiativePageFactory(town=other_town, title="Garten", slug="garten", cost="keine")

    run(lines(f"{foreign.pk};garten;Garten;Spende", head="id;Kennung;Name;Kosten"))

    foreign.refresh_from_db()
    assert (foreign.cost, entries()) == ("keine", ["Garten"])


OFDB = (
    "id,created_at,created_by,version,title,description,lat,lng,street,zip,city,country,state,"
    "homepage,contact_name,contact_email,contact_phone,opening_hours,founded_on,categories,tags,"
    "license,image_url,image_link_url,avg_rating\n"
    "0a1b,1500000000,,3,Unverpackt,Laden ohne Verpackung. Alles lose.,51.2973,6.8493,Markt 1,40878,"
    "Ratingen,Germany,NRW,https://lose.example,Ada,team@lose.example,0123,Mo-Fr 9-18 Uhr,,"
    '2cd00bebec0c48ba9db761da48678134,"teilen,zerowaste",CC0-1.0,,,0.5\n'
)


def test_reads_the_csv_of_karte_von_morgen(run, town):
    status, _report = run(OFDB.encode())

    page = only(town)
    assert status == 0
    assert (page.title, page.website) == ("Unverpackt", "https://lose.example")
    assert (page.summary, page.when) == ("Laden ohne Verpackung.", "Mo-Fr 9-18 Uhr")
    assert [each.slug for each in page.categories.all()] == ["teilen"]
    assert page.public_contact_name == ""


def test_reads_the_json_of_karte_von_morgen(run, town):
    text = (
        '[{"id": "0a1b", "title": "Unverpackt", "description": "Laden ohne Verpackung.",'
        ' "lat": 51.2973, "lng": 6.8493, "zip": "40878", "city": "Ratingen",'
        ' "email": "a@b.example",'
        ' "categories": ["2cd00bebec0c48ba9db761da48678134"], "tags": ["teilen"], "ratings": []}]'
    )

    assert run(text.encode(), name="kvm.json")[0] == 0
    assert only(town).is_on_map


def test_reads_geojson(run, town):
    text = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature",'
        ' "geometry": {"type": "Point", "coordinates": [6.8493, 51.2973]},'
        ' "properties": {"name": "Garten", "summary": "Wir gärtnern.",'
        ' "categories": ["gaerten"]}}]}'
    )

    assert run(text.encode(), name="karte.geojson")[0] == 0
    assert only(town).live


def test_costs_no_more_queries_to_compare_100_rows_than_10(
    town, django_assert_num_queries, django_assert_max_num_queries
):
    from mitmachkarte.transfer.planning import Choices, plan_import

    for number in range(20):
        InitiativePageFactory(town=town, title=f"Garten {number}")

    def plan(most):
        rows = [f"Garten {number};Satz {number};gaerten;51.2973;6.8493" for number in range(most)]
        return plan_import(town, "a.csv", lines(*rows), Choices())

    with django_assert_max_num_queries(10) as first:
        plan(2)
    with django_assert_num_queries(len(first)):
        plan(400)


def test_headings_may_be_german_or_english(run, town):
    head = HEAD.replace("Name", "TITLE").replace("Breite", "Geographische Breite")

    assert run(lines(GARDEN, head=head))[0] == 0


def test_an_entry_does_not_take_the_address_of_a_form_of_ours(run, town):
    run(lines(GARDEN.replace("Garten am Bach", "Vorschlagen")))
    assert only(town).slug == "vorschlagen-2"
