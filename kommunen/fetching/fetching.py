"""Fetch one address of the web, redirects included."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from django.conf import settings
from urllib3 import BaseHTTPResponse

from .addresses import Address
from .connection import asked
from .errors import BadAnswer, BadStatus, TooLarge, TooManyRedirects, TooSlow
from .limits import Limits

REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
AT_ONCE = 65_536  # bytes read at a time, unpacked


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer; of one that says “not modified” the body is empty."""

    url: str  # of the last hop
    status: int
    headers: Mapping[str, str]  # asked for in any case of letters
    body: bytes
    hops: tuple[str, ...] = ()  # addresses that sent us on

    @property
    def is_not_modified(self) -> bool:
        return self.status == NOT_MODIFIED

    @property
    def etag(self) -> str:
        return self.headers.get("ETag", "")

    @property
    def last_modified(self) -> str:
        return self.headers.get("Last-Modified", "")


def fetch(
    url: str,
    *,
    accept: str = "*/*",
    etag: str = "",
    last_modified: str = "",
    limits: Limits | None = None,
) -> Fetched:
    """Ask a foreign host as its visitor would, without cookies.

    Args:
        etag, last_modified: What the answer before said; then “not modified” may come back.

    Raises:
        FetchError: with one sentence for people. Statuses from 400 on are errors too (BadStatus).
    """
    limits = limits or Limits()
    until = monotonic() + limits.total_s
    headers = {
        "Accept": accept,
        "Accept-Encoding": "gzip, deflate",
        "User-Agent": f"MehrWert-Baukasten (+{settings.WAGTAILADMIN_BASE_URL})",
    }
    headers |= {"If-None-Match": _line(etag)} if etag else {}
    headers |= {"If-Modified-Since": _line(last_modified)} if last_modified else {}

    address = Address.parse(url)
    hops: list[str] = []
    while True:
        answer = _one_hop(address, headers, limits, until)
        onward = answer.headers.get("Location")
        if answer.status not in REDIRECTS or not onward:
            break
        if len(hops) == limits.redirects:
            raise TooManyRedirects(address.host)
        hops.append(address.url)
        address = address.onward(onward)
    if not (200 <= answer.status < 300 or answer.status == NOT_MODIFIED):
        raise BadStatus(address.host, answer.status)
    return Fetched(address.url, answer.status, answer.headers, answer.body, tuple(hops))


def _one_hop(address: Address, headers: Mapping[str, str], limits: Limits, until: float) -> Fetched:
    ips = address.public_ips()
    left_s = until - monotonic()
    if left_s <= 0:
        raise TooSlow(address.host)
    with asked(address, ips, headers, limits, left_s) as response:
        # Of a redirect or an error nobody reads the body.
        body = _body(response, address, limits) if 200 <= response.status < 300 else b""
        return Fetched(address.url, response.status, response.headers, body)


def _body(response: BaseHTTPResponse, address: Address, limits: Limits) -> bytes:
    announced = response.headers.get("Content-Length", "0")
    if not announced.isdecimal():
        raise BadAnswer(address.host)
    if int(announced) > limits.max_bytes:
        raise TooLarge(address.host, limits.max_bytes)
    body = bytearray()
    for piece in response.stream(AT_ONCE, decode_content=True):
        body += piece
        if max(len(body), response.tell()) > limits.max_bytes:
            raise TooLarge(address.host, limits.max_bytes)
    return bytes(body)


def _line(text: str) -> str:
    """A foreign host's own words, given back to it: never more than one header."""
    return "".join(sign for sign in text if sign.isprintable())
