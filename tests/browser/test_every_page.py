"""Every page that a link of a town leads to, as visitors meet it, wide and narrow.

That no page asks a foreign host, sets a cookie or writes an error is seen by the fixtures.
"""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urldefrag, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.factories.mitmachkarte import InitiativePageFactory
from tests.factories.termintipps import event

NO_PAGES = (".ics", ".atom", ".json", ".geojson", ".pdf")
SCROLLS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# By the attribute, because the links of a drawing (SVG) have no text as `href`.
ADDRESSES = "all => all.map(a => new URL(a.getAttribute('href'), document.baseURI).href)"


@pytest.fixture
def lively_town(town):
    """A town with an initiative and its event, so that each kind of page is there."""
    InitiativePageFactory(town=town, title="Fahrradküche")
    event(town, "Flickabend", start_date=timezone.localdate() + timedelta(days=3))
    return town


def walk(page: Page, start: str) -> Iterator[str]:
    """Follow every link of the host, each address once; the page stands on what is yielded."""
    waiting, known = [start], {start}
    while waiting:
        url = waiting.pop(0)
        response = page.goto(url)
        assert response.status == 200, url
        yield url
        links = page.eval_on_selector_all("a[href]:not([download])", ADDRESSES)
        for link in links:
            address = urlsplit(urldefrag(link)[0])._replace(query="").geturl()
            if address.startswith(start) and address not in known and not skips(address):
                known.add(address)
                waiting.append(address)


def skips(address: str) -> bool:
    path = urlsplit(address).path
    return path.startswith("/admin/") or path.endswith(NO_PAGES)


@pytest.mark.parametrize("device", ["page", "phone"])
def test_every_page_is_open_to_everyone(request, device, lively_town, axe):
    page = request.getfixturevalue(device)

    for url in walk(page, lively_town.root_url + "/"):
        axe(page)
        assert page.evaluate(SCROLLS) == 0, f"{url} is wider than the screen"
        assert page.locator("h1").count() == 1, url
        assert page.locator("html").get_attribute("lang") == "de", url


def test_links_lead_to_every_page_of_the_contract(page, lively_town):
    paths = {urlsplit(url).path for url in walk(page, lively_town.root_url + "/")}

    assert paths >= {
        "/",
        "/mitmachkarte/",
        "/mitmachkarte/fahrradkuche/",
        "/termintipps/",
        "/termintipps/flickabend/",
        "/aktuelles/",
        "/gut-zu-wissen/",
        "/impressum/",
        "/datenschutz/",
        "/barrierefreiheit/",
        "/barriere-melden/",
    }


def test_the_path_through_the_pages_needs_no_script(visitor, lively_town):
    page = visitor(java_script_enabled=False)

    page.goto(lively_town.root_url + "/")
    page.get_by_role("link", name="Mitmachkarte").first.click()
    page.get_by_role("link", name="Fahrradküche").first.click()

    assert page.get_by_role("heading", level=1).inner_text() == "Fahrradküche"
