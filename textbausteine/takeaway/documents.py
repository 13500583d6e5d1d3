"""The versions of a text as Word documents."""

from collections.abc import Mapping

from django.db.models import Model

from kommunen.models import Kommune
from textbausteine.models import Textbaustein
from textbausteine.placeholders import fill_plain

from .copies import Copy
from .word import as_word
from .word.document import Facts

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document_of(
    text: Textbaustein, copy: Copy, kommune: Kommune, pictures: Mapping[str, Model]
) -> bytes:
    """`copy` as it stands, so with its source if it has been given one."""
    facts = Facts(
        title=fill_plain(text.title, kommune),
        purpose=str(copy.label),
        author=kommune.official_name,
        moment=text.last_published_at,
    )
    return as_word(facts, copy.html, pictures)


def file_name(text: Textbaustein, copy: Copy, ending: str) -> str:
    return f"{text.slug}-{copy.kind}.{ending}"
