"""The order in which the demo comes into the database. A tenant is loaded whole or not at all."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import translation

from home.demo.accounts import give_passwords, open_accounts, user_name
from home.demo.content import Folder, folders
from home.demo.events import load_events, move_ahead
from home.demo.initiatives import load_initiatives
from home.demo.pages import load_pages, submit_drafts
from home.demo.shelf import Shelf
from home.demo.tenants import existing, found, move_to
from home.demo.texts import load_texts
from kommunen.models import Role


@dataclass
class Report:
    loaded: list[str] = field(default_factory=list)  # hosts
    left_alone: list[str] = field(default_factory=list)
    password: str | None = None  # None: nobody's was set


def load(port: int, password: str | None, today: date) -> Report:
    """Load what is not there yet.

    Args:
        port: Of the links that the demo's sites write; set on every run.
        password: For all accounts; None makes one up for those that are new.
        today: The day from which all dates count.

    Raises:
        ValidationError: a host belongs to a site that is no tenant.
    """
    report = Report()
    move_to(port)
    with translation.override("de"):
        for folder in folders():
            kommune = existing(folder)
            if kommune is None:
                _load_tenant(folder, port, today)
                report.loaded.append(folder.tenant["host"])
            else:
                open_accounts(folder)
                move_ahead(folder, kommune, today)
                report.left_alone.append(folder.tenant["host"])
    report.password = give_passwords(password)
    return report


@transaction.atomic
def _load_tenant(folder: Folder, port: int, today: date) -> None:
    shelf = Shelf(folder, found(folder, port))
    open_accounts(folder)
    if not folder.is_central:
        load_initiatives(folder, shelf, today)
        load_events(folder, shelf, today)
    load_texts(folder, shelf)
    load_pages(folder, shelf, today)
    if not folder.is_central:
        author = get_user_model().objects.get(username=user_name(folder, Role.REDAKTION))
        submit_drafts(folder, shelf, today, author)
