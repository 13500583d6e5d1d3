"""Texts."""

from kommunen.models import Kommune
from textbausteine.models import Textbaustein


def text(
    kommune: Kommune | None,
    title: str = "Gutes beginnt um die Ecke",
    *,
    slug: str = "gutes",
    words: str = "Fragen Sie in der Nachbarschaft.",
    live: bool = True,
    **fields,
) -> Textbaustein:
    """A published text of a town, or a central one for `None`; a draft with `live=False`."""
    fields = {"teaser": "Zwei Stunden reichen.", "body": [("text", f"<p>{words}</p>")], **fields}
    found = Textbaustein.objects.create(
        site=kommune and kommune.site, title=title, slug=slug, live=False, **fields
    )
    revision = found.save_revision()
    if live:
        revision.publish()
    found.refresh_from_db()
    return found
