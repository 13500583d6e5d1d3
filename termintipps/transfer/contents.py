"""What an event's page says, field by field, in the form in which it is compared and kept.

All values are fit for JSON. When it takes place is one value: a new time beside an old rule
would be neither the one nor the other.
"""

import json
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from kommunen.models import Category
from kommunen.prose import as_html, as_text, first_sentence, lines_of
from termintipps.calendars import Change, ForeignEvent
from termintipps.calendars.entries import is_address
from termintipps.models import DateChange, EventPage, ExtraDate

Values = dict[str, Any]
LINES = ("title", "summary", "organiser_name", "cost", "registration_url", "accessibility")
SWITCHES = ("is_free", "is_step_free")
FIELDS = (*LINES, *SWITCHES, "description", "when", "place", "online_url", "categories")
TIMES = ("new_start_time", "new_end_time")


def fitting(name: str, text: str) -> str:
    """As much of a text as its field holds."""
    most = EventPage._meta.get_field(name).max_length
    return text if len(text) <= most else text[: most - 2].rstrip() + " …"


def values_of(event: ForeignEvent, categories: Iterable[Category] = ()) -> Values:
    """What a foreign event says; only what it says at all.

    Args:
        categories: What its words mean in this town.
    """
    said = event.entry
    summary = fitting("summary", first_sentence(said.description, 300))
    rest = said.description
    if rest.startswith(summary):
        rest = rest.removeprefix(summary).strip()
    where = " ".join(said.location.replace("\n", ", ").split())
    name, _comma, address = where.partition(", ")
    values = {
        "title": fitting("title", event.title),
        # A page needs a sentence; of an event without any text the place says most.
        "summary": summary or fitting("summary", where or event.title),
        "description": lines_of("\n".join(filter(None, [rest, said.url]))),
        "when": _when_of(event),
        "place": [fitting("place_name", name), fitting("place_address", address)],
        "online_url": said.online_url,
        "organiser_name": said.organiser,
    }
    if found := sorted({category.pk for category in categories}):
        values["categories"] = found
    return values


def _when_of(event: ForeignEvent) -> Values:
    return {
        "start_date": _text(event.start_date),
        "start_time": _text(event.start_time),
        "end_date": _text(event.end_date),
        "end_time": _text(event.end_time),
        "rrule": str(event.rule or ""),
        "extra_dates": [_text(day) for day in event.extra_dates],
        "date_changes": [_change_of(change) for change in event.changes],
    }


def _change_of(change: Change) -> Values:
    name, _comma, address = change.place.partition(", ")
    return {
        "date": _text(change.date),
        "kind": str(change.kind),
        "note": change.note,
        "new_date": _text(change.new_date),
        "new_start_time": _text(change.new_start_time),
        "new_end_time": _text(change.new_end_time),
        "place_name": name[:120],
        "place_address": address[:200],
    }


def contents_of(page: EventPage) -> Values:
    """What one version of a page says. `description` is None if no plain text can say it."""
    text = _body_text(page)
    return {
        **{name: getattr(page, name) for name in (*LINES, *SWITCHES)},
        "description": None if text is None else lines_of(text),
        "when": _when_on(page),
        "place": [page.place_name, page.place_address],
        "online_url": page.online_url,
        "categories": sorted(category.pk for category in page.categories.all()),
    }


def _when_on(page: EventPage) -> Values:
    changes = sorted(page.date_changes.all(), key=lambda change: change.date)
    names = ("kind", "note", "place_name", "place_address")
    return {
        "start_date": _text(page.start_date),
        "start_time": _text(page.start_time),
        "end_date": _text(page.end_date),
        "end_time": _text(page.end_time),
        "rrule": page.rrule,
        "extra_dates": [_text(day) for day in sorted(each.date for each in page.extra_dates.all())],
        "date_changes": [
            {
                "date": _text(each.date),
                **{name: str(getattr(each, name)) for name in names},
                **{name: _text(getattr(each, name)) for name in ("new_date", *TIMES)},
            }
            for each in changes
        ],
    }


def is_same(name: str, value: Any, there: Any) -> bool:
    """Whether a version has the value already; a text with pictures and quotes is left alone."""
    return (name == "description" and there is None) or value == there


def put(page: EventPage, changes: Values) -> None:
    """Write the changes onto a version, in memory only."""
    for name, value in changes.items():
        if name == "when":
            _put_when(page, value)
        elif name == "place":
            page.place_name, page.place_address = value
        elif name == "online_url":
            page.online_url, page.is_online = value, bool(value) or page.is_online
        elif name == "categories":
            page.categories = list(Category.objects.filter(pk__in=value))
        elif name == "description":
            page.body = [("text", _html(value))] if value else []
        elif name == "body":
            page.body = page.body.stream_block.to_python(value)
        else:
            setattr(page, name, value)


def keep(page: EventPage, names: Iterable[str]) -> Values:
    """These fields as they are, for `put` to bring them back."""
    found = contents_of(page)
    kept = {name: found[name] for name in names if name != "description"}
    return kept | ({"body": page.body.get_prep_value()} if "description" in names else {})


def as_kept(values: Values) -> Values:
    """As they come back from a JSON field."""
    return json.loads(json.dumps(values))


def _put_when(page: EventPage, when: Values) -> None:
    for name in ("start_date", "end_date"):
        setattr(page, name, _day(when[name]))
    for name in ("start_time", "end_time"):
        setattr(page, name, _time(when[name]))
    page.rrule = when["rrule"]
    page.extra_dates = [ExtraDate(date=_day(day)) for day in when["extra_dates"]]
    page.date_changes = [
        DateChange(
            **{
                **each,
                "date": _day(each["date"]),
                "new_date": _day(each["new_date"]),
                **{name: _time(each[name]) for name in TIMES},
            }
        )
        for each in when["date_changes"]
    ]


def _html(text: str) -> str:
    """Paragraphs and lists; a line that is an address of the web becomes a link."""
    parts, plain_lines = [], []
    for line in [*text.split("\n"), ""]:
        if line and not is_address(line):
            plain_lines.append(line)
            continue
        parts.append(as_html("\n".join(plain_lines)))
        plain_lines = []
        if line:
            parts.append(format_html('<p><a href="{0}">{0}</a></p>', line))
    return mark_safe("".join(parts))


def _body_text(page: EventPage) -> str | None:
    blocks = list(page.body.raw_data)
    if not blocks:
        return ""
    if len(blocks) > 1 or blocks[0]["type"] != "text":
        return None
    return as_text(blocks[0]["value"])


def _text(value: date | time | None) -> str:
    return value.isoformat() if value is not None else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str) -> time | None:
    return time.fromisoformat(text) if text else None
