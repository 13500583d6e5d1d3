"""Keys and addresses made up in a request: choosers are only the surface of what can be sent."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.models import ContentPage
from kommunen.desk.references import foreign_references
from kommunen.models import Document, Image, KommuneSettings, Role
from mitmachkarte.models import MitmachkartePage
from tests.factories.home import content_page
from tests.factories.kommunen import contact_person, document, image

pytestmark = pytest.mark.django_db

EVIL = "https://boese.example/"


def page_of(kommune, title="Seite", **fields):
    page = ContentPage(title=title, slug=title.lower(), **fields)
    return kommune.site.root_page.add_child(instance=page)


def closed(response) -> bool:
    """Not found, forbidden, or sent back to the first page."""
    return response.status_code in {302, 403, 404}


@pytest.fixture
def publisher(client_for, town, member):
    return client_for(town, member(town, Role.FREIGABE, Role.VERWALTUNG))


# --- Choosers inside rich text -----------------------------------------------------------------


def test_links_in_rich_text_are_offered_among_own_and_central_pages(publisher, town, other_town):
    asked = {"page_type": "wagtailcore.page", "allow_external_link": "true", "q": "Seite"}
    page_of(town, "Seite-Hier")
    page_of(other_town, "Seite-Dort")

    for name in ("wagtailadmin_choose_page", "wagtailadmin_choose_page_search"):
        offered = publisher.get(reverse(name), asked).content.decode()
        assert "Seite-Dort" not in offered


@pytest.mark.parametrize("view", ["wagtailimages_chooser:select_format"])
def test_another_towns_picture_cannot_be_put_into_rich_text(publisher, other_town, view):
    foreign = image(other_town, "Fremdbild")

    response = publisher.get(reverse(view, args=[foreign.pk]))
    posted = publisher.post(
        reverse(view, args=[foreign.pk]),
        {"image-chooser-insertion-format": "left", "image-chooser-insertion-alt_text": "x"},
    )

    for answer in (response, posted):
        assert closed(answer)
        assert "Fremdbild" not in answer.content.decode()


@pytest.mark.parametrize(
    ("make", "names"), [(image, "wagtailimages_chooser"), (document, "wagtaildocs_chooser")]
)
def test_another_towns_file_is_not_handed_out_by_key(publisher, other_town, make, names):
    foreign = make(other_town, "Fremddatei")

    one = publisher.get(reverse(f"{names}:chosen", args=[foreign.pk]))
    many = publisher.get(reverse(f"{names}:chosen_multiple"), {"id": foreign.pk})

    assert closed(one)
    assert "Fremddatei" not in one.content.decode() + many.content.decode()


@pytest.mark.parametrize(
    "html",
    [
        '<p><a linktype="page" id="{page}">dort</a></p>',
        '<p><a linktype="document" id="{document}">dort</a></p>',
        '<p>a</p><embed embedtype="image" id="{image}" format="left" alt="x"/>',
    ],
)
def test_rich_text_that_names_foreign_things_is_found_out(town, other_town, html):
    keys = {
        "page": page_of(other_town).pk,
        "document": document(other_town).pk,
        "image": image(other_town).pk,
    }
    own = ContentPage(title="Hier", slug="hier", body=[("text", html.format(**keys))])

    assert foreign_references(own, town)


# --- Settings ----------------------------------------------------------------------------------


SETTINGS = {
    "brand_colour": "#14613e",
    "mood": "frisch",
    "base_map": "outlines",
    "ask_after_months": 12,
    "remind_after_days": 21,
    "hide_after_days": 42,
}


def test_the_settings_take_no_logo_of_another_town(publisher, town, other_town):
    foreign = image(other_town)
    url = reverse("wagtailsettings:edit", args=["kommunen", "kommunesettings", town.site_id])

    answer = publisher.post(url, {**SETTINGS, "claim": "Gekapert", "logo": foreign.pk})

    found = KommuneSettings.objects.get(site=town.site)
    assert answer.headers["Location"] == reverse("wagtailadmin_home")  # refused, told nothing
    assert (found.logo_id, found.claim) == (None, "nachhaltig mitmachen")


def test_the_settings_take_an_own_logo(publisher, town):
    own = image(town)
    url = reverse("wagtailsettings:edit", args=["kommunen", "kommunesettings", town.site_id])

    publisher.post(url, {**SETTINGS, "logo": own.pk})

    assert KommuneSettings.objects.get(site=town.site).logo == own


# --- Media -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "name"), [(image, "wagtailimages:edit"), (document, "wagtaildocs:edit")]
)
def test_a_file_is_not_moved_into_another_towns_collection(publisher, town, other_town, make, name):
    own = make(town, "Eigene")
    fields = {"title": "Eigene", "collection": other_town.collection.pk, "tags": ""}

    publisher.post(reverse(name, args=[own.pk]), fields)

    own.refresh_from_db()
    assert own.collection == town.collection


@pytest.mark.parametrize("model", ["image", "document"])
def test_a_bulk_action_puts_nothing_into_another_towns_collection(
    publisher, town, other_town, model
):
    make, app = (image, "kommunen") if model == "image" else (document, "kommunen")
    own = make(town, "Eigene")
    url = reverse("wagtail_bulk_action", args=[app, model, "add_to_collection"])

    publisher.post(f"{url}?id={own.pk}", {"collection": other_town.collection.pk})

    own.refresh_from_db()
    assert own.collection == town.collection


@pytest.mark.parametrize("action", ["add_to_collection", "add_tags", "delete"])
def test_a_bulk_action_touches_no_foreign_and_no_central_file(
    publisher, town, other_town, central, action
):
    own, foreign, shared = (
        image(each, f"Bild {each.name}") for each in (town, other_town, central)
    )
    url = reverse("wagtail_bulk_action", args=["kommunen", "image", action])
    sent = {"collection": town.collection.pk, "tags": "gekapert"}

    for key in (foreign.pk, shared.pk):
        asked = publisher.get(f"{url}?id={own.pk}&id={key}")
        publisher.post(f"{url}?id={key}", sent)
        assert "Bild Nachbarstadt" not in asked.content.decode()

    for file, kommune in ((foreign, other_town), (shared, central)):
        file.refresh_from_db()
        assert file.collection == kommune.collection
        assert not file.tags.exists()


@pytest.mark.parametrize(
    ("make", "names", "model"),
    [(image, "wagtailimages", Image), (document, "wagtaildocs", Document)],
)
def test_central_files_are_chosen_by_towns_and_changed_by_the_centre(
    client_for, publisher, town, central, member, make, names, model
):
    shared = make(central, "Zentrale-Datei")
    keeper = client_for(central, member(central, Role.TEXTREDAKTION))
    edit, delete = (reverse(f"{names}:{view}", args=[shared.pk]) for view in ("edit", "delete"))
    fields = {"title": "Umbenannt", "tags": "", "focal_point_x": ""}

    offered = publisher.get(reverse(f"{names}_chooser:choose")).content.decode()
    chosen = publisher.get(reverse(f"{names}_chooser:chosen", args=[shared.pk]))
    assert "Zentrale-Datei" in offered
    assert chosen.status_code == 200

    assert closed(publisher.post(edit, fields))
    assert closed(publisher.post(delete))
    assert model.objects.get(pk=shared.pk).title == "Zentrale-Datei"

    keeper.post(edit, fields)
    assert model.objects.get(pk=shared.pk).title == "Umbenannt"


# --- Pages -------------------------------------------------------------------------------------


def test_a_page_is_not_copied_into_another_town(publisher, town, other_town):
    page = page_of(town, "Vorlage")
    before = Page.objects.count()
    fields = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": other_town.site.root_page_id,
        "publish_copies": "on",
    }

    publisher.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), fields)

    assert Page.objects.count() == before


def test_another_towns_page_is_not_copied_home(publisher, town, other_town):
    page = page_of(other_town, "Vorlage")
    fields = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": town.site.root_page_id,
    }

    publisher.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), fields)

    assert not Page.objects.filter(slug="kopie").exists()


def test_a_page_is_not_moved_into_another_town(publisher, town, other_town):
    page = page_of(town, "Vorlage")
    target = other_town.site.root_page_id

    for name in ("move", "move_confirm"):
        keys = [page.pk] if name == "move" else [page.pk, target]
        publisher.post(
            reverse(f"wagtailadmin_pages:{name}", args=keys), {"new_parent_page": target}
        )

    assert Page.objects.get(pk=page.pk).path.startswith(town.site.root_page.path)


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_a_bulk_action_touches_no_foreign_page(publisher, town, other_town, action):
    own, foreign = page_of(town, "Hier"), page_of(other_town, "Dort")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])

    answer = publisher.post(
        f"{url}?id={own.pk}&id={foreign.pk}", {"chooser": town.site.root_page_id}
    )

    assert answer.status_code == 404
    foreign.refresh_from_db()
    assert foreign.live
    assert foreign.path.startswith(other_town.site.root_page.path)


def test_a_bulk_move_leads_into_no_other_town(publisher, town, other_town):
    own = page_of(town, "Hier")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])

    publisher.post(
        f"{url}?id={own.pk}",
        {"chooser": other_town.site.root_page_id, "move_applicable": "on"},
    )

    own.refresh_from_db()
    assert own.path.startswith(town.site.root_page.path)


def test_bulk_deletion_of_rows_takes_no_foreign_and_no_central_row(publisher, other_town):
    rows = [contact_person(other_town, "Fremde"), contact_person(None, "Zentrale")]
    url = reverse("wagtail_bulk_action", args=["kommunen", "contactperson", "delete"])

    for row in rows:
        publisher.post(f"{url}?id={row.pk}")
        row.refresh_from_db()  # still there


# --- Addresses to go on to, and the admin's API ------------------------------------------------


@pytest.mark.parametrize("view", ["unlock", "lock", "unpublish", "delete"])
def test_a_page_leads_on_to_no_foreign_host(publisher, town, view):
    page = page_of(town, "Hier")

    answer = publisher.post(
        reverse(f"wagtailadmin_pages:{view}", args=[page.pk]) + f"?next={EVIL}", {"next": EVIL}
    )

    assert "boese.example" not in answer.headers.get("Location", "")


def test_a_bulk_action_leads_on_to_no_foreign_host(publisher, town):
    page = page_of(town, "Hier")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])

    answer = publisher.post(f"{url}?id={page.pk}&next={EVIL}")

    assert "boese.example" not in answer.headers.get("Location", "")


def test_signing_in_leads_on_to_no_foreign_host(client_for, town, member):
    user = member(town, Role.REDAKTION)
    sent = {"username": user.username, "password": "geheim", "next": EVIL}

    answer = client_for(town).post(reverse("wagtailadmin_login"), sent)

    assert "boese.example" not in answer.headers.get("Location", "")


def test_the_admins_api_lists_own_pages_only(publisher, town, other_town):
    page_of(town, "Hier")
    foreign = page_of(other_town, "Dort")
    listing = reverse("wagtailadmin_api:pages:listing")
    detail = reverse("wagtailadmin_api:pages:detail", args=[foreign.pk])

    for asked in (
        {},
        {"child_of": other_town.site.root_page_id},
        {"descendant_of": other_town.site.root_page_id},
        {"search": "Dort"},
        {"for_explorer": 1, "child_of": 1},
        {"site": other_town.site.hostname},
    ):
        answer = publisher.get(listing, {"fields": "*", **asked}).content.decode()
        assert "Dort" not in answer, asked
        assert "nachbarstadt" not in answer.lower(), asked
    assert closed(publisher.get(detail))


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_the_admins_api_of_files_is_closed(publisher, other_town, kind):
    make = image if kind == "images" else document
    foreign = make(other_town, "Fremddatei")

    for url in (
        reverse(f"wagtailadmin_api:{kind}:listing"),
        reverse(f"wagtailadmin_api:{kind}:detail", args=[foreign.pk]),
    ):
        assert publisher.get(url).status_code == 404


def test_the_start_page_names_nothing_of_another_town(publisher, town, other_town):
    """It stands below the tree's root, which belongs to nobody."""
    foreign = image(other_town)
    start = town.site.root_page.specific
    form = publisher.get(reverse("wagtailadmin_pages:edit", args=[start.pk])).context["form"]
    data = nested_form_data(
        {
            **{name: form[name].value() or "" for name in ("title", "headline", "lead")},
            "body": streamfield([("quote", {"text": "Gut.", "portrait": foreign.pk})]),
            "comments": inline_formset([]),
        }
    )

    publisher.post(reverse("wagtailadmin_pages:edit", args=[start.pk]), data)

    assert f'"portrait": {foreign.pk}' not in start.get_latest_revision().content["body"]


def test_a_copy_is_not_sent_below_a_page_of_another_town(publisher, town, other_town):
    page = content_page(town, "Laden")
    other_town.site.root_page.title = "Geheimer Entwurf"
    other_town.site.root_page.save()
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    values = {"new_title": "Laden", "new_slug": "laden-2"}

    answer = publisher.post(url, {**values, "new_parent_page": other_town.site.root_page_id})

    assert answer.status_code == 404
    assert "Geheimer Entwurf" not in answer.content.decode()


# --- What no form has sent ---------------------------------------------------------------------


def test_lists_of_blocks_without_their_count_are_the_senders_mistake(publisher, town):
    publisher.raise_request_exception = False
    address = reverse("wagtailadmin_pages:edit", args=[page_of(town).pk])

    assert publisher.post(address, {"title": "Neu", "slug": "neu"}).status_code == 400


def test_a_number_in_the_place_of_paragraphs_is_the_senders_mistake(publisher, town):
    publisher.raise_request_exception = False
    page = MitmachkartePage.objects.descendant_of(town.site.root_page).get()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    assert publisher.post(address, {"closing": "7"}).status_code == 400


def test_an_error_of_our_own_stays_an_error(publisher, monkeypatch):
    monkeypatch.setattr("kommunen.people.views.invite", None)
    publisher.raise_request_exception = False

    response = publisher.post(
        reverse("kommunen_people:invite"),
        {"email": "neu@stadt.example", "name": "Neu", "roles": ["redaktion"]},
    )

    assert response.status_code == 500
