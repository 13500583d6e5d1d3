"""An editor imports a list: with an error, corrected, imported, taken back."""

from kommunen.models import Role
from mitmachkarte.models import InitiativePage

WRONG = (
    "Name;Kurzbeschreibung;Kategorie;Breite;Länge\n"
    "Garten am Bach;Wir gärtnern gemeinsam.;gaerten;51,2973;6,8493\n"
    "Repair-Café West mit Nachbarschaftswerkstattkaffeekränzchen;Hier bleibt ganz, was sonst im"
    " Müll landet.;Unsinn;51,3042;6,8262\n"
).encode()
NARROW = {"width": 390, "height": 844}


def names(town):
    return sorted(InitiativePage.objects.in_town(town).values_list("title", flat=True))


def send(page, content):
    page.set_input_files(
        "input[type=file]",
        {
            "name": "initiativen.csv",
            "mimeType": "text/csv",
            "buffer": content,
        },
    )
    page.get_by_role("button", name="Datei prüfen").click()


def test_a_list_is_imported_and_taken_back(town, desk, member, axe, screenshot):
    page = desk(town, member(town, Role.FREIGABE))
    page.goto(f"{town.root_url}/admin/initiatives/files/")
    axe(page)
    screenshot(page, "import-hochladen")

    send(page, WRONG)
    page.get_by_text("Es wurde nichts geändert").wait_for()
    assert page.get_by_text("„Unsinn“ gibt es nicht").is_visible()
    axe(page)
    screenshot(page, "import-abgelehnt")
    page.get_by_role("button", name="Datei verwerfen").click()

    send(page, WRONG.replace(b"Unsinn", b"Reparieren"))
    page.get_by_text("Alles passt").wait_for()
    screenshot(page, "import-vorschau")
    page.get_by_role("button", name="Jetzt importieren").click()
    page.get_by_text("Importiert: 2 neu").wait_for()
    axe(page)
    screenshot(page, "import-ergebnis")
    assert len(names(town)) == 2

    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.get_by_role("button", name="Ganzen Import rückgängig machen").click()
    page.get_by_text("Rückgängig gemacht").first.wait_for()
    assert names(town) == []

    page.goto(f"{town.root_url}/admin/initiatives/")
    screenshot(page, "initiativen-liste")
