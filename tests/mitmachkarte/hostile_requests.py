"""Requests that nobody wishes us well with, and requests that went wrong, each by what it is.

The table says what is asked, how it is answered and which sentence a person reads; the test adds
that nothing has changed and no mail has left. Hostile *files* stand in `transfer/hostile.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from inbox.guard import Binding
from mitmachkarte.selfcare import care
from mitmachkarte.selfcare.answers import Answers
from tests.mitmachkarte.selfcare.conftest import STEP_1, STEP_2, hidden_fields, post

ENTRY = "/mitmachkarte/rad/"
MESSAGE, REPORT, MANAGE = (ENTRY + form for form in ("nachricht/", "melden/", "verwalten/"))
PROPOSE = "/mitmachkarte/vorschlagen/"
GEOJSON = "/api/v1/initiatives.geojson"
OPEN_REDIRECT = "https://boese.example/"

LETTER = {"name": "Ada", "email": "ada@leserin.example", "message": "Wann trefft ihr euch?"}
WRONG = {"reason": "wrong", "text": "Die Hausnummer stimmt nicht."}

NO_LONGER_FITS = "passt nicht mehr zu dieser Seite"
OPENS_NOTHING = "Dieser Link gilt nicht"
NO_PICTURE = "Das ist kein Bild"

Asked = SimpleNamespace  # client, visitor of the neighbour, desk, town, other_town, page, foreign


@dataclass(frozen=True)
class Hostile:
    ask: Callable[[Asked], HttpResponse]
    status: int
    says: str = ""


def _letter(words: dict, **fields) -> Callable[[Asked], HttpResponse]:
    def ask(world: Asked) -> HttpResponse:
        shown = hidden_fields(world.client.get(MESSAGE))
        return post(world.client, MESSAGE, {**LETTER, **shown, **words, **fields})

    return ask


def _with_token(make: Callable[[Asked], str], url: str = MESSAGE, words: dict | None = None):
    return lambda world: post(world.client, url, {**(words or LETTER), "token": make(world)})


def _issued(host: str, purpose: str, target: str, ago: timedelta = timedelta(0)) -> str:
    return Binding(host, purpose, target).issue(timezone.now() - ago)


def _from_elsewhere(world: Asked) -> HttpResponse:
    shown = hidden_fields(world.client.get(MESSAGE))
    return world.client.post(MESSAGE, {**LETTER, **shown}, headers={"origin": OPEN_REDIRECT})


def _picture(content: bytes, name: str) -> Callable[[Asked], HttpResponse]:
    def ask(world: Asked) -> HttpResponse:
        page = post(world.client, PROPOSE, {**STEP_1, "do": "1-2"})
        page = post(world.client, PROPOSE, {**STEP_2, **hidden_fields(page), "do": "2-3"})
        fields = {"consent": "on", "picture_alt": "Beet", "picture_author": "Wir"}
        fields |= {"picture_rights": "on", **hidden_fields(page), "do": "send"}
        return post(world.client, PROPOSE, {**fields, "picture": SimpleUploadedFile(name, content)})

    return ask


def _proposal(**words) -> Callable[[Asked], HttpResponse]:
    return lambda world: post(world.client, PROPOSE, {**STEP_1, **words, "do": "1-2"})


def _care(world: Asked, kommune=None, page=None) -> str:
    until = timezone.now() + timedelta(days=7)
    return care.path(kommune or world.town, page or world.page, until)


def _swapped(world: Asked) -> str:
    """The link of one entry with the number of another."""
    return _care(world).replace(f"/{world.page.pk}-", f"/{world.foreign.pk}-")


def _replayed_after_handover(world: Asked) -> HttpResponse:
    link = _care(world)
    type(world.page).objects.filter(pk=world.page.pk).update(contact_email="neu@verein.example")
    answer = post(world.client, link, {})
    type(world.page).objects.filter(pk=world.page.pk).update(contact_email=world.page.contact_email)
    return answer


def _answers_of_neighbour(world: Asked) -> HttpResponse:
    sealed = Answers(world.other_town, {"1": "title=Fremd"}).sealed
    return post(world.client, PROPOSE, {"answers": sealed, "do": "send"})


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

REQUESTS: dict[str, Hostile] = {
    # Tokens of a form
    "no token": Hostile(_with_token(lambda world: ""), 422, NO_LONGER_FITS),
    "a token made up": Hostile(
        _with_token(lambda world: "WzE3MDAwMDAwMDBd:x"), 422, NO_LONGER_FITS
    ),
    "a token of another key": Hostile(
        _with_token(lambda world: signing.Signer(key="x").sign_object([0, ""])), 422, NO_LONGER_FITS
    ),
    "a token of another town": Hostile(
        _with_token(
            lambda world: _issued("nachbarstadt.example", "message", f"initiative:{world.page.pk}")
        ),
        422,
        NO_LONGER_FITS,
    ),
    "a token of another entry": Hostile(
        _with_token(lambda world: _issued("musterstadt.example", "message", "initiative:1")),
        422,
        NO_LONGER_FITS,
    ),
    "a token of another form": Hostile(
        _with_token(
            lambda world: _issued("musterstadt.example", "report", f"initiative:{world.page.pk}")
        ),
        422,
        NO_LONGER_FITS,
    ),
    "a token replayed two days later": Hostile(
        _with_token(
            lambda world: _issued(
                "musterstadt.example", "message", f"initiative:{world.page.pk}", timedelta(days=2)
            )
        ),
        422,
        "mehr als 24 Stunden",
    ),
    "sent from a page of another host": Hostile(_from_elsewhere, 422, "Ihr Browser hat nicht"),
    # Words
    "a header in the address": Hostile(
        _letter({}, email="ada@leserin.example\r\nBcc: alle@opfer.example"), 422, "name@beispiel.de"
    ),
    "two addresses": Hostile(
        _letter({}, email="ada@leserin.example, x@opfer.example"), 422, "name@beispiel.de"
    ),
    "a quoted address": Hostile(
        _letter({}, email='"Bcc: x@opfer.example"@leserin.example'), 422, "name@beispiel.de"
    ),
    "ten links": Hostile(_letter({}, message="https://boese.example/ " * 10), 422, "Links"),
    "100,000 letters": Hostile(_letter({}, message="x" * 100_000), 422, "5000 Zeichen"),
    "nothing but control characters": Hostile(_letter({}, name="\x00\x07\r\n"), 422, "Namen"),
    "a reason that nobody offers": Hostile(
        lambda world: post(
            world.client,
            REPORT,
            {**WRONG, **hidden_fields(world.client.get(REPORT)), "reason": "<script>"},
        ),
        422,
    ),
    "a kind of engagement of another town": Hostile(_proposal(categories=["fremd"]), 422),
    "a website that is a script": Hostile(
        _proposal(website="javascript:alert(1)"), 422, "www.beispiel.de"
    ),
    # Pictures
    "an SVG with a script": Hostile(_picture(SVG, "beet.svg"), 422, NO_PICTURE),
    "an SVG that calls itself JPEG": Hostile(_picture(SVG, "beet.jpg"), 422, NO_PICTURE),
    "a page that calls itself PNG": Hostile(
        _picture(b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>", "beet.png"), 422, NO_PICTURE
    ),
    "a picture that breaks off": Hostile(
        _picture(b"\xff\xd8\xff\xe0", "beet.jpg"), 422, NO_PICTURE
    ),
    # Links in mails
    "a link made up": Hostile(
        lambda world: post(world.client, "/mitmachkarte/pflege/1-1.x/", {}), 410, OPENS_NOTHING
    ),
    "a link with the number of another entry": Hostile(
        lambda world: post(world.client, _swapped(world), {}), 410, OPENS_NOTHING
    ),
    "a link of another town": Hostile(
        lambda world: post(world.client, _care(world, world.other_town, world.foreign), {}),
        410,
        OPENS_NOTHING,
    ),
    "a link replayed after the handover": Hostile(_replayed_after_handover, 410, OPENS_NOTHING),
    "a confirmation made up": Hostile(
        lambda world: post(world.client, "/bestaetigen/1-1.x/", {}), 410, OPENS_NOTHING
    ),
    "answers of another town": Hostile(_answers_of_neighbour, 200, "Schritt 1"),
    # Other towns' things
    "a letter to an entry of another town": Hostile(
        lambda world: world.client.get("/mitmachkarte/fremd/nachricht/"), 404
    ),
    "a report of an entry of another town": Hostile(
        lambda world: world.client.get("/mitmachkarte/fremd/melden/"), 404
    ),
    "an entry of another town offered further": Hostile(
        lambda world: world.desk.post(
            f"/admin/other-towns/offer/{world.foreign.pk}/", {"other": "Nachbarstadt"}
        ),
        404,
    ),
    "an import of another town": Hostile(
        lambda world: world.desk.post(f"/admin/initiatives/files/{world.foreign.pk}/undo/"), 404
    ),
    # Filters
    "a kind that does not exist": Hostile(
        lambda world: world.client.get(GEOJSON, {"category": "../../etc"}), 400, "gibt es"
    ),
    "a part of the map beyond the Earth": Hostile(
        lambda world: world.client.get(GEOJSON, {"bbox": "nan,inf,1e400,-1"}), 400, "Karte"
    ),
}

# Odd, but answered all the same: what is asked → what the answer must not hold.
HARMLESS: dict[str, tuple[str, str]] = {
    "a script in the search": (
        '/mitmachkarte/?q="><script>alert(1)</script>',
        "<script>alert",
    ),
    "a page before the first": ("/mitmachkarte/?page=-1e9", "Traceback"),
    "a search of 100,000 letters": (f"/mitmachkarte/?q={'x' * 100_000}", f'value="{"x" * 101}'),
    "line ends in a search": ("/mitmachkarte/?q=a%0d%0aSet-Cookie:+x=1", "Set-Cookie: x=1\r\n"),
    "a district with a script": (
        "/mitmachkarte/?district=<script>alert(1)</script>",
        "<script>alert",
    ),
}
