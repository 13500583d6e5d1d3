"""The central texts with their topics, and the towns' own versions."""

from home.demo.blocks import stream
from home.demo.content import Folder
from home.demo.shelf import Shelf
from kommunen.models import Topic
from textbausteine.models import Adoption, Textbaustein

BODY = Textbaustein._meta.get_field("body")


def load_texts(folder: Folder, shelf: Shelf) -> None:
    site = None if folder.is_central else shelf.kommune.site
    for slug, name in folder.facts("texts", "topics").items():
        Topic.objects.get_or_create(site=site, slug=slug, defaults={"name": name})
    for row in folder.rows("texts", "text"):
        source = row.pop("version_of", None)
        topic = Topic.objects.get(site=None, slug=row.pop("topic"))
        body = stream(BODY, row.pop("body"), shelf)
        text = _published(Textbaustein(site=site, topic=topic, body=body, live=False, **row))
        if source:
            _adopt(text, shelf.text(source))


def _published(text: Textbaustein) -> Textbaustein:
    text.full_clean()
    text.save()
    text.save_revision().publish()
    return text


def _adopt(text: Textbaustein, source: Textbaustein) -> None:
    Adoption.objects.create(text=text, source=source, source_revision=source.live_revision)
