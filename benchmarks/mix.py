"""The fixed mix of 40 blocks.

Changing the mix makes old figures worthless: say so in docs/performance.md when you do.
"""

from collections import Counter

from home.models import ContentPage
from kommunen.models import Kommune, Supporter
from tests.factories.home import content_page
from tests.factories.kommunen import contact_person, document, image

LEAD = "Was brauchen Initiativen von der Stadt, und was kann die Stadt von ihnen lernen?"
PARAGRAPH = (
    "<p>Das Ehrenamt trifft sich abends, das Amt hat bis 16 Uhr geöffnet. Die einen wollen morgen "
    "anfangen, die anderen brauchen einen Beschluss. Trotzdem gelingt vieles – dort, wo man sich "
    "<b>kennt</b>.</p>"
)
SHORT = "<p>Bohrmaschine, Beamer, Pavillon: ausleihbar beim Bauhof, mit einer Woche Vorlauf.</p>"

MIX = {
    "text": 12,
    "callout": 3,
    "picture": 4,
    "quote": 4,
    "offers": 3,
    "checklist": 3,
    "steps": 2,
    "call_to_action": 2,
    "download": 3,
    "contact": 1,
    "good_practice": 2,
    "logos": 1,
}
NUMBER = 40
assert sum(MIX.values()) == NUMBER


def build(town: Kommune) -> ContentPage:
    """A published page of the mix; kinds take turns as far as they reach."""
    things = _Things(town)
    left = Counter(MIX)
    body = []
    while left.total():
        for kind in MIX:
            if left[kind] and (kind != "logos" or left.total() == 1):
                body.append((kind, getattr(things, kind)(MIX[kind] - left[kind])))
                left[kind] -= 1
    return content_page(
        town,
        "Vierzig Blöcke",
        slug="vierzig-bloecke",
        kicker="Regionalgespräch",
        teaser=LEAD,
        body=body,
    )


class _Things:
    """One value for each kind of block; the number tells them apart."""

    def __init__(self, town: Kommune):
        self.town = town
        self.target = content_page(town, "So lief es dort", slug="beispiel")
        self.file = document(town, "Klimaschutz lokal stärken", is_accessible=True)
        self.picture_file = image(
            town, "Beet", description="Ein Beet", author="Ada Beispiel", licence="CC BY 4.0"
        )

    def text(self, number: int) -> str:
        link = f'<a linktype="page" id="{self.target.pk}">So lief es dort</a>'
        paper = f'<a linktype="document" id="{self.file.pk}">Infoblatt</a>'
        return (
            f"<h2>Gedanke {number}: feste Zuständigkeit</h2>{PARAGRAPH}"
            f"<p>Mehr dazu: {link}, {paper}.</p><ul><li>Ort festlegen</li><li>Einladen</li></ul>"
        )

    def callout(self, number: int) -> dict:
        return {"tone": "note", "heading": f"Umfrage {number}, anonym", "text": SHORT}

    def picture(self, number: int) -> dict:
        caption = f"Zuhören, nachfragen, verabreden ({number})."
        return {"image": self.picture_file, "caption": caption}

    def quote(self, number: int) -> dict:
        return {
            "text": "Früher kam die Frage bei sechs Ämtern an. Heute kommt sie bei mir an.",
            "name": "Klimaschutzmanagement",
            "function": "Leitung",
            "organisation": "Stadt Musterstadt",
            "portrait": self.picture_file if number % 2 else None,
        }

    def offers(self, number: int) -> dict:
        titles = ("Räume", "Versicherung", "Werkzeug", "Ein fester Draht")
        return {
            "heading": f"Was die Stadt bietet ({number})",
            "offers": [{"title": title, "text": SHORT} for title in titles],
        }

    def checklist(self, number: int) -> dict:
        return {
            "heading": f"Checkliste {number}",
            "points": [
                "Raum mit stufenlosem Zugang reserviert",
                "Einladung in einfacher Sprache verschickt",
                "Protokoll & nächster Termin vereinbart",
                "Ergebnis an alle Beteiligten geschickt",
            ],
        }

    def steps(self, number: int) -> dict:
        titles = ("Leute finden", "Klein beginnen", "Stadt ansprechen", "Auf die Karte")
        return {
            "heading": f"Eine Idee? ({number})",
            "steps": [{"title": title, "text": SHORT} for title in titles],
        }

    def call_to_action(self, number: int) -> dict:
        return {
            "heading": f"Machen Sie mit ({number})",
            "text": SHORT,
            "buttons": [
                {"text": "Zum Beispiel", "page": self.target},
                {"text": "Beratung", "url": "https://www.example.org/beratung"},
            ],
        }

    def download(self, number: int) -> dict:
        return {"document": self.file, "title": f"Infoblatt {number}"}

    def contact(self, number: int) -> dict:
        person = contact_person(
            self.town, "Klimaschutzmanagement", organisation="Stadt Musterstadt", phone="115"
        )
        return {"heading": "Ihre Ansprechperson", "person": person, "hours": "Mo bis Do"}

    def good_practice(self, number: int) -> dict:
        return {
            "town": "Solingen",
            "title": f"Nachwuchs mit Auftrag ({number})",
            "text": SHORT,
            "scene": "workshop",
            "page": self.target,
        }

    def logos(self, number: int) -> dict:
        names = ("Land", "Europäische Union", "Netzwerk")
        rows = [
            Supporter.objects.create(
                site=self.town.site, name=name, logo=self.picture_file, url="https://example.org/"
            )
            for name in names
        ]
        return {"heading": "funded", "supporters": rows}
