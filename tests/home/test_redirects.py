"""Redirects: each town keeps its own, and sees no other's."""

import csv

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from home.models import ContentPage
from home.redirects.old_addresses import keep_old_addresses
from kommunen.models import Role

pytestmark = pytest.mark.django_db


def url(view, *args):
    return reverse(f"redirects:{view}", args=args)


@pytest.fixture
def keeper(client_for, town, member):
    return client_for(town, member(town, Role.VERWALTUNG))


@pytest.fixture
def foreign(other_town):
    return Redirect.objects.create(
        old_path="/fremd", redirect_link="https://fremd.example/", site=other_town.site
    )


def page_of(kommune, title="Angebot"):
    page = ContentPage(title=title, slug=title.lower())
    return kommune.site.root_page.add_child(instance=page)


def add(client, old_path="/alt", **fields):
    return client.post(url("add"), {"old_path": old_path, "is_permanent": "on", **fields})


def table(text, encoding="utf-8"):
    return {"table": SimpleUploadedFile("t.csv", text.encode(encoding))}


def test_visitors_are_led_to_the_new_page(client_for, keeper, town):
    page = page_of(town)

    add(keeper, redirect_page=page.pk)
    answer = client_for(town).get("/alt/")

    assert answer.status_code == 301
    assert answer.headers["Location"].endswith("/angebot/")


def test_a_redirect_holds_on_its_own_host_only(client_for, keeper, town, other_town):
    add(keeper, redirect_link="https://www.stadt.example/neu")

    assert client_for(town).get("/alt/").status_code == 301
    assert client_for(other_town).get("/alt/").status_code == 404


def test_a_redirect_of_the_centre_holds_in_no_town(client_for, central, town, member):
    writer = client_for(central, member(central, Role.TEXTREDAKTION))

    add(writer, redirect_link="https://www.stadt.example/neu")

    assert Redirect.objects.get().site == central.site
    assert client_for(town).get("/alt/").status_code == 404


def test_the_list_shows_the_own_ones(keeper, foreign):
    add(keeper, redirect_link="https://www.stadt.example/neu")

    page = keeper.get(url("index")).content.decode()

    assert "/alt" in page
    assert "fremd" not in page
    assert foreign.redirect_link not in keeper.get(url("index"), {"q": "fremd"}).content.decode()


@pytest.mark.parametrize("view", ["edit", "delete", "history", "history_results", "usage"])
def test_another_towns_redirect_does_not_exist(keeper, foreign, view):
    assert keeper.get(url(view, foreign.pk)).status_code == 404
    keeper.post(url(view, foreign.pk), {"old_path": "/gekapert", "redirect_link": "https://x.de/"})

    foreign.refresh_from_db()
    assert foreign.old_path == "/fremd"


def test_the_site_in_a_form_is_forgotten(keeper, town, other_town):
    add(keeper, redirect_link="https://www.stadt.example/neu", site=other_town.site_id)

    assert Redirect.objects.get().site == town.site


def test_nobody_keeps_redirects_on_another_towns_host(client_for, town, other_town, member):
    visitor = client_for(other_town, member(town, Role.VERWALTUNG))

    add(visitor, redirect_link="https://www.stadt.example/neu")

    assert not Redirect.objects.exists()


def test_a_page_of_another_town_is_no_target(keeper, other_town):
    answer = add(keeper, redirect_page=page_of(other_town, "Geheim").pk)

    assert not Redirect.objects.exists()
    assert "Wählen Sie bitte eine Seite Ihrer eigenen Website." in answer.content.decode()


@pytest.mark.parametrize(
    ("old_path", "sentence"),
    [
        ("/", "Die Startseite"),
        ("/admin/", "feste Adresse"),
        ("/admin/pages", "feste Adresse"),
        ("/mitmachkarte", "feste Adresse"),
        ("/media/bild.png", "feste Adresse"),
        ("/impressum/", "feste Adresse"),
        ("/angebot", "steht eine Seite"),
        ("/schon-da", "gibt es schon"),
    ],
)
def test_what_cannot_be_redirected_is_said(keeper, town, old_path, sentence):
    page_of(town)
    add(keeper, "/schon-da", redirect_link="https://www.stadt.example/neu")

    answer = add(keeper, old_path, redirect_link="https://www.stadt.example/neu")

    assert sentence in answer.content.decode()
    assert Redirect.objects.count() == 1


@pytest.mark.parametrize(
    "target",
    [{}, {"redirect_link": "ftp://alt.example/"}, {"redirect_link": "javascript:alert(1)"}],
)
def test_a_target_is_one_web_address(keeper, target):
    assert add(keeper, **target).status_code == 200
    assert not Redirect.objects.exists()


def test_a_redirect_does_not_lead_to_itself(keeper, town):
    add(keeper, redirect_link=f"https://{town.site.hostname}/alt/")

    assert not Redirect.objects.exists()


def test_the_export_holds_the_own_ones_and_no_formula(keeper, town, foreign):
    add(keeper, redirect_page=page_of(town).pk)
    Redirect.objects.create(old_path="=1+1", redirect_link="https://a.example/", site=town.site)

    response = keeper.get(url("index"), {"export": "csv"})
    rows = list(csv.reader(b"".join(response.streaming_content).decode().splitlines()))

    assert ["/alt", "/angebot/"] in [row[:2] for row in rows]
    assert not any(cell.startswith("=") or "fremd" in cell for row in rows for cell in row)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_table_is_imported(keeper, town, delimiter, encoding):
    page = page_of(town)
    rows = [("Von", "Nach"), ("/früher", "/angebot/"), ("/weg", "https://www.stadt.example/")]
    text = "\n".join(delimiter.join(row) for row in rows)

    keeper.post(url("import"), table(text, encoding))

    found = {each.old_path: each for each in Redirect.objects.filter(site=town.site)}
    assert set(found) == {"/früher", "/weg"}
    assert found["/früher"].redirect_page.pk == page.pk


def test_importing_again_changes_the_target(keeper, town):
    for target in ("https://a.example/", "https://b.example/"):
        keeper.post(url("import"), table(f"/alt;{target}"))

    assert Redirect.objects.get().redirect_link == "https://b.example/"


def test_one_wrong_row_stores_none_and_every_reason_is_said(keeper, town, other_town):
    page_of(other_town, "Geheim")
    text = "/gut;https://www.stadt.example/\n/admin;https://x.example/\n/weg;/geheim/"

    answer = keeper.post(url("import"), table(text)).content.decode()

    assert not Redirect.objects.exists()
    assert "feste Adresse" in answer
    assert "keine Seite" in answer


@pytest.mark.parametrize("text", ["", "Von;Nach", "/nur-eins", "\0\0", "x" * 1_000_001])
def test_a_file_that_is_no_table_is_refused(keeper, text):
    assert keeper.post(url("import"), table(text)).status_code == 200
    assert not Redirect.objects.exists()


def test_redaktion_has_no_redirects(client_for, town, member):
    visitor = client_for(town, member(town, Role.REDAKTION))

    add(visitor, redirect_link="https://www.stadt.example/neu")

    assert not Redirect.objects.exists()
    assert url("index") not in visitor.get(reverse("wagtailadmin_home")).content.decode()


def test_the_menu_leads_to_our_list_alone(keeper, client_for, town, operator):
    for client in (keeper, client_for(town, operator)):
        page = client.get(reverse("wagtailadmin_home")).content.decode()
        assert url("index") in page
        assert reverse("wagtailredirects:index") not in page


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Publish a page with another slug, as its form does."""

    def publish(page, slug):
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return publish


def test_a_page_that_gets_another_address_leaves_a_redirect_behind(client_for, town, rename):
    page = page_of(town)
    page.add_child(instance=ContentPage(title="Werkstatt", slug="werkstatt"))
    rename(page, "neues-angebot")

    for old, new in (("/angebot/", "/neues-angebot/"), ("/angebot/werkstatt/", "/werkstatt/")):
        assert client_for(town).get(old).headers["Location"].endswith(new)


def test_a_page_that_comes_back_is_not_led_away(client_for, town, rename):
    page = page_of(town)
    for slug in ("neu", "angebot"):
        rename(page, slug)

    assert client_for(town).get("/angebot/").status_code == 200
    assert client_for(town).get("/neu/").headers["Location"].endswith("/angebot/")


def test_a_moved_page_leaves_a_redirect_behind(client_for, town):
    page, parent = page_of(town), page_of(town, "Dach")
    page.move(parent, pos="last-child")

    assert client_for(town).get("/angebot/").headers["Location"].endswith("/dach/angebot/")


def test_a_page_from_another_town_leaves_none(client_for, town, other_town):
    page_of(other_town).move(town.site.root_page, pos="last-child")

    assert not Redirect.objects.exists()


def test_new_addresses_cost_the_same_for_many_pages(town, django_assert_max_num_queries):
    page = page_of(town)
    for number in range(8):
        page.add_child(instance=ContentPage(title=f"Seite {number}", slug=f"seite-{number}"))

    with django_assert_max_num_queries(8):
        keep_old_addresses(page, page.url_path.replace("angebot", "frueher"))


def test_the_list_costs_the_same_for_many(keeper, town, django_assert_max_num_queries):
    page = page_of(town)
    for number in range(12):
        Redirect.objects.create(old_path=f"/alt-{number}", redirect_page=page, site=town.site)

    with django_assert_max_num_queries(20):
        keeper.get(url("index_results"))
