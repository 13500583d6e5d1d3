import pytest

from kommunen.tables import BadFile, check_size
from mitmachkarte.models import InitiativeImport, InitiativePage
from mitmachkarte.transfer.planning import Choices, plan_import

from .conftest import lines
from .hostile import READ, REFUSED, workbook


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_gets_a_sentence_and_changes_nothing(run, entries, name):
    content, sentence = REFUSED[name]

    status, report = run(content, name=name)

    messages = " ".join(row["message"] for row in report["rows"])
    assert status == 1
    assert sentence in messages
    assert report["refused"] >= 1
    assert entries() == []
    assert not InitiativeImport.objects.exists()


@pytest.mark.parametrize("name", READ)
def test_an_odd_file_is_read_all_the_same(run, town, name):
    status, report = run(READ[name], name=name)

    page = InitiativePage.objects.in_town(town).get()
    assert status == 0, report
    assert (page.title, page.summary) == ("Garten am Bach", "Wir gärtnern gemeinsam.")


def test_a_wrong_ending_is_told(run):
    _status, report = run(READ["csv-als-xlsx.xlsx"], name="liste.xlsx")

    assert "endet auf .xlsx" in report["notes"][0]


def test_200_megabytes_are_refused_before_they_are_read():
    with pytest.raises(BadFile, match="200 MB"):
        check_size(200_000_000)


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://boese.example")', "@SUM(1)", "+1"])
def test_a_formula_is_text_and_nothing_else(run, town, formula):
    run(lines(f"Garten;{formula.replace(chr(34), chr(34) * 2)}", head="Name;Wann"))

    assert InitiativePage.objects.in_town(town).get().when == formula.replace('"', '""')


def test_of_a_formula_in_excel_the_value_counts_that_was_worked_out(run, town):
    run(workbook([["Name", "Wann"], ["Garten", "=1+1"]]), name="formel.xlsx")

    assert InitiativePage.objects.in_town(town).get().when == ""


def test_a_sheet_that_claims_a_million_rows_is_read_by_what_it_holds(town):
    claim = b'<dimension ref="A1:XFD1048576"/>'
    plain = workbook([["Name"], ["Garten"]])
    part = "xl/worksheets/sheet1.xml"
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(plain)) as archive:
        sheet = archive.read(part)
    lying = sheet.replace(b'<dimension ref="A1:A2" />', claim).replace(
        b'<dimension ref="A1:A2"/>', claim
    )
    content = workbook([["Name"], ["Garten"]], {part: lying})

    assert claim in lying
    assert len(plan_import(town, "a.xlsx", content, Choices()).rows) == 1


def test_names_of_foreign_html_do_not_reach_a_page(run, town, client_for):
    row = '"<img src=x onerror=alert(1)>Garten";"<b>Wir</b> &lt;i&gt;gießen";gaerten;51,2973;6,8493'
    run(lines(row))

    text = client_for(town).get("/mitmachkarte/").text
    assert "onerror" not in text
    assert "Garten" in text
