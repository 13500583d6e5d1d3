"""Rows of a table become wishes; a cell that makes no sense gets a German sentence."""

import re
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from kommunen.prose import lines_of, plain, plain_line
from kommunen.tables import Row, Table
from mitmachkarte.transfer.cells import NO, YES
from termintipps.calendars.entries import is_address
from termintipps.limits import FIRST_DAY, LAST_DAY
from termintipps.models import EventPage
from termintipps.recurrence import Rule, RuleError

from .columns import assigned, label
from .when import COLUMNS, NOTHING
from .wishes import Kinds, Wish

DAY = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})")
ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ](?P<rest>.*))?")
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d(?:\.\d+)?)?(?: ?Uhr)?", re.IGNORECASE)
LINES = ("title", "summary", "organiser_name", "cost", "accessibility")
PLACES = ("place_name", "place_address")
ADDRESSES = ("online_url", "registration_url")
SWITCHES = ("is_free", "is_step_free")


def wishes_of_table(table: Table, kinds: Kinds, own_address: str) -> tuple[list[Wish], list[str]]:
    """Returns the wishes, and what is to be said about the table as a whole."""
    fields, unknown = assigned(table.headings)
    notes = list(table.notes)
    if not {"title", "slug"} & {*fields.values()}:
        notes.append(_("No column is called “Titel”; without it no row can be taken over."))
    if unknown:
        names = ", ".join(f"„{name[:60]}“" for name in unknown[:20])
        notes.append(_("Columns that nobody knows were left out: %(names)s.") % {"names": names})
    return [_wish(row, fields, kinds) for row in table.rows], notes


def _wish(row: Row, fields: dict[str, str], kinds: Kinds) -> Wish:
    texts = {fields[name]: text for name, text in row.cells.items() if name in fields}
    wish = Wish(row.where, plain_line(texts.get("title", "")))
    wish.problems += [row.problem] if row.problem else []
    read = {}
    for name, text in texts.items():
        try:
            read[name] = _value(name, text, kinds)
        except ValueError as error:
            column = _("Column “%(column)s”: %(problem)s")
            wish.problems.append(column % {"column": label(name), "problem": error})
    if not wish.title and not wish.problems:
        wish.problems.append(_("The column “Titel” is empty."))
    if not wish.problems:
        _fill(wish, read, {*fields.values()})
    return wish


def _fill(wish: Wish, read: dict, columns: set[str]) -> None:
    """Args: columns: That the table has; an empty cell says something, a missing column nothing."""
    wish.slug = read.pop("slug", "")
    when = {name: read.pop(name, NOTHING[name]) for name in COLUMNS if name in columns}
    places = [read.pop(name, "") for name in PLACES]
    if not when.get("start_date"):
        wish.problems.append(_("The column “%(column)s” is empty.") % {"column": label("when")})
        return
    wish.values = read | {"when": when}
    if any(places):
        wish.values["place"] = places


def _value(name: str, text: str, kinds: Kinds) -> object:
    if name in LINES or name in PLACES:
        return _line(name, text)
    if name == "description":
        return lines_of(plain(text))
    if name in ("start_date", "end_date"):
        return _day(text)
    if name in ("start_time", "end_time"):
        return _clock(text)
    if name in SWITCHES:
        return _switch(text)
    if name in ADDRESSES:
        return _address(text)
    if name == "categories":
        return _categories(text, kinds)
    if name == "extra_dates":
        return sorted({_day(part) for part in re.split(r"[;,]", text) if part.strip()})
    if name == "rrule":
        try:
            return str(Rule.parse(text.removeprefix("RRULE:")))
        except RuleError as error:
            raise ValueError(str(error)) from error
    return plain_line(text)[:255].lower()


def _line(name: str, text: str) -> str:
    text, most = plain_line(text), EventPage._meta.get_field(name).max_length
    if len(text) > most:
        raise ValueError(
            _("the text has %(length)d characters, %(most)d fit.")
            % {"length": len(text), "most": most}
        )
    return text


def _day(text: str) -> str:
    match = DAY.fullmatch(text.strip()) or ISO_DAY.fullmatch(text.strip())
    try:
        found = date(*(int(match[part]) for part in ("year", "month", "day")))
    except (TypeError, ValueError) as error:
        raise ValueError(
            _("“%(text)s” is no day. Write it like 05.12.2026.") % {"text": text[:40]}
        ) from error
    if not FIRST_DAY <= found <= LAST_DAY:
        raise ValueError(_("it lies outside of 1970 to 2099."))
    return found.isoformat()


def _clock(text: str) -> str:
    text = text.strip()
    if "T" in text:  # a moment of a spreadsheet
        text = datetime.fromisoformat(text).time().isoformat("minutes")
    match = CLOCK.fullmatch(text)
    try:
        return time(int(match[1]) % 24, int(match[2] or 0)).isoformat()
    except (TypeError, ValueError) as error:
        raise ValueError(
            _("“%(text)s” is no time of day. Write it like 18:30.") % {"text": text[:40]}
        ) from error


def _switch(text: str) -> bool:
    if text.casefold() in YES | NO:
        return text.casefold() in YES
    raise ValueError(_("“%(text)s” is neither ja nor nein.") % {"text": text[:40]})


def _address(text: str) -> str:
    address = plain_line(text)
    if "://" not in address:
        address = f"https://{address}"
    if not is_address(address):
        raise ValueError(_("“%(text)s” is no web address.") % {"text": text[:80]})
    return address


def _categories(text: str, kinds: Kinds) -> list[int]:
    found = kinds.of(part.strip() for part in re.split(r"[;|\n]", text) if part.strip())
    return sorted({category.pk for category in found})
