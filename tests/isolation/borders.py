"""What a request may not show and not change."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

from django.core.files.storage import FileSystemStorage
from django.core.mail import EmailMessage
from django.db import connection
from django.http import HttpResponse

from tests.isolation.birds import Owner, birds_in, is_of, keys_in
from tests.isolation.world import World, by_consent

# Public by consent: what one town has allowed another to show, of that one entry alone.
SHOWN_BY_CONSENT = frozenset(
    {
        "wagtailcore.Page.title",
        "mitmachkarte.InitiativePage.summary",
        "mitmachkarte.InitiativePage.district",
        "mitmachkarte.InitiativePage.when",
        "mitmachkarte.InitiativePage.wanted",
        "mitmachkarte.InitiativePage.languages",
        "title and slug of a shared initiative",
        "termintipps.EventPage.place_name",
        "title and slug of a shared event",
    }
)

# Handed to the centre; that other towns do not see it is tested where it lives.
GIVEN_TO_THE_CENTRE = frozenset(
    {
        "textbausteine.Improvement.comment",
        "textbausteine.Improvement.content",
        "textbausteine.Improvement.reason",
    }
)

# What everybody may know of a live town: the central site lists them.
KNOWN_OF_A_TOWN = frozenset({"kommunen.Kommune.name", "wagtailcore.Site.site_name"})

UNWATCHED_TABLES = {
    "django_session": "one's own signing in and out",
}
UNWATCHED_COLUMNS = {
    ("kommunen_kommune", "changed_at"): "only the moment from which kept pages are made anew",
    # Two towns have a say in a consent: who may be asked is public, the answer is the receiver's.
    ("kommunen_entryconsent", "receiver_id"): "the central site lists whom one may ask",
    ("kommunen_entryconsent", "state"): "the receiver's own decision",
    ("kommunen_entryconsent", "decided_at"): "the receiver's own decision",
    ("kommunen_townconsent", "receiver_id"): "the central site lists whom one may ask",
    ("kommunen_townconsent", "state"): "the receiver's own decision",
    ("kommunen_townconsent", "decided_at"): "the receiver's own decision",
    ("wagtailadmin_formstate", "data"): "one's own form as it was sent, kept for the preview",
}

_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.I)

Rows = dict[object, tuple]


def hidden_on(host: Owner) -> tuple[Owner, ...]:
    """Whose things nobody may see on this host: those of another town."""
    return tuple(owner for owner in (Owner.OWN, Owner.FOREIGN) if owner != host)


def told(response: HttpResponse, mails: list[EmailMessage]) -> str:
    """Everything that leaves the house: body, headers, mails; archives unpacked."""
    parts = [f"{name}: {value}" for name, value in response.headers.items()]
    parts += [morsel.OutputString() for morsel in response.cookies.values()]
    body = b"".join(response.streaming_content) if response.streaming else response.content
    parts += _unpacked(body)
    for mail in mails:
        parts += [str(mail.message()), mail.body, *mail.recipients()]
    return "\n".join(parts)


def _unpacked(body: bytes) -> Iterator[str]:
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist():
                yield name
                yield archive.read(name).decode("utf-8", "replace")
    else:
        yield body.decode("utf-8", "replace")


def shown(world: World, answer: str, request: str, owner: Owner) -> set[str]:
    """Birds and keys of the owner that the answer tells and the request did not."""
    birds = birds_in(answer, owner) - birds_in(request, owner)
    known = (
        KNOWN_OF_A_TOWN | GIVEN_TO_THE_CENTRE | {by_consent(field) for field in SHOWN_BY_CONSENT}
    )
    homes = world.birds[owner].homes
    found = {f"{bird} ({homes.get(bird)})" for bird in birds if homes.get(bird) not in known}
    keys = keys_in(answer, owner) - world.shared[owner]
    return found | {f"key {key}" for key in keys if key not in request}


@contextmanager
def files_stay() -> Iterator[list[str]]:
    """Note the names of deleted files, and keep them: rolling back restores no file."""
    deleted: list[str] = []

    def note(storage: FileSystemStorage, name: str) -> None:
        deleted.append(str(name))

    with patch.object(FileSystemStorage, "delete", note):
        yield deleted


@dataclass(frozen=True)
class Change:
    """A row that is not as it was."""

    table: str
    key: object
    columns: list[str]
    old: tuple | None
    new: tuple | None

    @property
    def row(self) -> str:
        """Which row it is; new ones go by no number, since that is another at each time."""
        is_known = any(is_of(owner, self.key) for owner in Owner)
        return f"{self.table} {self.key if is_known else 'anew'}"

    def crossed(self, host: Owner) -> Iterator[str]:
        """In words, if the row belongs elsewhere, or now names what is hidden on this host."""
        if any(is_of(owner, self.key) for owner in Owner if owner != host):
            yield f"{self.row}: {self._difference}"
        elif self.new is not None:
            yield from self._names_hidden(hidden_on(host))

    def _names_hidden(self, hidden: tuple[Owner, ...]) -> Iterator[str]:
        was = self.old or (None,) * len(self.new)
        for column, old, new in zip(self.columns, was, self.new, strict=True):
            if old == new:
                continue
            for owner in hidden:
                if column.endswith("_id") and is_of(owner, new):
                    yield f"{self.row}: {column} now names {owner}'s {new}"
                elif isinstance(new, str) and (named := keys_in(new, owner)):
                    places = [new[max(0, new.find(each) - 60) :][:80] for each in sorted(named)]
                    yield f"{self.row}: {column} now names {owner}'s … {' … '.join(places)} …"

    @property
    def _difference(self) -> str:
        if self.old is None:
            return "is new"
        if self.new is None:
            return "is gone"
        return ", ".join(
            f"{column}: {str(old)[:40]!r} → {str(new)[:40]!r}"
            for column, old, new in zip(self.columns, self.old, self.new, strict=True)
            if old != new
        )


@dataclass
class Watch:
    """All rows as they were; `changes` compares the tables that were written since."""

    before: dict[str, Rows] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    @classmethod
    def begin(cls) -> "Watch":
        watch = cls()
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                if table in UNWATCHED_TABLES or "_fts" in table:
                    continue
                watch.before[table] = watch._read(cursor, table)
        return watch

    @contextmanager
    def looking(self) -> Iterator[None]:
        self.written = set()

        def note(execute, sql, params, many, context):
            if match := _WRITE.match(sql):
                self.written.add(match[1])
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            yield

    def changes(self) -> list["Change"]:
        """Rows that are new, gone or other than before."""
        found = []
        with connection.cursor() as cursor:
            for table in sorted(self.written & self.before.keys()):
                before, after = self.before[table], self._read(cursor, table)
                found += [
                    Change(table, key, self.columns[table], before.get(key), after.get(key))
                    for key in before.keys() | after.keys()
                    if before.get(key) != after.get(key)
                ]
        return found

    def _read(self, cursor, table: str) -> Rows:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        names = [column[0] for column in cursor.description]
        kept = [i for i, name in enumerate(names) if (table, name) not in UNWATCHED_COLUMNS]
        self.columns[table] = [names[i] for i in kept]
        place = names.index("id") if "id" in names else 0
        return {row[place]: tuple(row[i] for i in kept) for row in cursor.fetchall()}
