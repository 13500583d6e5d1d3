"""The town that is measured: 500 initiatives, 500 events, half of them series, 400 neighbours."""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Collection, Site

from benchmarks.mix import build
from home.models import ContentPage, HomePage
from kommunen.lifecycle.founding import found_kommune
from kommunen.models import Kommune, Supporter
from tests.factories.crowd import crowd
from tests.factories.home import content_page, news
from tests.factories.kommunen import document, image
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.factories.termintipps import event

HOST = "musterstadt.example"
ENTRIES = 500
WEEKLY = "FREQ=WEEKLY;BYDAY={};COUNT=20"
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TOWNS = 400


def fill() -> None:
    """Everything into an empty database."""
    town = found_kommune(name="Musterstadt", host=HOST, key="05158028", state=Kommune.State.LIVE)
    _initiatives(town)
    _events(town)
    crowd(news(town), 50)
    build(town)
    _neighbours(town, TOWNS)
    _start_page(town)
    cache.clear()


def the_town() -> Kommune:
    return Kommune.objects.serving(HOST).get()


def the_mix() -> ContentPage:
    return ContentPage.objects.get(slug="vierzig-bloecke")


def _initiatives(town: Kommune) -> None:
    """Eight kinds, spread over the town."""
    kinds = ("gaerten", "reparieren", "teilen", "lebensmittel", "mobilitaet", "energie")
    for place, kind in enumerate(kinds):
        page = InitiativePageFactory(
            town=town,
            title=f"Initiative {kind}",
            kinds=[kind],
            lat=f"51.{27 + place}",
            lon=f"6.{82 + place}",
        )
        crowd(page, ENTRIES // len(kinds) - (0 if place < ENTRIES % len(kinds) else 1))


def _events(town: Kommune) -> None:
    """Half of them weekly series, the others single, over the coming half year."""
    first = timezone.localdate() + timedelta(days=1)
    for week in range(25):
        day = first + timedelta(weeks=week, days=week % 7)
        single = event(town, f"Kleidertausch {week}", start_date=day)
        series = event(
            town, f"Radwerkstatt {week}", start_date=day, rrule=WEEKLY.format(CODES[day.weekday()])
        )
        for each in (single, series):
            crowd(each, ENTRIES // 50 - 1)


def _start_page(town: Kommune) -> None:
    """The start page as the look shows it."""
    example = content_page(town, "So lief es dort", slug="laden")
    logo = image(town, "Logo")
    supporters = [
        Supporter.objects.create(site=town.site, name=name, logo=logo)
        for name in ("Land", "Stiftung", "Netzwerk")
    ]
    page = HomePage.objects.get(pk=town.site.root_page.pk)
    quote = {"text": "Wir haben den Schlüssel.", "name": "Klimaschutz", "organisation": "Stadt"}
    practice = {"town": "Bochum", "title": "Vier Wochen Laden", "text": "<p>Ein Versuch.</p>"}
    page.body = [
        *((child.block_type, child.value) for child in page.body if child.block_type != "news"),
        (
            "columns",
            {
                "left": [
                    ("quote", quote),
                    ("download", {"document": document(town, "Klimaschutz lokal")}),
                ],
                "right": [("news", {"heading": "Aktuelles", "number": 3})],
            },
        ),
        ("good_practice", {**practice, "scene": "bunter-laden", "page": example}),
        ("logos", {"heading": "funded", "supporters": supporters}),
    ]
    page.save_revision(clean=False).publish()


def _neighbours(town: Kommune, number: int) -> None:
    """Tenants with nothing but a start page."""
    own = HomePage.objects.get(pk=town.site.root_page_id)
    crowd(own, number)
    Site.objects.bulk_create(
        Site(hostname=f"ort-{place}.example", root_page_id=key)
        for place, key in enumerate(
            HomePage.objects.exclude(pk=own.pk).values_list("pk", flat=True)
        )
    )
    root = Collection.get_first_root_node()
    Kommune.objects.bulk_create(
        Kommune(
            site=site,
            name=site.hostname,
            state=Kommune.State.LIVE,
            collection=root.add_child(name=site.hostname),
        )
        for site in Site.objects.filter(hostname__startswith="ort-")
    )
