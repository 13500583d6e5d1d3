"""Files that nobody wishes us well with, and files that went wrong. Each is named by what it is."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from kommunen.tables.limits import MAX_BYTES, MAX_UNPACKED_BYTES

from .conftest import GARDEN, HEAD, lines

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>'
)


def workbook(rows, replace: dict[str, bytes] | None = None) -> bytes:
    """An XLSX with these rows; `replace` puts other bytes in the place of its parts."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    whole = BytesIO()
    book.save(whole)
    if not replace:
        return whole.getvalue()
    result = BytesIO()
    with ZipFile(whole) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, replace.get(name, old.read(name)))
    return result.getvalue()


def _row(name="Garten", summary="Satz", category="gaerten", lat="51.2973", lon="6.8493") -> bytes:
    return lines(";".join((name, summary, category, lat, lon)))


SHEET = "xl/worksheets/sheet1.xml"
TABLE = [HEAD.split(";"), ["Garten", "Satz", "gaerten", 51.2973, 6.8493]]
UTF16_LAUGHS = LAUGHS.replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")

# name of the file → (content, what the German sentence says)
REFUSED: dict[str, tuple[bytes, str]] = {
    "leer.csv": (b"", "leer"),
    "nur-leerzeichen.csv": (b"\xef\xbb\xbf  \n \n", "leer"),
    "nur-ueberschriften.csv": (HEAD.encode(), "keinen Eintrag"),
    "ohne-ueberschriften.csv": (b";;;\nGarten;Satz;;", "keinen Eintrag"),
    "riesig.csv": (b"x" * (MAX_BYTES + 1), "höchstens 20 MB"),
    "zufall.csv": (bytes(range(256)) * 20, "Nullbytes"),
    "kaputtes-utf16.csv": (b"\xff\xfeN\x00a\x00m\x00e\x00\x00\xd8", "Zeichen"),
    "undefinierte-zeichen.csv": (lines("Gart\x81en").decode().encode("latin-1"), "CSV UTF-8"),
    "nullbyte.csv": (HEAD.encode() + b"\nGar\x00ten;Satz;gaerten;51,3;6,8", "Nullbytes"),
    "offenes-anfuehrungszeichen.csv": (lines('"Garten;Satz;gaerten;51,3;6,8'), "Anführungszeichen"),
    "zehntausend-spalten.csv": (";".join(f"S{n}" for n in range(10_000)).encode(), "Spalten"),
    "doppelte-spalte.csv": (b"Name;name\nGarten;Beet", "zweimal"),
    "zu-viele-zellen.csv": (lines(GARDEN + ";mehr;noch mehr"), "mehr Zellen"),
    "zu-viele-zeilen.csv": (b"Name\n" + b"Garten\n" * 20_001, "20.000 Einträge"),
    "altes-excel.xlsx": (b"\xd0\xcf\x11\xe0" + b"\0" * 500, "XLS"),
    "prospekt.csv": (b"%PDF-1.7 ...", "PDF"),
    "webseite.csv": (b"<!DOCTYPE html><html></html>", "Webseite"),
    "kein-zip.xlsx": (b"PK\x03\x04" + b"Unsinn" * 100, "Excel"),
    "fremdes-zip.xlsx": (workbook(TABLE, {"[Content_Types].xml": b"<x/>"}), "Excel"),
    "zip-bombe.xlsx": (
        workbook(TABLE, {SHEET: b" " * (MAX_UNPACKED_BYTES + 1)}),
        "entpackt viel größer",
    ),
    "lachen.xlsx": (workbook(TABLE, {SHEET: LAUGHS.encode()}), "XML-Entitäten"),
    "lachen-utf16.xlsx": (workbook(TABLE, {SHEET: UTF16_LAUGHS}), "XML-Entitäten"),
    "kaputtes-xml.xlsx": (workbook(TABLE, {SHEET: b"<worksheet><row"}), "Excel"),
    "tief.json": (b"[" * 200_000, "verschachtelt"),
    "abgebrochen.json": (b'{"features": [', "beschädigt"),
    "keine-liste.json": (b'{"name": "Garten"}', "keine Liste"),
    "lauter-zahlen.json": (b"[1, 2, 3]", "kein Eintrag"),
    "flaeche.geojson": (
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type":'
        b' "Polygon", "coordinates": [[[6, 51], [7, 51], [6, 51]]]},'
        b' "properties": {"name": "A"}}]}',
        "Punkt",
    ),
    "nan.geojson": (
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type":'
        b' "Point", "coordinates": [NaN, Infinity]}, "properties": {"name": "A"}}]}',
        "keine Gradzahl",
    ),
    "riesige-zahl.json": (b'[{"name": "A", "lat": ' + b"9" * 6000 + b"}]", "beschädigt"),
    "nan.csv": (_row(lat="NaN"), "Spalte „Breite“"),
    "unendlich.csv": (_row(lon="-inf"), "Spalte „Länge“"),
    "meter-statt-grad.csv": (_row(lat="5685412,3", lon="352411,7"), "keine Gradzahl"),
    "vertauscht.csv": (_row(lat="6.8493", lon="51.2973"), "vertauscht"),
    "ausserhalb.csv": (_row(lat="48.1", lon="11.5"), "außerhalb"),
    "nicht-auf-der-erde.csv": (_row(lat="120", lon="500"), "Erde nicht"),
    "nur-breite.csv": (lines("Garten;51,2973", head="Name;Breite"), "gehören zusammen"),
    "langer-name.csv": (_row(name="N" * 300), "300 Zeichen"),
    "roman.csv": (_row(summary="x" * 25_000), "20000 Zeichen"),
    "ohne-namen.csv": (_row(name=""), "Name"),
    "nur-html.csv": (_row(name="<script>alert(1)</script>"), "Name"),
    "unbekannte-kategorie.csv": (_row(category="Unsinn"), "Reparieren"),
    "keine-mail.csv": (
        lines("Garten;a@b\tBcc: x@y.example", head="Name;E-Mail"),
        "keine E-Mail-Adresse",
    ),
    "javascript.csv": (lines("Garten;javascript:alert(1)", head="Name;Website"), "Internetadresse"),
    "widerspruch.csv": (lines(GARDEN, GARDEN.replace("gemeinsam", "allein")), "Zeile 2"),
    "doppelte-kennung.csv": (
        lines("garten;Garten A", "garten;Garten B", head="Kennung;Name"),
        "Zeile 2",
    ),
    "pfad-als-kennung.csv": (lines("../../admin;Garten", head="Kennung;Name"), "Kennung"),
}

# Odd, but readable: name of the file → content. Each holds the garden by the brook.
READ: dict[str, bytes] = {
    "bom.csv": b"\xef\xbb\xbf" + lines(GARDEN),
    "cp1252.csv": lines(GARDEN).decode().encode("cp1252"),
    "utf16-le.csv": lines(GARDEN).decode().encode("utf-16"),
    "utf16-be.csv": b"\xfe\xff" + lines(GARDEN).decode().encode("utf-16-be"),
    "utf16-ohne-marke.csv": lines(GARDEN).decode().encode("utf-16-le"),
    "tabulator.csv": lines(GARDEN).replace(b";", b"\t"),
    "komma.csv": lines(GARDEN.replace(",", "."), head=HEAD).replace(b";", b","),
    "mac-zeilen.csv": lines(GARDEN).replace(b"\n", b"\r"),
    "leere-zeilen.csv": lines("", GARDEN, ";;;;", ""),
    "csv-als-xlsx.xlsx": lines(GARDEN),
    "xlsx-als-csv.csv": workbook(
        [HEAD.split(";"), ["Garten am Bach", "Wir gärtnern gemeinsam.", "gaerten", 51.2973, 6.8493]]
    ),
    "html-im-namen.csv": lines(GARDEN.replace("Garten", "<b>Garten</b><script>alert(1)</script>")),
    "unsichtbares.csv": lines(GARDEN.replace("Garten am", "\u202eGarten\u00a0 am\u200e")),
}
