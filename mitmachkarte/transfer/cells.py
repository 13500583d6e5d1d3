"""The texts of a row become values of an initiative, or a German sentence about what is wrong."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from kommunen.models import Category
from kommunen.prose import lines_of, plain, plain_line
from mitmachkarte import weekdays
from mitmachkarte.models import InitiativePage

from .columns import label, sameness

EMPTY = "-"  # a cell that empties its field; an empty cell leaves it alone
YES = frozenset({"ja", "j", "x", "1", "true", "wahr", "yes", "y"})
NO = frozenset({"nein", "n", "0", "false", "falsch", "no"})
STEP_FREE = {
    "yes": ("yes", "ja", "stufenlos"),
    "partly": ("partly", "teilweise", "teilweise stufenlos"),
    "no": ("no", "nein", "nicht stufenlos"),
    "unknown": ("unknown", "unbekannt", "nicht bekannt"),
}
DAYS = {
    name: digit
    for digit, names in {
        "1": ("montag", "montags", "mo", "monday", "mon", "1"),
        "2": ("dienstag", "dienstags", "di", "tuesday", "tue", "2"),
        "3": ("mittwoch", "mittwochs", "mi", "wednesday", "wed", "3"),
        "4": ("donnerstag", "donnerstags", "do", "thursday", "thu", "4"),
        "5": ("freitag", "freitags", "fr", "friday", "fri", "5"),
        "6": ("samstag", "samstags", "sonnabend", "sa", "saturday", "sat", "6"),
        "7": ("sonntag", "sonntags", "so", "sunday", "sun", "7"),
        weekdays.DIGITS: ("taglich", "daily"),
    }.items()
    for name in names
}
LINES = (
    "title",
    "summary",
    "when",
    "wanted",
    "cost",
    "languages",
    "place",
    "street",
    "locality",
    "district",
    "access_note",
    "contact_name",
    "phone",
)
LONG_TEXTS = ("description", "how_to_join")
SWITCHES = ("is_everywhere", "is_free", "show_contact_name", "show_phone")
SLUG = re.compile(r"[\w-]{1,255}")
DEGREES = re.compile(r"[+-]?[0-9]{1,3}(?:[.,][0-9]{1,20})?")
SEVENTH = Decimal("0.0000001")  # as many decimals as an initiative keeps
check_address = URLValidator(schemes=["http", "https"])


@dataclass(slots=True)
class Wish:
    """What one row of the file asks for."""

    where: str
    values: dict[str, Any] = field(default_factory=dict)  # field → value; only what the row says
    problems: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.values.get("title", "")


class Reading:
    """Reads rows of one file for one town.

    Args:
        categories: Those the town shows.
        own_address: Scheme and host of the town; a link to it is no website of an initiative.
    """

    def __init__(self, categories: list[Category], own_address: str) -> None:
        self.categories = categories
        self.own_address = own_address
        self.by_name: dict[str, Category] = {}
        for each in sorted(categories, key=lambda category: category.is_central, reverse=True):
            self.by_name |= {sameness(each.name): each, sameness(each.slug): each}

    def wish(self, where: str, texts: dict[str, str]) -> Wish:
        """Args: texts: Field → text of its cell, without the empty ones."""
        wish = Wish(where)
        for name, text in texts.items():
            try:
                self._read(wish, name, text)
            except ValueError as error:
                column = _("Column “%(column)s”: %(problem)s")
                wish.problems.append(column % {"column": label(name), "problem": error})
        self._complete(wish)
        return wish

    def _read(self, wish: Wish, name: str, text: str) -> None:
        if name in LINES:
            wish.values[name] = _line(name, text)
        elif name in LONG_TEXTS:
            wish.values[name] = "" if text == EMPTY else lines_of(plain(text))
        elif name in SWITCHES:
            wish.values[name] = _switch(text)
        else:
            getattr(self, f"_read_{name}")(wish, text)

    def _read_slug(self, wish: Wish, text: str) -> None:
        if not SLUG.fullmatch(text):
            raise ValueError(_("only letters, digits and hyphens may stand there."))
        wish.values["slug"] = text.lower()

    def _read_lat(self, wish: Wish, text: str) -> None:
        wish.values["lat"] = _degrees(text)

    def _read_lon(self, wish: Wish, text: str) -> None:
        wish.values["lon"] = _degrees(text)

    def _read_postcode(self, wish: Wish, text: str) -> None:
        digits = "" if text == EMPTY else text.zfill(5)  # spreadsheets lose the zero before
        if digits and not (digits.isascii() and digits.isdecimal() and len(digits) == 5):
            raise ValueError(_("“%(text)s” is no postcode of five digits.") % {"text": text[:40]})
        wish.values["postcode"] = digits

    def _read_step_free(self, wish: Wish, text: str) -> None:
        asked = text.casefold()
        found = [value for value, words in STEP_FREE.items() if asked in words]
        if text == EMPTY:
            found = ["unknown"]
        if not found:
            raise ValueError(
                _("“%(text)s” is none of: ja, teilweise, nein, unbekannt.") % {"text": text[:40]}
            )
        wish.values["step_free"] = found[0]

    def _read_weekdays(self, wish: Wish, text: str) -> None:
        days = [] if text == EMPTY else [part for part in re.split(r"[\s;,|]+", text) if part]
        found = [DAYS.get(sameness(day)) for day in days]
        if None in found:
            raise ValueError(
                _("“%(text)s” is no list of days. Write them like “Di, Sa” or “täglich”.")
                % {"text": text[:60]}
            )
        wish.values["weekdays"] = weekdays.digits_of("".join(found))

    def _read_contact_email(self, wish: Wish, text: str) -> None:
        address = "" if text == EMPTY else plain_line(text).removeprefix("mailto:")
        if address:
            try:
                validate_email(address)
            except ValidationError as error:
                raise ValueError(
                    _("“%(text)s” is no e-mail address.") % {"text": text[:80]}
                ) from error
        wish.values["contact_email"] = _fitting("contact_email", address)

    def _read_website(self, wish: Wish, text: str) -> None:
        address = "" if text == EMPTY else plain_line(text)
        if address.startswith(f"{self.own_address}/"):
            return
        if address and ":" not in address.split("/")[0].split(".")[0]:
            address = f"https://{address}"
        if address:
            try:
                check_address(address)
            except ValidationError as error:
                raise ValueError(
                    _("“%(text)s” is no web address.") % {"text": text[:80]}
                ) from error
        wish.values["website"] = _fitting("website", address)

    def _read_categories(self, wish: Wish, text: str) -> None:
        parts = self._parts(text)
        found = [self.by_name.get(sameness(part)) for part in parts]
        unknown = [part for part, each in zip(parts, found, strict=True) if each is None]
        if unknown:
            known = ", ".join(category.name for category in self.categories)
            if all(len(part) == 32 and part.isalnum() for part in unknown):
                return  # OpenFairDB's own keys of “initiative”, “company”, “event”
            raise ValueError(
                _("“%(unknown)s” is unknown. There are: %(known)s.")
                % {"unknown": ", ".join(unknown)[:120], "known": known}
            )
        wish.values["categories"] = list(dict.fromkeys(found))

    def _read_tags(self, wish: Wish, text: str) -> None:
        """Foreign words for what a group does: those that are kinds of engagement count."""
        found = (self.by_name.get(sameness(part)) for part in re.split(r"[;,|]", text))
        if kinds := list(dict.fromkeys(filter(None, found))):
            wish.values["tags"] = kinds

    def _parts(self, text: str) -> list[str]:
        """Names may hold a comma, so the coarser separators are tried first."""
        for separators in (r"[\n]", r"[;|\n]", r"[;,|\n]"):
            parts = [plain_line(part) for part in re.split(separators, text)]
            parts = [part for part in parts if part]
            if all(sameness(part) in self.by_name for part in parts):
                break
        return parts

    def _complete(self, wish: Wish) -> None:
        values = wish.values
        tags = values.pop("tags", None)
        if tags and "categories" not in values:
            values["categories"] = tags
        if ("lat" in values) != ("lon" in values) and not wish.problems:
            wish.problems.append(
                _("Latitude and longitude belong together; one of them is missing.")
            )


def _line(name: str, text: str) -> str:
    return _fitting(name, "" if text == EMPTY and name != "title" else plain_line(text))


def _fitting(name: str, text: str) -> str:
    most = InitiativePage._meta.get_field(name).max_length
    if len(text) > most:
        raise ValueError(
            _("the text has %(length)d characters, %(most)d fit.")
            % {"length": len(text), "most": most}
        )
    return text


def _switch(text: str) -> bool:
    if text.casefold() in YES:
        return True
    if text.casefold() in NO or text == EMPTY:
        return False
    raise ValueError(_("“%(text)s” is neither ja nor nein.") % {"text": text[:40]})


def _degrees(text: str) -> Decimal | None:
    if text == EMPTY:
        return None
    if not DEGREES.fullmatch(text.strip().removesuffix("°").strip()):
        raise ValueError(
            _("“%(text)s” is no number of degrees. Write it like 51.2973.") % {"text": text[:40]}
        )
    try:
        value = Decimal(text.strip().removesuffix("°").strip().replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(str(error)) from error
    return value.quantize(SEVENTH)
