"""The page of the mix as plain values, for the template that needs no database.

Worked out once before the clock starts; no rule of the product is used while it runs.
"""

from itertools import groupby

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from wagtail.blocks import StreamValue

from home.models import ContentPage
from home.sections import minutes_to_read, running_text
from kommunen.geo.outlines import CREDIT
from kommunen.look import artwork, town_pictures
from kommunen.navigation import Navigation
from kommunen.templatetags.kommunen_tags import long_date, town_colours
from textbausteine.templatetags.textbausteine_tags import dialled

Child = StreamValue.StreamChild
ICONS = ("easy", "sign", "search", "clock", "download", "mail", "people", "phone")


def plain_values(page: ContentPage, request: HttpRequest) -> dict:
    kommune, navigation = request.kommune, Navigation.of(request)
    children = [child for child in page.body if child.block_type != "logos"]
    logos = page.body.first_block_by_name("logos")
    feeds = [
        {"title": "Kalender abonnieren (ICS)", "url": reverse("termintipps:calendar")},
        {"title": "Neue Termine als Feed (Atom)", "url": reverse("termintipps:feed")},
        {
            "title": "Initiativen als offene Daten (GeoJSON)",
            "url": reverse("mitmachkarte:geojson"),
        },
    ]
    legal = [vars_of(way) for way in navigation.legal]
    return {
        "title": page.title,
        "kicker": page.kicker,
        "teaser": page.teaser,
        "stand": long_date(page.stand),
        "minutes": minutes_to_read(running_text(children, {"request": request})),
        "town": kommune.official_name,
        "claim": kommune.settings.claim,
        "mood": kommune.settings.mood,
        "colours": town_colours(kommune),
        "canonical": f"{kommune.root_url}{request.path}",
        "brand_colour": kommune.settings.brand_colour,
        "mark": town_pictures.mark(kommune),
        "credit": CREDIT,
        "skyline": render_to_string("frame/skyline.html"),
        "icons": {name: artwork.icon(name) for name in ICONS},
        "service": [vars_of(way) for way in navigation.service],
        "menu": [vars_of(way) for way in navigation.menu],
        "trail": [vars_of(way) for way in navigation.trail(page)],
        "footer": [
            {"title": "Mitmachen", "ways": [vars_of(way) for way in navigation.menu]},
            {"title": "Auf dem Laufenden bleiben", "ways": feeds},
            {"title": "Über dieses Angebot", "ways": legal},
        ],
        "runs": [
            {
                "in_prose": in_prose,
                "blocks": [VALUES[child.block_type](child.value) for child in run],
            }
            for in_prose, run in groupby(children, key=_is_prose)
        ],
        "logos": {
            "title": logos.value.title,
            "supporters": [
                {"name": each.name, "url": each.url, "logo": _size(each.logo, "max-360x160")}
                for each in logos.value.known
            ],
        },
    }


def vars_of(way) -> dict:
    return {"title": way.title, "url": way.url, "slug": way.slug, "current": way.current}


def _is_prose(child: Child) -> bool:
    return getattr(child.block.meta, "in_prose", False)


def _address(way) -> str:
    return f"/{way.live_page.slug}/" if way.live_page else way["url"]


def _values(child: Child) -> dict:
    return VALUES[child.block_type](child.value)


def _size(image, spec: str) -> dict | None:
    if image is None:
        return None
    rendition = image.get_rendition(f"{spec}|format-webp")
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height}


def _text(value) -> dict:
    return {"kind": "text", "html": mark_safe(str(value))}


def _callout(value) -> dict:
    return {
        "kind": "callout",
        "style": value.style,
        "sign": artwork.icon(value.sign),
        "heading": value["heading"],
        "html": mark_safe(str(value["text"])),
    }


def _picture(value) -> dict:
    image = value["image"]
    sizes = [_size(image, f"width-{width}") for width in (400, 800, 1280)]
    return {
        "kind": "picture",
        "alt": image.contextual_alt_text or image.description,
        "sizes": sizes,
        "width": sizes[0]["width"],
        "height": sizes[0]["height"],
        "caption": value["caption"],
        "author": image.author,
        "licence": image.licence,
    }


def _quote(value) -> dict:
    portrait = _size(value["portrait"], "fill-160x160")
    return {
        "kind": "quote",
        "words": value.words,
        "portrait": portrait and portrait["url"],
        "name": value["name"],
        "capacity": value.capacity,
    }


def _entries(value, kind: str, name: str) -> dict:
    return {
        "kind": kind,
        "heading": value["heading"],
        "entries": [
            {"title": each["title"], "html": mark_safe(str(each["text"]))} for each in value[name]
        ],
    }


def _offers(value) -> dict:
    return _entries(value, "offers", "offers")


def _steps(value) -> dict:
    return _entries(value, "steps", "steps")


def _checklist(value) -> dict:
    return {"kind": "checklist", "heading": value["heading"], "points": list(value["points"])}


def _call_to_action(value) -> dict:
    return {
        "kind": "call_to_action",
        "heading": value["heading"],
        "html": mark_safe(str(value["text"])),
        "ways": [{"text": way["text"], "url": _address(way)} for way in value.ways],
    }


def _download(value) -> dict:
    return {
        "kind": "download",
        "url": value["document"].url,
        "label": value.label,
        "facts": value.facts,
    }


def _contact(value) -> dict:
    person = value["person"]
    return {
        "kind": "contact",
        "heading": value["heading"],
        "portrait": None,
        "name": person.name,
        "role": person.role,
        "organisation": person.organisation,
        "phone": person.phone,
        "dialled": dialled(person.phone),
        "email": person.public_email,
        "hours": value["hours"],
    }


def _good_practice(value) -> dict:
    return {
        "kind": "good_practice",
        "picture": "",
        "scene": artwork.scene(value["scene"]),
        "mark": town_pictures.mark(value.origin, ""),
        "town": value["town"],
        "title": value["title"],
        "html": mark_safe(str(value["text"])),
        "url": _address(value),
        "link_text": value["link_text"],
    }


VALUES = {
    "text": _text,
    "callout": _callout,
    "picture": _picture,
    "quote": _quote,
    "offers": _offers,
    "checklist": _checklist,
    "steps": _steps,
    "call_to_action": _call_to_action,
    "download": _download,
    "contact": _contact,
    "good_practice": _good_practice,
}
