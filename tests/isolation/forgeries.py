"""A visitor's own form, sent once for each field that takes a key, with a foreign key in it.

One at a time: forged all at once, one careful field would hide all careless ones.
"""

from collections.abc import Callable, Iterator
from functools import partial

from django.db.models import Model
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from home.models import ContentPage
from tests.isolation.addresses import Address
from tests.isolation.arguments import about, path_of, variants
from tests.isolation.birds import FIRST_KEY, Owner
from tests.isolation.cases import Visitor
from tests.isolation.forms import Fields, Form, forged_streams
from tests.isolation.runner import Runner

FOREIGN = FIRST_KEY[Owner.FOREIGN]  # the first row of every table, so it fits any field


def paths(runner: Runner, address: Address) -> Iterator[tuple[str, type[Model]]]:
    """The address with own keys, once or for each type of page; and whose form it shows."""
    world = runner.world
    for variant in variants(address):
        if "page_id" in address.arguments:
            for model in get_page_models():
                key = world.key(Owner.OWN, model)
                if key is not None and model is not Page:
                    path = path_of(address, {**variant, "page_id": str(key)}, world, Owner.OWN)
                    if path:
                        yield path, model
        elif path := path_of(address, variant, world, Owner.OWN):
            yield path, about(address) or ContentPage


def bodies(form: Form, model: type[Model], is_thorough: bool) -> Iterator[Fields]:
    """The form with one foreign key in it, again and again."""
    for name in sorted(form.choices - {"next"}):
        if not name.endswith(("_FORMS", "-ORDER", "-DELETE")):
            yield form.fields | {name: [str(FOREIGN)]}
    for name in form.fields:
        stream = name.removesuffix("-count")
        if stream != name and (block := _stream_block(model, stream)):
            streams = list(forged_streams(block, stream, FOREIGN))
            for fields in streams if is_thorough else streams[:: max(1, len(streams) // 5)]:
                yield form.fields | fields


def _stream_block(model: type[Model], name: str):
    field = next((each for each in model._meta.get_fields() if each.name == name), None)
    return field.stream_block if isinstance(field, StreamField) else None


def asks(
    runner: Runner, address: Address, visitor: Visitor, is_thorough: bool = False
) -> Iterator[Callable[[], list[str]]]:
    """One call for each forgery; it sends it and returns what crossed a border."""
    is_preview = ":preview_on_" in address.name
    for path, model in paths(runner, address):
        form = runner.form(visitor, _form_of_preview(path) if is_preview else path)
        for body in bodies(form, model, is_thorough):
            yield partial(runner.ask, visitor, "POST", path, body=body, looks_again=is_preview)


def run(
    runner: Runner, address: Address, visitor: Visitor, is_thorough: bool = False
) -> Iterator[str]:
    """Send every forgery; tell what crossed a border."""
    for ask in asks(runner, address, visitor, is_thorough):
        runner.counts["forged forms"] += 1
        for each in ask():
            yield f"{visitor} {ask.args[2]}: {each}"


def _form_of_preview(path: str) -> str:
    """A preview is sent the form of the page where one writes."""
    if path.endswith("/edit/preview/"):
        return path.removesuffix("preview/")
    key = path.rstrip("/").rpartition("/")[2]
    if "/snippets/" in path:
        place = path.partition("/preview/")[0]
        return f"{place}/edit/{key}/" if key.isdecimal() else f"{place}/add/"
    return path.removesuffix("preview/")
