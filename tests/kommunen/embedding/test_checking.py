import pytest

from kommunen.embedding.checking import look_at, verdict
from kommunen.embedding.forms import CheckForm
from kommunen.embedding.upkeep import check_page
from kommunen.fetching import NotPublic, fetch
from kommunen.models import EmbedHost, HostAlias, Kommune
from tests.web import Answer

pytestmark = pytest.mark.django_db

PAGE = "https://www.stadt.example/mitmachen/"
FRAME = '<iframe src="https://musterstadt.example/einbetten/karte/"></iframe>'
LOADER = '<script src="https://musterstadt.example/einbetten.js" defer></script>'
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def allowed(town):
    EmbedHost.objects.create(kommune=town, origin="https://www.stadt.example")


@pytest.fixture
def said(town, web):
    """Put a page onto the web, check it, and return verdict and sentences."""

    def about(body: str, url: str = PAGE, **headers: str) -> tuple[str, str]:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        web[url] = Answer(body.encode(), headers={**HTML, **names})
        findings = look_at(Kommune.objects.get(pk=town.pk), url)
        return verdict(findings), " ".join(f"{f.sentence} {f.remedy}" for f in findings)

    return about


def test_a_page_that_shows_the_map_is_fine(said, allowed):
    state, text = said(FRAME + LOADER)

    assert state == "fine"
    assert "Der Rahmen ist da" in text


def test_a_host_that_was_not_allowed(said):
    state, text = said(FRAME + LOADER)

    assert state == "broken"
    assert "https://www.stadt.example darf Ihre Einbettungen nicht zeigen." in text


@pytest.mark.parametrize(
    ("page", "near"),
    [
        ("http://www.stadt.example/", "https://www.stadt.example ist freigegeben"),
        ("https://stadt.example/", "https://www.stadt.example ist freigegeben"),
    ],
    ids=["http instead of https", "without www"],
)
def test_a_host_that_was_allowed_in_another_spelling(said, allowed, page, near):
    state, text = said(FRAME + LOADER, url=page)

    assert state == "broken"
    assert near in text


def test_where_a_redirect_leads_is_what_counts(town, allowed, web):
    web["https://stadt.example/"] = Answer(status=301, headers={"Location": PAGE})
    web[PAGE] = Answer((FRAME + LOADER).encode(), headers=HTML)

    assert verdict(look_at(town, "https://stadt.example/")) == "fine"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<p>Willkommen</p>", "nichts von uns"),
        (
            '<p><a href="https://musterstadt.example/mitmachkarte/">Karte</a></p>',
            "der Rahmen fehlt",
        ),
        (LOADER, "der Rahmen fehlt"),
        (f"<!-- {FRAME} -->", "nichts von uns"),
        (FRAME.replace("<", "&lt;"), "stehen als Text auf der Seite"),
        (FRAME.replace("/einbetten/karte/", "/mitmachkarte/"), "Nur Adressen unter /einbetten/"),
        (FRAME.replace("musterstadt", "nachbarstadt"), "nichts von uns"),
    ],
)
def test_a_frame_that_is_missing(said, allowed, body, sentence):
    state, text = said(body)

    assert state == "broken"
    assert sentence in text


def test_a_frame_that_waits_for_consent(said, allowed):
    state, text = said(FRAME.replace(" src=", " data-src="))

    assert state == "hint"
    assert "hält den Rahmen zurück" in text


def test_a_frame_by_http_in_a_page_by_https(said, allowed):
    state, text = said(FRAME.replace("https:", "http:") + LOADER)

    assert state == "broken"
    assert "Die Seite kommt über https, der Rahmen über http" in text


@pytest.mark.parametrize(
    "policy",
    [
        "default-src 'self'",
        "frame-src 'none'",
        "default-src *; frame-src https://www.youtube.example",
        "child-src 'self'; default-src https:",
        "frame-src https:, frame-src 'self'",
        "frame-src http://musterstadt.example:8000",
        "frame-src https://musterstadt.example/anderes/",
    ],
)
def test_a_page_whose_policy_forbids_our_frame(said, allowed, policy):
    for text in (
        said(FRAME + LOADER, Content_Security_Policy=policy),
        said(f'<meta http-equiv="Content-Security-Policy" content="{policy}">{FRAME}{LOADER}'),
    ):
        assert text[0] == "broken"
        assert "muss https://musterstadt.example bei frame-src ergänzen" in text[1]


@pytest.mark.parametrize(
    "policy",
    [
        "frame-src https://musterstadt.example",
        "frame-src http://musterstadt.example",
        "frame-src musterstadt.example",
        "frame-src MUSTERSTADT.example:443",
        "frame-src https://musterstadt.example/einbetten/",
        "frame-src *.example; default-src 'self'; script-src *",
        "frame-src https:; script-src https:",
        "frame-src *",
        "img-src 'self'",
        "child-src https:; default-src https://musterstadt.example",
    ],
)
def test_a_page_whose_policy_lets_us_in(said, allowed, policy):
    assert said(FRAME + LOADER, Content_Security_Policy=policy)[0] == "fine"


def test_a_policy_that_forbids_only_the_script_is_a_hint(said, allowed):
    state, text = said(
        FRAME + LOADER, Content_Security_Policy="default-src 'self'; frame-src https:"
    )

    assert state == "hint"
    assert "bei script-src ergänzen" in text


def test_hints_about_what_could_be_better(said, allowed):
    state, text = said(FRAME.replace("<iframe", '<iframe sandbox=""'))

    assert state == "hint"
    assert "ohne die Karte" in text
    assert "Unser Skript fehlt" in text


def test_a_header_that_a_server_before_us_adds(said, allowed, web):
    web["https://musterstadt.example/einbetten/karte/"] = Answer(
        headers={"X-Frame-Options": "SAMEORIGIN"}
    )

    state, text = said(FRAME + LOADER)

    assert state == "broken"
    assert "X-Frame-Options" in text


def test_an_address_of_the_frame_that_is_wrong(said, allowed, web):
    web["https://musterstadt.example/einbetten/karte/?category=nix"] = Answer(status=400)

    state, text = said(FRAME.replace("karte/", "karte/?category=nix") + LOADER)

    assert state == "broken"
    assert "Fehler 400" in text


def test_an_alias_of_the_town_is_ours_too(said, allowed, town):
    HostAlias.objects.create(kommune=town, hostname="karte.stadt.example")

    assert said(FRAME.replace("musterstadt", "karte.stadt") + LOADER)[0] == "fine"


def test_a_file_is_no_page(said):
    assert "eine Datei" in said("%PDF-1.4", Content_Type="application/pdf")[1]


@pytest.mark.parametrize(
    "body", ["", "<" * 100_000, "<iframe " * 20_000, "\x00\xff", "<!--" * 9999]
)
def test_no_page_breaks_the_check(said, allowed, body):
    assert said(body)[0] == "broken"


def test_an_address_inside_is_refused_like_everywhere(town, web):
    findings = look_at(town, "http://169.254.169.254/")

    assert verdict(findings) == "broken"
    assert "nicht im öffentlichen Internet" in findings[0].sentence


def test_what_was_found_last_is_kept_once_for_each_page(town, web):
    web[PAGE] = NotPublic("www.stadt.example")
    check_page(town, PAGE)
    web[PAGE] = Answer(FRAME.encode(), headers=HTML)
    kept = check_page(town, PAGE)

    assert town.embed_checks.count() == 1
    assert "darf Ihre Einbettungen nicht zeigen" in kept.findings[0]["sentence"]


@pytest.mark.parametrize("length", [491, 492, 493, 500])
def test_an_address_fits_its_column_or_is_refused(length):
    form = CheckForm({"url": "a" * length})

    assert form.is_valid() is (length <= 492)
    assert len(form.cleaned_data.get("url", "")) <= 500


def test_of_hundreds_of_frames_one_is_fetched(said, allowed, monkeypatch):
    fetched = []

    def counted(url, **wishes):
        fetched.append(url)
        return fetch(url, **wishes)

    monkeypatch.setattr("kommunen.embedding.checking.fetch", counted)
    frame = '<iframe src="https://musterstadt.example/einbetten/karte/?q={}"></iframe>'
    state, _text = said("".join(map(frame.format, range(300))) + LOADER)

    assert state == "fine"
    assert len(fetched) == 2  # the page and one frame
