"""A central text that three towns use: one live, one with its own version, one pinned."""

import pytest
from django.urls import reverse

from kommunen.models import Role
from tests.factories.home import content_page
from tests.factories.textbausteine import text
from textbausteine.contract.decisions import pin
from textbausteine.contract.releases import latest_release
from textbausteine.models import Adoption, Notice


def address(name: str, *args) -> str:
    return reverse(f"textbausteine_contract:{name}", args=args)


def paragraphs(*words: str) -> list:
    return [("text", f"<p>{each}</p>") for each in words]


def page_with(kommune, used, **fields):
    """A published page whose blocks show the text."""
    block = ("textbaustein", {"text": used, "with_title": False})
    return content_page(kommune, body=[block], **fields)


def publish(found, user=None, **changes):
    """Somebody of the centre publishes a change."""
    found.refresh_from_db()
    for name, value in changes.items():
        setattr(found, name, value)
    found.save_revision(user=user).publish(user=user)
    found.refresh_from_db()
    return found


def adopt(kommune, source, **fields):
    own = text(kommune, source.title, slug=source.slug, body=source.body.raw_data, **fields)
    Adoption.objects.create(
        text=own,
        source=source,
        source_revision=source.live_revision,
        release=latest_release(source),
    )
    return own


def notice_of(kommune) -> Notice:
    return Notice.objects.for_site(kommune.site).open().get()


@pytest.fixture
def source(central):
    return text(None, "Hecken schneiden", slug="hecken", body=paragraphs("Ab März ist Ruhe."))


@pytest.fixture
def live_page(town, source):
    return page_with(town, source)


@pytest.fixture
def own(other_town, source):
    return adopt(other_town, source)


@pytest.fixture
def third_town(_found):
    return _found(name="Drittstadt", host="drittstadt.example")


@pytest.fixture
def pinned(third_town, source):
    return pin(third_town.site, latest_release(source))


@pytest.fixture
def publisher(client_for, member):
    """Freigabe of a town in its browser: `publisher(town)`."""
    return lambda kommune: client_for(kommune, member(kommune, Role.FREIGABE))


@pytest.fixture
def writer(client_for, central, member):
    return client_for(central, member(central, Role.TEXTREDAKTION))
