"""Which tenant answers to a host, and what strangers see."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kommunen.hosts import HOSTNAME, normalise_hostname, validate_origin
from kommunen.models import HostAlias, Kommune

pytestmark = pytest.mark.django_db


def test_a_town_answers_on_its_own_host(client, town):
    response = client.get("/", headers={"host": "musterstadt.example"})

    assert response.status_code == 200
    assert "Musterstadt" in response.content.decode()


@pytest.mark.parametrize("host", ["musterstadt.example:8000", "MUSTERSTADT.example"])
def test_port_and_case_do_not_matter(client, town, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["fremd.example", "musterstadt.example.fremd.example", "", "a b"])
def test_a_host_of_no_tenant_gets_no_page(client, town, host):
    assert client.get("/", headers={"host": host}).status_code in {400, 404}


def test_an_alias_sends_visitors_on_with_path_and_query(client, town):
    HostAlias.objects.create(kommune=town, hostname="alt.example")

    response = client.get("/mitmachkarte/?q=garten", headers={"host": "alt.example"})

    assert response.status_code == 301
    assert response.url == "https://musterstadt.example/mitmachkarte/?q=garten"


def test_a_paused_town_shows_a_notice_but_keeps_its_admin(client, town):
    Kommune.objects.update(state=Kommune.State.PAUSED)

    pages = client.get("/", headers={"host": "musterstadt.example"})
    admin = client.get("/admin/login/", headers={"host": "musterstadt.example"})

    assert (pages.status_code, admin.status_code) == (503, 200)
    assert "Pause" in pages.content.decode()


def test_an_archived_town_is_not_found(client, town):
    Kommune.objects.update(state=Kommune.State.ARCHIVED)

    assert client.get("/", headers={"host": "musterstadt.example"}).status_code == 404


def test_search_engines_stay_out_until_a_town_is_live(client, town):
    def robots():
        response = client.get("/", headers={"host": "musterstadt.example"})
        return response.headers.get("X-Robots-Tag")

    assert robots() is None
    Kommune.objects.update(state=Kommune.State.PREPARING)
    assert robots() == "noindex"


def test_the_tenant_costs_one_query(client, town, django_assert_num_queries, rf):
    from kommunen.middleware import TenantMiddleware

    def settings_are_there_too(request):
        return request.kommune.settings.brand_colour, request._wagtail_site.root_page.title

    request = rf.get("/", headers={"host": "musterstadt.example"})
    with django_assert_num_queries(1):
        TenantMiddleware(lambda request: settings_are_there_too(request) and _Response())(request)


class _Response:
    headers: dict = {}


@given(st.text(max_size=80))
def test_whatever_is_typed_a_host_name_is_well_formed_or_refused(text):
    try:
        hostname = normalise_hostname(text)
    except ValidationError:
        return
    assert HOSTNAME.match(hostname)
    assert normalise_hostname(hostname) == hostname


def test_umlauts_become_punycode():
    assert normalise_hostname("Mönchengladbach.Example") == "xn--mnchengladbach-vpb.example"


@pytest.mark.parametrize(
    "origin",
    [
        "https://www.stadt.example; script-src *",
        "https://www.stadt.example/karte",
        "javascript:alert(1)",
        "https://",
        "*",
        "https://stadt.example\n",
        "https://stadt.example http://boese.example",
    ],
)
def test_nothing_but_an_origin_reaches_the_embed_header(origin):
    with pytest.raises(ValidationError):
        validate_origin(origin)


@pytest.mark.parametrize("origin", ["https://www.stadt.example", "http://localhost:8080"])
def test_an_origin_may_embed(origin):
    validate_origin(origin)
