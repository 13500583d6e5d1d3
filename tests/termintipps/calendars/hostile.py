"""Calendars that nobody wishes us well with, and calendars that went wrong; named by what they are.

`REFUSED` are not taken over and get a German sentence, `TAMED` are, and lose what is bad in them.
"""

from termintipps.calendars.limits import MAX_BYTES, MAX_EVENTS, MAX_LINES

from .conftest import calendar


def event(*lines: str, title: str = "Fest", start: str = "DTSTART:20261205T180000") -> str:
    return "\n".join((f"UID:{title}", f"SUMMARY:{title}", start, *lines))


def repeating(rule: str, start: str = "DTSTART:20261205T180000") -> bytes:
    return calendar(event(f"RRULE:{rule}", start=start))


DEEP = b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 366 + b"END:VEVENT\n" * 366 + b"END:VCALENDAR\n"
GOOD = event(title="Gut")

# name of the file → (content, what the German sentence says)
REFUSED: dict[str, tuple[bytes, str]] = {
    "leer.ics": (b"", "leer"),
    "nur-leerzeichen.ics": (b"\xef\xbb\xbf \r\n \r\n", "leer"),
    "webseite.ics": (b"<!DOCTYPE html><html><body>Anmelden</body></html>", "Webseite"),
    "prospekt.ics": (b"%PDF-1.7 ...", "kein Kalender"),
    "zufall.ics": (bytes(range(1, 256)) * 20, "kein Kalender"),
    "json.ics": (b'["vcalendar", [], []]', "kein Kalender"),
    "gzip.ics": (b"\x1f\x8b" + b"\0" * 100, "gepackte Datei (GZIP)"),
    "zip-bombe.ics": (b"PK\x03\x04" + b"\0" * 100, "gepackte Datei (ZIP)"),
    "hundert-megabyte-in-einer-zeile.ics": (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:" + b"x" * 100_000_000,
        "101 MB",
    ),
    "zehn-megabyte-in-einer-zeile.ics": (
        calendar(event("DESCRIPTION:" + "x" * (MAX_BYTES - 1000))),
        "Zeile 7 ist länger",
    ),
    "zehn-megabyte-gefaltet.ics": (
        calendar(event("DESCRIPTION:a" + "\n x" * 390_000)),
        "Zeile 7 ist länger",
    ),
    "millionen-leere-zeilen.ics": (b"BEGIN:VCALENDAR" + b"\n" * (MAX_LINES + 1), "Zeilen"),
    "zu-viele-termine.ics": (
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * (MAX_EVENTS + 1) + b"END:VCALENDAR",
        "3.000 Termine",
    ),
    "366-mal-verschachtelt.ics": (DEEP, "zu tief verschachtelt"),
    "ohne-ende.ics": (calendar(GOOD).partition(b"END")[0], "mitten"),
    "falsches-ende.ics": (b"BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", "Zeile 2"),
    "nullbytes.ics": (calendar(event("DESCRIPTION:a\x00b")), "Nullbytes"),
    "ohne-beginn.ics": (calendar("UID:1\nSUMMARY:Fest"), "wann er beginnt"),
    "jahr-1.ics": (calendar(event(start="DTSTART:00010101T000000")), "Jahr 1 "),
    "jahr-0.ics": (calendar(event(start="DTSTART:00000101")), "kein Datum"),
    "jahr-9999.ics": (calendar(event(start="DTSTART:99991231T235959Z")), "Jahr 9999"),
    "jahr-9999-als-ende.ics": (calendar(event("DTEND:99991231T235959Z")), "Jahr 9999"),
    "30-februar.ics": (calendar(event(start="DTSTART:20260230T120000")), "kein Datum"),
    "25-uhr.ics": (calendar(event(start="DTSTART:20261205T250000")), "kein Datum"),
    "kein-datum.ics": (calendar(event(start="DTSTART:morgen")), "„morgen“ ist kein Datum"),
    "riesige-zahl.ics": (calendar(event(start="DTSTART:" + "9" * 6000)), "kein Datum"),
    "dauert-hundert-jahre.ics": (calendar(event("DURATION:P36500D")), "länger als ein Jahr"),
    "riesige-dauer.ics": (calendar(event("DURATION:P" + "9" * 30 + "D")), "keine Dauer"),
    "jede-sekunde.ics": (repeating("FREQ=SECONDLY"), "mehrmals in der Stunde"),
    "jede-minute-milliarden.ics": (repeating("FREQ=MINUTELY;COUNT=1000000000"), "mehrmals"),
    "jede-stunde.ics": (repeating("FREQ=HOURLY"), "mehrmals in der Stunde"),
    "jede-sekunde-des-tages.ics": (
        repeating("FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=0,1"),
        "zu oft",
    ),
    "abstand-null.ics": (repeating("FREQ=DAILY;INTERVAL=0"), "mindestens 1"),
    "abstand-minus.ics": (repeating("FREQ=WEEKLY;INTERVAL=-1"), "mindestens 1"),
    "null-mal.ics": (repeating("FREQ=WEEKLY;COUNT=0"), "mindestens 1"),
    "riesiger-abstand.ics": (repeating("FREQ=DAILY;INTERVAL=20000"), "mindestens 1"),
    "zahl-mit-5000-ziffern.ics": (repeating("FREQ=DAILY;COUNT=" + "9" * 5000), "nicht lesen"),
    "nie.ics": (repeating("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), "nie einen Termin"),
    "nie-taeglich.ics": (repeating("FREQ=DAILY;INTERVAL=7;BYDAY=MO"), "nie einen Termin"),
    "nie-an-dieser-stelle.ics": (repeating("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=99"), "nie einen"),
    "unsinnige-regel.ics": (repeating("FREQ=IMMER"), "nicht lesen"),
    "regel-ohne-art.ics": (repeating("COUNT=5"), "nicht lesen"),
    "fremde-zeitrechnung.ics": (
        repeating("RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=1"),
        "nicht übernehmen",
    ),
    "tausend-ausnahmen.ics": (
        calendar(event("RRULE:FREQ=DAILY", "EXDATE:" + ",".join(["20261206T180000"] * 1001))),
        "mehr als 1000 einzelne Daten",
    ),
    "kaputte-zeile.ics": (calendar(event("DTEND;TZID=a;;=:x")), "Zeile 7"),
    "zu-viele-uhrzeiten.ics": (
        calendar(event("RDATE:" + ",".join(f"20261206T{n:02}0000" for n in range(13)))),
        "12 Uhrzeiten",
    ),
    "einer-von-zweien.ics": (calendar(GOOD, event(start="DTSTART:gestern")), "Termin 2 (Zeile 8)"),
}

# name of the file → (content, title it is shown under, number of its dates)
TAMED: dict[str, tuple[bytes, str, int]] = {
    "milliarde-mal.ics": (repeating("FREQ=YEARLY;COUNT=1000000000"), "Fest", 2),
    "endlos.ics": (repeating("FREQ=YEARLY"), "Fest", 2),
    "endet-vor-dem-anfang.ics": (repeating("FREQ=WEEKLY;UNTIL=19700101T000000Z"), "Fest", 1),
    "endet-im-jahr-9999.ics": (repeating("FREQ=YEARLY;UNTIL=99991231T235959Z"), "Fest", 2),
    "ende-vor-anfang.ics": (calendar(event("DTEND:20261205T170000")), "Fest", 1),
    "html-im-titel.ics": (
        calendar(event(title="<script>alert(1)</script><b>Fest</b><img src=x onerror=y>")),
        "Fest",
        1,
    ),
    "javascript.ics": (calendar(event("URL:javascript:alert(1)")), "Fest", 1),
    "datei-adresse.ics": (calendar(event("URL:file:///etc/passwd")), "Fest", 1),
    "daten-adresse.ics": (calendar(event("CONFERENCE:data:text/html,<script>")), "Fest", 1),
    "im-kreis.ics": (calendar(event("RELATED-TO:Fest"), event("RELATED-TO:Gut")), "Fest", 1),
    "pfad-als-zeitzone.ics": (
        calendar(event(start="DTSTART;TZID=../../../etc/passwd:20261205T180000")),
        "Fest",
        1,
    ),
    "steuerzeichen.ics": (calendar(event(title="\u202eFest\u200e\x07")), "Fest", 1),
    "eingebettetes-bild.ics": (
        calendar(event("ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "A" * 2_000_000)),
        "Fest",
        1,
    ),
    "unsinnige-zahlen.ics": (calendar(event("SEQUENCE:" + "9" * 5000, "GEO:x;y")), "Fest", 1),
    "zeitzone-jede-sekunde.ics": (
        calendar(
            event(start="DTSTART;TZID=Eigene:20261205T180000"),
            head="BEGIN:VTIMEZONE\nTZID:Eigene\nBEGIN:STANDARD\nDTSTART:00010101T000000\n"
            "TZOFFSETFROM:+9999\nTZOFFSETTO:+9999\nRRULE:FREQ=SECONDLY\nEND:STANDARD\n"
            "END:VTIMEZONE\n",
        ),
        "Fest",
        1,
    ),
    "nackte-zeilen.ics": (calendar(event("DESCRIPTION:Erste Zeile", "zweite Zeile")), "Fest", 1),
    "lange-kennung.ics": (
        calendar(event(title="Fest").replace("UID:Fest", "UID:" + "u" * 9000)),
        "Fest",
        1,
    ),
}
