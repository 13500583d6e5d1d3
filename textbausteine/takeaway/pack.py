"""Several texts as one ZIP: each version as `.docx` and `.md`, pictures as they were uploaded.

Pictures come with a list of their credits: who uses one later must not have to ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.db.models import Model
from django.http import HttpRequest
from django.template.defaultfilters import date
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError

from kommunen.tenancy import kommune_for
from textbausteine.models import Textbaustein
from textbausteine.placeholders import fill_plain
from textbausteine.shown import as_pinned

from .access import takeable
from .copies import copies_of, read_both_streams, source_line
from .documents import document_of, file_name
from .pictures import by_address, pictures_of, rights_have_ended

MAX_TEXTS = 50
MAX_BYTES = 100_000_000  # of pictures
IN_MEMORY = 5_000_000  # bytes; a larger pack lies on the disk while it is made
PICTURES = "Bilder"
CREDITS = "Bildnachweise.txt"


class TooMuch(Exception):
    """The pack would be too large; the message is for people."""


@dataclass
class _Used:
    """A picture and the titles of the texts that show it."""

    picture: Model
    titles: list[str] = field(default_factory=list)


def pack(keys: list[int], request: HttpRequest) -> IO[bytes]:
    """The archive, ready to be read; of texts that the member may not take away nothing is in it.

    Raises:
        TooMuch: too many texts, or their pictures are too large.
    """
    kommune = kommune_for(request)
    if len(keys) > MAX_TEXTS:
        raise TooMuch(
            _("A pack holds at most %(number)d texts. Please choose fewer.") % {"number": MAX_TEXTS}
        )
    chosen = takeable(request).filter(pk__in=keys).order_by("title", "pk")
    texts = as_pinned(chosen, kommune.site)
    read_both_streams(texts)
    used = _used_in(texts, request)
    if sum(_size(each.picture) for each in used) > MAX_BYTES:
        raise TooMuch(
            _("The pictures of these texts are larger than %(size)d MB. Please choose fewer texts.")
            % {"size": MAX_BYTES // 1_000_000}
        )
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the response closes it)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        _add_texts(archive, texts, request)
        entries = list(_add_pictures(archive, used)) or [_("These texts have no pictures.")]
        archive.writestr(CREDITS, "\n\n".join(entries) + "\n")
    file.seek(0)
    return file


def _used_in(texts: list[Textbaustein], request: HttpRequest) -> list[_Used]:
    used: dict[int, _Used] = {}
    for text in texts:
        title = fill_plain(text.title, kommune_for(request))
        for picture in pictures_of(text):
            titles = used.setdefault(picture.pk, _Used(picture)).titles
            if title not in titles:
                titles.append(title)
    return list(used.values())


def _size(picture: Model) -> int:
    """In bytes, as far as it goes into the pack."""
    try:
        return 0 if rights_have_ended(picture) else picture.get_file_size()
    except SourceImageIOError:
        return 0  # the file is gone


def _add_texts(archive: ZipFile, texts: list[Textbaustein], request: HttpRequest) -> None:
    kommune, taken = kommune_for(request), set()
    copies = {text.pk: list(copies_of(text, request)) for text in texts}
    addresses = by_address(texts, kommune)
    for text in texts:
        folder = _unused(text.slug, taken)  # a town's text and the central one share a slug
        title, source = fill_plain(text.title, kommune), source_line(text, kommune)
        for copy in copies[text.pk]:
            copy = copy.with_source(source)
            word = document_of(text, copy, kommune, addresses)
            archive.writestr(f"{folder}/{file_name(text, copy, 'docx')}", word)
            markdown = f"# {title}\n\n{copy.markdown}\n"
            archive.writestr(f"{folder}/{file_name(text, copy, 'md')}", markdown)


def _add_pictures(archive: ZipFile, used: list[_Used]) -> Iterator[str]:
    """Put the files in; yields what the list of credits says of each."""
    taken: set[str] = set()
    for each in used:
        path = PurePosixPath(each.picture.file.name)
        if rights_have_ended(each.picture):
            reason = _("Not in the pack: the rights to this picture have ended.")
            yield _credit(reason, each)
            continue
        name = f"{PICTURES}/{_unused(path.stem, taken)}{path.suffix}"
        try:
            with each.picture.file.storage.open(each.picture.file.name) as file:
                archive.writestr(name, file.read(), ZIP_STORED)  # pictures are packed already
        except OSError:
            name = _("Not in the pack: the file of this picture cannot be read.")
        yield _credit(name, each)


def _credit(first_line: str, used: _Used) -> str:
    picture = used.picture
    until = getattr(picture, "rights_until", None)
    facts = [
        (_("Title"), picture.title),
        (_("Author"), getattr(picture, "author", "") or _("not stated")),
        (_("Licence"), getattr(picture, "licence", "") or _("not stated")),
        (_("Source"), getattr(picture, "source", "")),
        (_("Rights until"), date(until, "d.m.Y") if until else ""),
        (_("Shown in"), "; ".join(used.titles)),
    ]
    return "\n".join([first_line, *(f"{label}: {value}" for label, value in facts if value)])


def _unused(name: str, taken: set[str]) -> str:
    """The name, with a number if it is taken; some systems do not tell “a” from “A”."""
    found, count = name, 1
    while found.lower() in taken:
        count += 1
        found = f"{name}-{count}"
    taken.add(found.lower())
    return found
