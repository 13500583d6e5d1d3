"""Which clock a foreign time was read from.

A name we know says more than the definition beside it: programs define „Europe/Berlin“ wrongly
more often than they name the wrong place.
"""

import re
from datetime import tzinfo
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from termintipps.clock import BERLIN

from .lines import Part

MAX_HALVES = 40  # summers and winters that a definition lists one by one
PLACE = re.compile(r"[A-Za-z]+/[A-Za-z_/+-]+\Z")
SAFE = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+){0,2}\Z")
GERMAN = re.compile(  # what Outlook and Exchange call ours, in whatever language they speak
    r"berlin|mitteleurop|central european|w\. europe|romance standard|\b(?:mez|mesz|cest?)\b",
    re.IGNORECASE,
)
OUR_OFFSETS = {"+0100", "+0200"}


class Zones:
    """The zones of one file."""

    def __init__(self, calendar: Part) -> None:
        self.unknown: set[str] = set()
        self._defined = {
            line.value.strip(): part
            for part in calendar.parts
            if part.kind == "VTIMEZONE" and (line := part.first("TZID"))
        }
        self._found: dict[str, tzinfo] = {}

    def named(self, name: str) -> tzinfo:
        """The zone; German time if nobody knows the name."""
        name = name.strip().strip('"')
        if name not in self._found:
            self._found[name] = self._named(name)
        return self._found[name]

    def _named(self, name: str) -> tzinfo:
        if not name:
            return BERLIN
        known = _known(name)
        if known is None and name in self._defined:
            known = _by_definition(self._defined[name])
        if known is None:
            self.unknown.add(name[:60])
        return known or BERLIN


def _known(name: str) -> tzinfo | None:
    candidates = [name, WINDOWS_TO_OLSON.get(name, "")]
    if place := PLACE.search(name):  # "/mozilla.org/20070129_1/Europe/Berlin"
        parts = place.group().split("/")
        candidates += ["/".join(parts[-2:]), "/".join(parts[-3:])]
    for each in candidates:
        if not SAFE.match(each):
            continue
        try:
            return ZoneInfo(each)
        except (ValueError, OSError, KeyError):
            continue
    return BERLIN if GERMAN.search(name) else None


def _by_definition(part: Part) -> tzinfo | None:
    """What the file itself says of a zone of its own; None if that cannot be followed."""
    halves = [each for each in part.parts if each.kind in ("STANDARD", "DAYLIGHT")]
    if not 1 <= len(halves) <= MAX_HALVES:
        return None
    offsets = {line.value.strip() for each in halves for line in each.all("TZOFFSETTO")}
    if offsets == OUR_OFFSETS:
        return BERLIN
    rules = [line.value.upper() for each in halves for line in each.all("RRULE")]
    if any("FREQ=YEARLY" not in rule or "BYHOUR" in rule for rule in rules):
        return None
    try:
        return Timezone.from_ical(_written(part, halves)).to_tz(lookup_tzid=False)
    except Exception:  # icalendar fails in any way on what makes no sense
        return None


def _written(part: Part, halves: list[Part]) -> str:
    lines = ["BEGIN:VTIMEZONE", "TZID:X-OWN"]
    for half in halves:
        kept = (
            line
            for line in half.lines
            if line.name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE")
        )
        told = [f"{line.name}:{line.value.strip()}" for line in kept]
        lines += [f"BEGIN:{half.kind}", *told, f"END:{half.kind}"]
    return "\r\n".join([*lines, "END:VTIMEZONE", ""])
