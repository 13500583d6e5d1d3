"""The towns' invented initiatives."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils.html import format_html, format_html_join

from home.demo.blocks import stream
from home.demo.content import MARK, Folder
from home.demo.publishing import publish
from home.demo.shelf import Shelf
from mitmachkarte.models import InitiativePage, InitiativeStatus

BODY = InitiativePage._meta.get_field("body")
NOTE = {
    "type": "callout",
    "tone": "note",
    "heading": "Beispiel",
    "text": "<p>Diese Initiative ist erfunden. Ort, Zeiten und Adressen gibt es nicht.</p>",
}


def load_initiatives(folder: Folder, shelf: Shelf, today: date) -> None:
    parent = shelf.page("/mitmachkarte/")
    # Teasers show what was changed last: that are the first ones in the file.
    for row in reversed(folder.rows("initiatives", "initiative")):
        confirmed_on = today - timedelta(days=row.pop("confirmed_days_ago"))
        page = publish(parent, _page(row, shelf))
        InitiativeStatus.objects.update_or_create(
            page=page, defaults={"confirmed_on": confirmed_on}
        )


def _page(row: dict, shelf: Shelf) -> InitiativePage:
    categories = [shelf.category(slug) for slug in row.pop("categories")]
    image = row.pop("image", None)
    points = format_html_join("", "<li>{}</li>", ((point,) for point in row.pop("how_to_join")))
    place = {name: Decimal(str(row.pop(name))) for name in ("lat", "lon") if name in row}
    page = InitiativePage(
        summary=f"{row.pop('summary')} {MARK}",
        body=stream(BODY, [{"type": "text", "value": row.pop("body")}, NOTE], shelf),
        how_to_join=format_html("<ul>{}</ul>", points),
        image=shelf.picture(image) if image else None,
        is_everywhere=not place,
        locality=shelf.kommune.name if place else "",
        **place,
        **row,
    )
    page.categories = categories
    return page
