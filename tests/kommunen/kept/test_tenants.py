"""The tenant of a request is kept as well, and is never an old one."""

import pytest

from kommunen.lifecycle.states import pause
from kommunen.models import Kommune, Role
from tests.factories.kommunen import image

pytestmark = pytest.mark.django_db


def test_a_made_page_reads_the_tenant_by_one_small_query(
    client_for, town, page, django_assert_max_num_queries
):
    client = client_for(town)
    client.get("/seite/?wer=a")
    with django_assert_max_num_queries(9) as queries:
        client.get("/seite/?wer=b")

    about_towns = [each["sql"] for each in queries if "kommunen_kommune" in each["sql"]]
    assert len(about_towns) == 1
    assert "outline" not in about_towns[0]


def test_a_pause_shows_at_once(client_for, town, page, committed, operator):
    client = client_for(town)
    assert client.get("/seite/?x").status_code == 200
    with committed():
        pause(Kommune.objects.get(pk=town.pk), by=operator)

    assert client.get("/seite/?x").status_code == 503


def test_another_name_and_logo_show_at_once(client_for, town, page, committed):
    client = client_for(town)
    client.get("/seite/?x")
    with committed():
        kommune = Kommune.objects.get(pk=town.pk)
        kommune.name = "Neustadt"
        kommune.save()
        kommune.settings.logo = image(town, "Wappen")
        kommune.settings.save()
    seen = client.get("/seite/?x").content.decode()

    assert "Stadt Neustadt" in seen
    assert "wappen" in seen


def test_a_host_that_moved_on_is_no_tenant_any_more(client_for, town, page, committed):
    old = client_for(town)
    old.get("/seite/")
    with committed():
        town.site.hostname = "neu.example"
        town.site.save()

    assert old.get("/seite/").status_code == 404
    assert client_for(town).get("/seite/").status_code == 200


def test_what_one_request_does_to_its_tenant_no_other_sees(client_for, town, page, rf):
    from kommunen.kept.tenants import tenant_at

    tenant_at(town.site.hostname)
    tenant_at(town.site.hostname).name = "Nur hier"

    assert tenant_at(town.site.hostname).name == "Musterstadt"


def test_the_admin_knows_the_tenant_too(client_for, town, member):
    editor = client_for(town, member(town, Role.REDAKTION))

    assert [editor.get("/admin/").status_code for _visit in range(2)] == [200, 200]
