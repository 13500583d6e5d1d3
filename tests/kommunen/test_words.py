"""Words are found in any form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunen.words import stems

SAME = """
    Garten/Gärten Gaerten/Garten Gartens/Garten Fahrrad/Fahrräder Fahrrads/Fahrrad
    Lastenrad/Lastenräder Haus/Häuser Hauses/Haus Baum/Bäume Bäumen/Baum Straße/Strasse
    Straßen/Straße Platz/Plätze Platzes/Platz Markt/Märkte Märkten/Markt Dach/Dächer
    Balkon/Balkone Balkons/Balkon Garage/Garagen Küche/Küchen Werkstatt/Werkstätten Laden/Läden
    Kleid/Kleider Kleidern/Kleid Stoff/Stoffe Gerät/Geräte Geräten/Gerät Lampe/Lampen
    Buch/Bücher Büchern/Buch Regal/Regale Schrank/Schränke Kind/Kinder Kindern/Kind
    Mensch/Menschen Bürger/Bürgern Bürgerin/Bürgerinnen Verein/Vereine Vereins/Verein
    Vereinen/Verein Gruppe/Gruppen Initiative/Initiativen Netzwerk/Netzwerke Netzwerken/Netzwerk
    Projekt/Projekte Projekten/Projekt Termin/Termine Terminen/Termin Treffen/Treffens
    Vortrag/Vorträge Vorträgen/Vortrag Fest/Feste Festes/Fest Stadt/Städte Städten/Stadt
    Gemeinde/Gemeinden Kreis/Kreise Kreises/Kreis Ort/Orte Orten/Ort Ortsteil/Ortsteile
    Schule/Schulen Bibliothek/Bibliotheken Energie/Energien Strom/Stroms
    Solaranlage/Solaranlagen Heizung/Heizungen Wärmepumpe/Wärmepumpen Gebäude/Gebäudes
    Wohnung/Wohnungen Ziel/Ziele Zielen/Ziel Idee/Ideen Hilfe/Hilfen Förderung/Förderungen
    Antrag/Anträge Anträgen/Antrag Formular/Formulare nachhaltig/nachhaltige
    nachhaltiger/nachhaltig Nachhaltigkeit/nachhaltig gemeinsam/gemeinsame gemeinsames/gemeinsam
    kostenlos/kostenlose kostenloser/kostenlos barrierefrei/barrierefreie
    ehrenamtlich/ehrenamtliche reparieren/repariere retten/rettet Café/Cafe Cafés/Café
    Blume/Blumen Pflanze/Pflanzen Tasche/Taschen Decke/Decken Fenster/Fenstern Zimmer/Zimmern
    Jahr/Jahre Monat/Monate Woche/Wochen Abend/Abende
"""


@pytest.mark.parametrize("pair", SAME.split())
def test_both_forms_are_one_word(pair: str):
    one, other = pair.split("/")
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Garten", "Gärtchen"), ("Rad", "Rat"), ("Fahrrad", "Lastenrad")]
)
def test_other_words_stay_apart(one: str, other: str):
    assert stems(one) != stems(other)


def test_a_hyphen_separates_and_a_soft_one_does_not():
    assert stems("Repair-Café") == "repair caf"
    assert stems("Mit\u00admach\u00adkarte") == stems("Mitmachkarte")


@pytest.mark.parametrize(
    ("word", "last_part"),
    [
        ("Gemeinschaftsgärten", "Garten"),
        ("Lastenräder", "Rad"),
        ("Tauschregal", "Regale"),
        ("Fahrradwerkstätten", "Werkstatt"),
        ("Nähcafé", "Cafés"),
        ("Bürgerenergiegenossenschaftstreffen", "Treffen"),
    ],
)
def test_a_compound_is_found_by_its_last_part(word: str, last_part: str):
    assert stems(last_part) in stems(word).split()
    assert stems(last_part) != stems(word)


@given(st.text(max_size=80))
def test_stems_of_any_text_are_plain_words(text: str):
    assert all(word.isalnum() for word in stems(text).split())
