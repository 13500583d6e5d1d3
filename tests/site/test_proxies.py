"""The spam guards count by address; nobody may pick the address they are counted by."""

import pytest
from django.core.exceptions import MiddlewareNotUsed

from config.proxies import ClientAddressMiddleware


def address_seen(rf, settings, forwarded: str | None, proxies: int) -> str:
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", headers={"x-forwarded-for": forwarded} if forwarded else None)
    return ClientAddressMiddleware(lambda request: request.META["REMOTE_ADDR"])(request)


@pytest.mark.parametrize(
    ("forwarded", "proxies", "visitor"),
    [
        ("203.0.113.7", 1, "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", 1, "203.0.113.7"),  # the visitor made up the first one
        ("203.0.113.7, 10.0.0.2", 2, "203.0.113.7"),
        ("203.0.113.7", 2, "127.0.0.1"),  # came past the outer proxy: believe nothing
        (None, 1, "127.0.0.1"),
    ],
)
def test_believes_only_our_own_proxies(rf, settings, forwarded, proxies, visitor):
    assert address_seen(rf, settings, forwarded, proxies) == visitor


def test_stays_out_of_the_way_without_a_proxy(settings):
    settings.TRUSTED_PROXIES = 0

    with pytest.raises(MiddlewareNotUsed):
        ClientAddressMiddleware(lambda request: None)
