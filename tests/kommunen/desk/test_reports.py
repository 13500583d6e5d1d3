"""Reports tell a town of its own pages, and name nobody from elsewhere."""

import csv

import pytest
from django.urls import reverse
from django.utils import timezone

from home.models import ContentPage
from kommunen.models import Role
from kommunen.people.roles import grant

pytestmark = pytest.mark.django_db

REPORTS = ["approvals", "ageing", "locked", "kinds"]


def url(name):
    return reverse(f"kommunen_reports:{name}")


def page_of(kommune, title, author):
    """Published, then changed, submitted and locked by its author."""
    page = ContentPage(title=title, slug=title.lower(), owner=author)
    kommune.site.root_page.add_child(instance=page)
    page.save_revision(user=author).publish(user=author)
    page.refresh_from_db()
    page.get_workflow().start(page, author)
    page.locked, page.locked_by, page.locked_at = True, author, timezone.now()
    page.save()
    return page


@pytest.fixture
def pages(town, other_town, member):
    for kommune, title in ((town, "Eigenes"), (other_town, "Fremdes")):
        author = member(kommune, Role.FREIGABE)
        author.first_name = f"Ada-{title}"
        author.save()
        page_of(kommune, title, author)


@pytest.fixture
def editor(client_for, town, member):
    return client_for(town, member(town, Role.REDAKTION))


def cells(response):
    text = b"".join(response.streaming_content).decode()
    return [cell for row in csv.reader(text.splitlines()) for cell in row]


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("ending", ["", "_results"])
def test_a_report_tells_of_the_own_pages_only(editor, pages, report, ending):
    page = editor.get(url(f"{report}{ending}")).content.decode()

    assert "Eigenes" in page
    assert "Fremdes" not in page
    assert "nachbarstadt" not in page.lower()


@pytest.mark.parametrize("report", ["approvals", "ageing", "locked"])
def test_a_report_names_the_colleague_who_did_it(editor, pages, report):
    assert "Ada-Eigenes" in editor.get(url(report)).content.decode()


@pytest.mark.parametrize("report", REPORTS)
def test_the_export_holds_what_the_report_shows(editor, pages, report):
    found = cells(editor.get(url(report), {"export": "csv"}))

    assert "Eigenes" in found
    assert not any("Fremdes" in cell or "nachbarstadt" in cell for cell in found)


@pytest.mark.parametrize("report", REPORTS)
def test_the_export_is_a_spreadsheet_too(editor, pages, report):
    response = editor.get(url(report), {"export": "xlsx"})

    assert response.status_code == 200
    assert "spreadsheet" in response.headers["Content-Type"]


def test_a_title_that_looks_like_a_formula_stays_text(editor, town, member):
    author = member(town, Role.FREIGABE)
    page = page_of(town, "Eigenes", author)
    page.title = page.draft_title = '=HYPERLINK("https://boese.example")'
    page.save()

    for report in REPORTS:
        found = cells(editor.get(url(report), {"export": "csv"}))
        assert not any(cell.startswith("=") for cell in found)


@pytest.mark.parametrize("report", ["approvals", "ageing", "locked"])
def test_the_operator_is_named_by_role(client_for, town, editor, operator, report):
    operator.first_name = "Ottokar"
    operator.save()
    page_of(town, "Eigenes", operator)

    page = editor.get(url(report)).content.decode()
    exported = cells(editor.get(url(report), {"export": "csv"}))

    assert "Ottokar" not in page
    assert "Betrieb" in page
    assert "Betrieb" in exported
    assert not {"Ottokar", operator.username} & set(exported)


@pytest.mark.parametrize(
    ("report", "name"), [("locked", "locked_by"), ("approvals", "requested_by")]
)
def test_the_filters_offer_colleagues_only(editor, pages, other_town, report, name):
    stranger = other_town.memberships.first().user

    page = editor.get(url(report), {name: stranger.pk}).content.decode()

    assert "freigabe@musterstadt.example" in page
    assert stranger.username not in page


@pytest.mark.parametrize("report", REPORTS)
def test_an_empty_report_says_so(editor, report, town):
    town.site.root_page.get_descendants(inclusive=True).update(last_published_at=None)
    response = editor.get(url(report))

    assert response.status_code == 200


@pytest.mark.parametrize("report", REPORTS)
def test_somebody_of_two_towns_sees_the_one_whose_host_it_is(
    client_for, town, other_town, member, pages, report
):
    user = member(town, Role.REDAKTION)
    grant(user, other_town, Role.REDAKTION)

    page = client_for(town, user).get(url(report)).content.decode()

    assert "Eigenes" in page or report == "kinds"
    assert "Fremdes" not in page


def test_verwaltung_writes_no_pages_and_has_no_reports(client_for, town, member, pages):
    visitor = client_for(town, member(town, Role.VERWALTUNG))

    assert visitor.get(url("locked")).status_code in {302, 403}
    assert url("locked") not in visitor.get(reverse("wagtailadmin_home")).content.decode()


def test_the_menu_leads_to_the_reports(editor):
    page = editor.get(reverse("wagtailadmin_home")).content.decode()

    assert all(url(report) in page for report in REPORTS)


def test_the_operator_keeps_wagtails_reports(client_for, town, operator):
    page = client_for(town, operator).get(reverse("wagtailadmin_home")).content.decode()

    assert url("locked") not in page
    assert reverse("wagtailadmin_reports:locked_pages") in page


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_costs_the_same_for_many_pages(
    client_for, town, member, report, django_assert_max_num_queries
):
    author = member(town, Role.FREIGABE)
    for number in range(6):
        page_of(town, f"Seite-{number}", author)
    visitor = client_for(town, author)

    with django_assert_max_num_queries(30):
        visitor.get(url(f"{report}_results"))


def test_the_pages_of_one_kind_are_the_own(editor, pages):
    address = reverse("wagtailadmin_pages:type_use", args=["home", "contentpage"])

    page = editor.get(address).content.decode()

    assert "Eigenes" in page
    assert "Fremdes" not in page
    assert reverse("wagtailadmin_reports:page_types_usage") not in page
