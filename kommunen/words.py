"""German words in any form: what the search index holds, and what a visitor's words become.

One normaliser on both sides, so that every database finds the same: “Gärten”, “Gaerten” and
“Garten” are one word. A hyphen separates. Of compounds whose last part citizens look for, that
part is found too: “Garten” finds the “Gemeinschaftsgarten”.
"""

import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_UMLAUTS = frozenset("äöü")  # the stemmer knows them, and their way with an e
MOST_WORDS_KEPT = 50_000

# What words about engagement end with; a dictionary of all German would be far larger.
LAST_PARTS = """
    Acker Anlage Apotheke Ausstellung Bahn Balkon Bank Baum Beet Beratung Bibliothek Börse Buch
    Café Dach Energie Ernte Essen Fahrt Fest Film Führung Garten Gemeinschaft Gerät Gruppe Haus
    Hilfe Hof Initiative Kaffee Karte Kiste Kleid Koch Koffer Kompost Kraut Kreis Küche Kurs Laden
    Lampe Lauf Markt Mobil Müll Nacht Netzwerk Obst Pate Pflanze Plan Platz Projekt Rad Raum Regal
    Saat Saatgut Schrank Schule Sprechstunde Stadt Stammtisch Strom Tag Tausch Tisch Tour Treff
    Treffen Verein Vortrag Wald Wasser Werkstatt Wiese Woche Zentrum
"""
FEWEST_LETTERS_BEFORE = 3


def stems(text: str) -> str:
    """Return the stems of all words in `text` with a space between, each with its last part.

    Source: the German stemmer of Snowball (snowballstem.org). Accents other than umlauts are
    dropped first: it knows only German letters.
    """
    return " ".join(_stem(word) for word in _WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFC", text.casefold().replace("\u00ad", ""))
    return "".join(each if each in _UMLAUTS else _without_accent(each) for each in composed)


def _without_accent(character: str) -> str:
    return character if character.isascii() else unicodedata.normalize("NFKD", character)[0]


@lru_cache(maxsize=MOST_WORDS_KEPT)
def _stem(word: str) -> str:
    stem = _stemmed(word)
    ends = [each for each in _last_stems() if _has_end(stem, each)]
    return f"{stem} {max(ends, key=len)}" if ends else stem


@cache
def _last_stems() -> frozenset[str]:
    return frozenset(_stemmed(_plain(word)) for word in LAST_PARTS.split())


def _has_end(stem: str, end: str) -> bool:
    return stem.endswith(end) and len(stem) >= len(end) + FEWEST_LETTERS_BEFORE


def _stemmed(word: str) -> str:
    # A stemmer works in place, so each thread would need its own; making one costs next to nothing.
    return snowballstemmer.stemmer("german").stemWord(word)
