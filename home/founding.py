"""What home adds to a new town: its start page, the news, the legal pages.

A new site has to look finished: every text here may stay as it is, and each is there to be
rewritten by the town.
"""

from html import escape
from pathlib import Path
from string import Template

from home.models import AccessibilityPage, HomePage, ImprintPage, NewsIndexPage, PrivacyPage
from kommunen import naming
from kommunen.lifecycle.founding import NewTown
from kommunen.models import Kommune

STARTER = Path(__file__).parent / "starter"

LEGAL_PAGES = {
    ImprintPage: "Impressum",
    PrivacyPage: "Datenschutz",
    AccessibilityPage: "Erklärung zur Barrierefreiheit",
}


def fill_start_page(town: NewTown) -> None:
    page = HomePage.objects.get(pk=town.root_page.pk)
    page.headline = "Gutes beginnt um die Ecke."
    if town.kommune.is_central:
        page.lead = (
            "Gärten, Repair-Cafés, Lastenräder, gerettete Lebensmittel: Der MehrWert-Baukasten "
            "zeigt, wer vor Ort etwas tut und wie man mitmacht. Städte, Gemeinden und Kreise "
            "nutzen ihn ohne eigenes System."
        )
        page.body = central_sections()
    else:
        page.lead = (
            f"Initiativen {town.kommune.whereabouts} gärtnern, reparieren, teilen und retten. "
            "Machen Sie mit – an einem Abend, jede Woche oder wann es passt."
        )
        page.body = town_sections(town.kommune)
    page.save_revision(clean=False).publish()


def add_news(town: NewTown) -> None:
    town.publish(
        NewsIndexPage(
            title="Aktuelles",
            slug=NewsIndexPage.reserved_slug,
            show_in_menus=True,
            intro=f"Was sich {town.kommune.whereabouts} bewegt."
            if not town.kommune.is_central
            else "Was sich im MehrWert-Baukasten bewegt.",
        )
    )


def add_legal_pages(town: NewTown) -> None:
    kommune = town.kommune
    facts = {
        "host": kommune.site.hostname,
        "where": "" if kommune.is_central else kommune.whereabouts,
        "administration": naming.administration(kommune.kind),
    }
    for model, title in LEGAL_PAGES.items():
        text = starter_text(model.reserved_slug, facts)
        town.publish(model(title=title, slug=model.reserved_slug, body=[("text", text)]))


def starter_text(name: str, facts: dict[str, str]) -> str:
    """The rich text of `starter/<name>.html` with the town's facts."""
    template = Template((STARTER / f"{name}.html").read_text("utf-8"))
    return template.substitute({key: escape(value) for key, value in facts.items()})


def town_sections(kommune: Kommune) -> list[tuple[str, object]]:
    return [
        ("kinds", {"heading": "Wofür schlägt Ihr Herz?"}),
        ("nearby", {"heading": "Ganz in Ihrer Nähe", "number": 4}),
        ("next_events", {"heading": "Die nächsten Termintipps", "number": 3}),
        ("news", {"heading": "Aktuelles", "number": 3}),
        (
            "steps",
            {
                "heading": "Eine Idee? In vier Schritten wird sie groß.",
                "steps": [
                    {
                        "title": "Leute finden",
                        "text": "<p>Zwei Mitstreitende reichen für den Anfang. "
                        "Fragen Sie in der Nachbarschaft.</p>",
                    },
                    {
                        "title": "Klein beginnen",
                        "text": "<p>Ein Ort, ein Termin, ein Ziel. "
                        "Mehr braucht das erste Treffen nicht.</p>",
                    },
                    {
                        "title": f"{naming.administration(kommune.kind)} ansprechen",
                        "text": "<p>Sie kennt Räume, Zuständige und Genehmigungen.</p>",
                    },
                    {
                        "title": "Auf die Karte",
                        "text": "<p>Wer einen Eintrag hat, wird gefunden.</p>",
                    },
                ],
            },
        ),
    ]


def central_sections() -> list[tuple[str, object]]:
    return [
        (
            "columns",
            {
                "left": [
                    {
                        "type": "offers",
                        "value": {
                            "heading": "Drei Bausteine, einzeln oder zusammen",
                            "offers": [
                                {
                                    "title": "Mitmachkarte",
                                    "text": "<p>Eine Karte der Initiativen, nach Arten des "
                                    "Engagements geordnet, mit einem Weg zu jeder. Sie lässt "
                                    "sich in die Seiten der Stadt einbetten.</p>",
                                },
                                {
                                    "title": "Termintipps",
                                    "text": "<p>Was in den nächsten Wochen stattfindet, zum "
                                    "Filtern und für den eigenen Kalender.</p>",
                                },
                                {
                                    "title": "Textbausteine",
                                    "text": "<p>Fertige Texte zum Engagement für "
                                    "Nachhaltigkeit, zentral gepflegt und vor Ort "
                                    "angepasst.</p>",
                                },
                            ],
                        },
                    }
                ],
                "right": [
                    {
                        "type": "text",
                        "value": "<h2>Für wen?</h2><p>Für Städte, Gemeinden und Kreise, die "
                        "zeigen wollen, was ihre Bürgerinnen und Bürger bewegen.</p><ul>"
                        "<li>Jede Kommune hat ihre eigene Adresse, ihre Farbe und ihr Team.</li>"
                        "<li>Kein Cookie, keine fremden Server, keine Werbung.</li>"
                        "<li>Lesbar für alle: nach WCAG 2.2, Stufe AA, gebaut.</li></ul>",
                    }
                ],
            },
        ),
        ("towns", {"heading": "Diese Kommunen machen mit"}),
        ("news", {"heading": "Aktuelles", "number": 3}),
    ]
