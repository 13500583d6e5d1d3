"""What an initiative's page says, field by field, in the form in which rows are compared."""

from collections.abc import Iterable
from typing import Any

from kommunen.models import Category
from kommunen.prose import as_html, as_text, lines_of, plain, plain_line
from mitmachkarte.models import InitiativePage

from .cells import EMPTY, LINES

PLAIN_FIELDS = (
    "lat",
    "lon",
    "is_everywhere",
    "is_free",
    "weekdays",
    "postcode",
    "step_free",
    "contact_email",
    "show_contact_name",
    "show_phone",
    "website",
)


def contents_of(page: InitiativePage, categories: Iterable[int]) -> dict[str, Any]:
    """The comparable contents of one version of a page.

    Args:
        categories: Keys of those the version carries.

    Returns:
        Every field of `columns.NAMES` but `slug` and `tags`. `description` is None if the text
        is more than one block of plain text: then no cell can hold it.
    """
    found: dict[str, Any] = {name: getattr(page, name) for name in PLAIN_FIELDS}
    for name in LINES:
        text = plain_line(getattr(page, name))
        found[name] = "" if text == EMPTY and name != "title" else text
    found["how_to_join"] = _comparable(as_text(page.how_to_join))
    text = body_text(page)
    found["description"] = None if text is None else _comparable(text)
    found["categories"] = frozenset(categories)
    return found


def body_text(page: InitiativePage) -> str | None:
    """The text of a body that is empty or a single text; None for more than that."""
    blocks = list(page.body.raw_data)
    if not blocks:
        return ""
    if len(blocks) > 1 or blocks[0]["type"] != "text":
        return None
    return as_text(blocks[0]["value"])


def differences(values: dict[str, Any], contents: dict[str, Any], visible: frozenset[int]) -> dict:
    """Those values of a row that a version does not have yet.

    Args:
        visible: Keys of the categories the town shows; others are not touched.
    """
    return {
        name: value
        for name, value in values.items()
        if name != "slug" and not _is_same(name, value, contents[name], visible)
    }


def _is_same(name: str, value: Any, there: Any, visible: frozenset[int]) -> bool:
    if name == "categories":
        return {each.pk for each in value} == there & visible
    if name == "description":
        return there is None or value == there
    return value == there


def put(page: InitiativePage, changes: dict[str, Any], visible: frozenset[int]) -> None:
    """Write the changes onto a version, in memory only."""
    for name, value in changes.items():
        if name == "categories":
            hidden = [each for each in page.categories.all() if each.pk not in visible]
            page.categories = [*value, *hidden]
        elif name == "description":
            page.body = [("text", as_html(value))] if value else []
        elif name == "how_to_join":
            page.how_to_join = as_html(value)
        else:
            setattr(page, name, value)


def kept(page: InitiativePage, names: Iterable[str]) -> dict[str, Any]:
    """These fields as they are, fit for JSON and for `put_back`."""
    return {name: _keepable(page, name) for name in names}


def put_back(page: InitiativePage, before: dict[str, Any]) -> None:
    """Write what `kept` has kept onto a version, in memory only."""
    for name, value in before.items():
        if name == "categories":
            page.categories = list(Category.objects.filter(pk__in=value))
        elif name == "description":
            page.body = page.body.stream_block.to_python(value)
        else:
            setattr(page, name, InitiativePage._meta.get_field(name).to_python(value))


def _keepable(page: InitiativePage, name: str) -> Any:
    if name == "categories":
        return [each.pk for each in page.categories.all()]
    if name == "description":
        return page.body.get_prep_value()
    value = getattr(page, name)
    return None if value is None else str(value) if name in ("lat", "lon") else value


def _comparable(text: str) -> str:
    text = lines_of(plain(text))
    return "" if text == EMPTY else text
