"""A visitor's letter to somebody whose address stays hidden.

The mail comes from our own address, answers go to the visitor. No word that the visitor typed
reaches a header, and nothing at all is mailed to the address the visitor typed.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.template.loader import render_to_string

from kommunen.models import Kommune
from kommunen.plaintext import one_line, quoted

from . import outbox
from .models import LogEntry


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets the letter, and what it is about."""

    target: str  # binds the form's token and names the entry, e.g. "initiative:12"
    name: str  # shown to the visitor: "Repair-Café West"
    about: str  # stands in the mail and in the log, mostly the entry's title
    url: str  # the entry's page, with scheme and host
    email: str = field(repr=False)  # shown nowhere


@dataclass(frozen=True, slots=True)
class Letter:
    """What a visitor wrote; cleaned by the form."""

    purpose: str  # names the templates inbox/mail/<purpose>.txt and <purpose>_subject.txt
    sender: str = field(repr=False)
    reply_to: str = field(repr=False)
    text: str = field(repr=False)
    token: str = field(repr=False)  # of the form
    page: str = ""  # of which the letter speaks, if the form asks for it


def relay(kommune: Kommune, addressee: Addressee, letter: Letter, *, at: datetime) -> LogEntry:
    """Send the letter on at once; if that fails, `run_due` tries again.

    Must not run inside a transaction. The same letter from the same form goes out once.

    Returns:
        The log's entry: "done", "waiting", or "failed" if no further try can help.
    """
    context = {
        "kommune": kommune,
        "addressee": addressee,
        "letter": letter,
        "text": quoted(letter.text),
    }
    mail = outbox.Mail(
        key=_key(addressee, letter),
        to=addressee.email,
        reply_to=letter.reply_to,
        subject=one_line(render_to_string(f"inbox/mail/{letter.purpose}_subject.txt", context)),
        body=render_to_string(f"inbox/mail/{letter.purpose}.txt", context),
        about=one_line(addressee.about),
        url=addressee.url,
    )
    return outbox.post(kommune.site, mail, at=at)


def _key(addressee: Addressee, letter: Letter) -> str:
    """Names the letter. The token's nonce is stored nowhere, so the key gives nothing away."""
    parts = (
        letter.token,
        addressee.target,
        letter.sender,
        letter.reply_to,
        letter.page,
        letter.text,
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
