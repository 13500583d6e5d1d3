"""The admin's pages: choose, copy, ask, check, watch."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kommunen.embedding import upkeep
from kommunen.models import EmbedCheck, EmbedHost, EmbedHostWish, Role
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.web import Answer

pytestmark = pytest.mark.django_db

DESK = "/admin/embedding/"


@pytest.fixture
def verwaltung(client_for, town, member):
    return client_for(town, member(town, Role.VERWALTUNG))


@pytest.fixture
def redaktion(client_for, town, member):
    return client_for(town, member(town, Role.REDAKTION))


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_offers_lines_for_each_system(redaktion):
    text = text_of(redaktion.get(DESK))

    for name in ("TYPO3", "WordPress", "Plone", "Government Site Builder", "Nur ein Link"):
        assert name in text
    assert "src=&quot;https://musterstadt.example/einbetten/karte/?level=2&quot;" in text
    assert "title=&quot;Mitmachkarte: Initiativen in Musterstadt&quot;" in text
    assert "referrerpolicy=&quot;strict-origin-when-cross-origin&quot;" in text


def test_gives_each_system_only_what_it_lets_through(redaktion):
    codes = {code.name: code.text for code in redaktion.get(DESK).context["codes"]}

    assert "<script" in codes["typo3"] and "<iframe" in codes["typo3"]
    assert "<script" not in codes["plone"] and "<iframe" in codes["plone"]
    assert "<script" not in codes["gsb"] and "<iframe" in codes["gsb"]
    assert codes["wordpress"] == "https://musterstadt.example/mitmachkarte/"
    assert "<iframe" not in codes["link"] and "<a href" in codes["link"]


def test_choices_stand_in_the_address_of_frame_and_link(redaktion, town):
    InitiativePageFactory(town=town, district="Lintorf")

    frame = redaktion.get(
        DESK,
        {
            "kind": "karte", "view": "map", "category": ["gaerten", "mobilitaet"],
            "district": "Lintorf", "q": "rad & tat", "level": "3", "height": "777",
        },
    ).context["frame"]  # fmt: skip

    filters = "category=gaerten&category=mobilitaet&q=rad+%26+tat&district=Lintorf"
    assert frame.path == f"/einbetten/karte/?{filters}&view=map&level=3"
    assert frame.page_path == f"/mitmachkarte/?{filters}"
    assert frame.height == 777


def test_a_broken_choice_is_as_if_nobody_had_chosen(redaktion):
    response = redaktion.get(
        DESK, {"kind": "karte", "view": "x", "category": "nix", "level": "9", "height": "1"}
    )

    assert response.context["frame"].path == "/einbetten/karte/?level=2"
    assert response.context["form"].errors.keys() == {"view", "category", "level", "height"}


def test_an_embed_that_nobody_knows(redaktion):
    assert redaktion.get(DESK, {"kind": "nix"}).status_code == 404


def test_who_does_not_work_for_the_town_stays_out(client_for, town, other_town, member):
    stranger = client_for(town, member(other_town, Role.VERWALTUNG))

    assert stranger.get(DESK).status_code != 200


def test_verwaltung_asks_for_a_website_and_the_operator_allows_it(
    verwaltung, client_for, central, town, operator
):
    verwaltung.post(f"{DESK}hosts/ask/", {"origin": "https://WWW.Köln.example/rathaus/?a=b#c"})
    wish = EmbedHostWish.objects.get()

    assert (wish.kommune, wish.origin) == (town, "https://www.xn--kln-sna.example")
    assert not town.embed_hosts.exists(), "asking is not having"
    desk = client_for(central, operator)
    assert wish.origin in text_of(desk.get(f"/admin/kommune/inspect/{town.pk}/"))
    desk.post(f"/admin/kommune/host-wishes/{wish.pk}/", {"allow": "1"})
    assert [str(each) for each in town.embed_hosts.all()] == [wish.origin]
    assert not EmbedHostWish.objects.exists()


def test_the_operator_may_say_no(client_for, central, town, operator):
    wish = EmbedHostWish.objects.create(kommune=town, origin="https://fremd.example")

    client_for(central, operator).post(f"/admin/kommune/host-wishes/{wish.pk}/")

    assert not EmbedHostWish.objects.exists() and not EmbedHost.objects.exists()


def test_the_operators_list_counts_what_waits(client_for, central, town, operator):
    EmbedHostWish.objects.create(kommune=town, origin="https://www.stadt.example")

    assert "Gewünschte Websites" in text_of(client_for(central, operator).get("/admin/kommune/"))


@pytest.mark.parametrize(
    "origin", ["", "kein host", "https://", "ftp://stadt.example", "https://a;b", "http://[::1"]
)
def test_only_websites_can_be_asked_for(verwaltung, origin):
    response = verwaltung.post(f"{DESK}hosts/ask/", {"origin": origin})

    assert response.context["form"].errors
    assert not EmbedHostWish.objects.exists()


def test_nobody_asks_twice_or_for_what_is_there(verwaltung, town):
    EmbedHost.objects.create(kommune=town, origin="https://www.stadt.example")
    EmbedHostWish.objects.create(kommune=town, origin="https://neu.example")

    for origin in ("www.stadt.example", "neu.example"):
        assert verwaltung.post(f"{DESK}hosts/ask/", {"origin": origin}).context["form"].errors


def test_redaktion_neither_asks_nor_withdraws(redaktion, town):
    wish = EmbedHostWish.objects.create(kommune=town, origin="https://neu.example")

    redaktion.post(f"{DESK}hosts/ask/", {"origin": "https://x.example"})
    redaktion.post(f"{DESK}hosts/{wish.pk}/withdraw/")

    assert list(EmbedHostWish.objects.all()) == [wish]


def test_verwaltung_withdraws_only_its_own_towns_wish(verwaltung, town, other_town):
    own = EmbedHostWish.objects.create(kommune=town, origin="https://neu.example")
    foreign = EmbedHostWish.objects.create(kommune=other_town, origin="https://neu.example")

    for wish in (own, foreign):
        verwaltung.post(f"{DESK}hosts/{wish.pk}/withdraw/")

    assert list(EmbedHostWish.objects.all()) == [foreign]


def test_a_page_is_checked_from_the_desk_and_shown_with_what_helps(redaktion, web):
    web["https://www.stadt.example/karte"] = Answer(b"<p>Leer</p>")

    response = redaktion.post(f"{DESK}pages/", {"url": "www.stadt.example/karte#oben"}, follow=True)

    assert "Auf dieser Seite ist nichts von uns." in text_of(response)
    assert "https://www.stadt.example/karte" in text_of(redaktion.get(f"{DESK}pages/"))


def test_another_towns_checks_do_not_exist_here(redaktion, other_town, web):
    foreign = EmbedCheck.objects.create(kommune=other_town, url="https://n.example/", state="fine")

    assert redaktion.get(f"{DESK}pages/{foreign.pk}/").status_code == 404
    assert redaktion.post(f"{DESK}pages/{foreign.pk}/").status_code == 404
    assert redaktion.post(f"{DESK}pages/{foreign.pk}/forget/").status_code == 404
    assert "n.example" not in text_of(redaktion.get(f"{DESK}pages/"))


def test_checked_pages_are_looked_at_again_after_a_week(town, web):
    web["https://www.stadt.example/"] = Answer(b"<p>Leer</p>")
    check = upkeep.check_page(town, "https://www.stadt.example/")
    now = timezone.now()

    assert upkeep.check_again(now) == 0
    assert upkeep.check_again(now + timedelta(days=8)) == 1
    assert EmbedCheck.objects.get() == check


def test_a_page_that_is_not_watched_any_more_is_gone(redaktion, town):
    check = EmbedCheck.objects.create(kommune=town, url="https://www.stadt.example/", state="fine")

    redaktion.post(f"{DESK}pages/{check.pk}/forget/")

    assert not EmbedCheck.objects.exists()
