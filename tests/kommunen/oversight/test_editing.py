"""The operator's list of tenants."""

import pytest
from django.urls import reverse

from kommunen.models import Kommune, Role

pytestmark = pytest.mark.django_db


def form(**changes):
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    inlines = ("aliases", "embed_hosts")
    data = {f"{name}-{key}": value for name in inlines for key, value in empty.items()}
    return {"name": "Musterstadt", "state": "live", **data, **changes}


def test_the_operator_sees_all_tenants(client_for, town, other_town, operator):
    page = client_for(town, operator).get(reverse("kommune:index")).content.decode()

    assert "Stadt Musterstadt" in page
    assert "Stadt Nachbarstadt" in page


def test_the_operator_names_a_host_that_may_embed(client_for, town, operator):
    response = client_for(town, operator).post(
        reverse("kommune:edit", args=[town.pk]),
        form(**{"embed_hosts-TOTAL_FORMS": 1, "embed_hosts-0-origin": "https://www.stadt.example"}),
    )

    assert response.status_code == 302
    assert [str(host) for host in town.embed_hosts.all()] == ["https://www.stadt.example"]


def test_a_wrong_origin_is_refused(client_for, town, operator):
    client_for(town, operator).post(
        reverse("kommune:edit", args=[town.pk]),
        form(**{"embed_hosts-TOTAL_FORMS": 1, "embed_hosts-0-origin": "https://x.example; *"}),
    )

    assert not town.embed_hosts.exists()


def test_no_tenant_is_deleted_in_the_admin(client_for, town, operator):
    client_for(town, operator).post(reverse("kommune:delete", args=[town.pk]))

    assert Kommune.objects.filter(pk=town.pk).exists()


def test_an_alias_cannot_be_another_tenants_host(client_for, town, other_town, operator):
    client_for(town, operator).post(
        reverse("kommune:edit", args=[town.pk]),
        form(**{"aliases-TOTAL_FORMS": 1, "aliases-0-hostname": "nachbarstadt.example"}),
    )

    assert not town.aliases.exists()


def test_members_do_not_see_the_list(client_for, town, member):
    visitor = client_for(town, member(town, Role.VERWALTUNG))

    assert visitor.get(reverse("kommune:index")).status_code == 404
