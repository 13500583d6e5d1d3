"""The web as tests have it: foreign pages without a network, and servers on the own machine.

    def test_reads_a_calendar(web):
        web["https://verein.example/termine.ics"] = Answer(b"BEGIN:VCALENDAR …")

`web` replaces one hop of `kommunen.fetching`: addresses, redirects and statuses are still judged
by the real code. `own_machine_is_public` lets the real code reach a server on this machine;
nothing but a test can do that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address

import pytest
from urllib3 import HTTPHeaderDict

from kommunen.fetching import addresses, fetching
from kommunen.fetching.addresses import Address
from kommunen.fetching.errors import FetchError, Unreachable
from kommunen.fetching.fetching import Fetched

A_PUBLIC_IP = "93.184.215.14"


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Web(dict[str, "Answer | FetchError"]):
    """Address → what answers there; an error is raised. `asked` keeps address and headers."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, Mapping[str, str]]] = []

    def hop(self, address: Address, headers: Mapping[str, str], limits, until) -> Fetched:
        address.public_ips()
        self.asked.append((address.url, dict(headers)))
        answer = self.get(address.url, Unreachable(f"“{address.host}” antwortet nicht."))
        if isinstance(answer, FetchError):
            raise answer
        etag = answer.headers.get("ETag")
        if etag and headers.get("If-None-Match") == etag:
            answer = Answer(status=304, headers=answer.headers)
        return Fetched(address.url, answer.status, HTTPHeaderDict(answer.headers), answer.body)


@pytest.fixture
def web(monkeypatch) -> Iterator[Web]:
    """Foreign pages; every name leads to a public address, nothing leaves the machine."""
    made = Web()
    monkeypatch.setattr(addresses, "look_up", _look_up_without_network)
    monkeypatch.setattr(fetching, "_one_hop", made.hop)
    return made


@pytest.fixture
def own_machine_is_public(monkeypatch) -> None:
    """Let `*.localhost` on any port be fetched, and nothing else that is not public."""
    monkeypatch.setattr(addresses, "PORTS", range(1, 65_536))
    monkeypatch.setattr(addresses, "look_up", _look_up_without_network)
    is_public = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda ip: ip == "127.0.0.1" or is_public(ip))


def _look_up_without_network(host: str, port: int) -> list[str]:
    if host == "localhost" or host.endswith(".localhost"):
        return ["127.0.0.1"]
    try:
        return [str(ip_address(host))]
    except ValueError:
        return [A_PUBLIC_IP]
