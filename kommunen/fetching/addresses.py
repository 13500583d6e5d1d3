"""Which addresses may be asked at all: of the web, and of the public internet."""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Self
from urllib.parse import quote, urljoin, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kommunen.hosts import normalise_hostname

from .errors import BadAddress, NotPublic, Unreachable

DEFAULT_PORTS = {"http": 80, "https": 443}
PORTS = frozenset({80, 443, 8080, 8443})
"""Where web servers listen; a mail server or a database is not to be talked to."""

MAX_LENGTH = 2000  # characters of an address

# What `is_global` of some Python versions lets through although it leads back inside, or hides
# another address: benchmarks, protocol assignments, relays, NAT64, 6to4, Teredo, documentation.
_NOT_PUBLIC = """
    192.0.0.0/24 192.88.99.0/24 198.18.0.0/15 100.64.0.0/10
    2001::/23 2001:db8::/32 2002::/16 3fff::/20
"""
NOT_PUBLIC = tuple(ip_network(text) for text in _NOT_PUBLIC.split())
UNICAST_IPV6 = ip_network("2000::/3")
"""Global unicast (RFC 4291): not ::ffff:0:0/96, 64:ff9b::/96, fc00::/7, fe80::/10, ff00::/8."""

_ENDS_IN_A_NUMBER = re.compile(r"(?:\A|\.)(?:\d+|0x[0-9a-f]*)\Z")  # WHATWG URL, section 3.5
_NOT_IN_AN_ADDRESS = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the web, well-formed; who answers there is not yet known."""

    scheme: str
    host: str  # lower case, punycode; an IPv6 address without brackets
    port: int
    target: str  # path and query, as the request line has them

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read what somebody typed, or what a redirect says.

        Raises:
            BadAddress: with one sentence.
        """
        url = url.strip()
        if not url or len(url) > MAX_LENGTH or _NOT_IN_AN_ADDRESS.search(url):
            raise BadAddress(_("This is no address of a web page."))
        try:
            parts = urlsplit(url)
            port = DEFAULT_PORTS.get(parts.scheme) if parts.port is None else parts.port
        except ValueError as error:
            raise BadAddress(_("This is no address of a web page.")) from error
        if parts.scheme not in DEFAULT_PORTS:
            raise BadAddress(_("The address has to begin with “https://” or “http://”."))
        if "@" in parts.netloc:
            raise BadAddress(_("Leave out user name and password of the address."))
        host = _host(parts.hostname or "")
        if port not in PORTS:
            raise BadAddress(_("We only ask the usual ports of the web, not %s.") % port)
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        if parts.query:
            target += "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]|")
        return cls(parts.scheme, host, port, target)

    def onward(self, location: str) -> Self:
        """Where a redirect leads.

        Raises:
            BadAddress: with one sentence.
        """
        try:
            url = urljoin(self.url, location)
        except ValueError as error:
            raise BadAddress(_("This is no address of a web page.")) from error
        return self.parse(url)

    @property
    def origin(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{name}{port}"

    @property
    def url(self) -> str:
        return self.origin + self.target

    def public_ips(self) -> list[str]:
        """Look the host up, once, and return where to connect.

        Raises:
            Unreachable: nobody knows the name.
            NotPublic: one of its addresses is not public; then we take none of them.
        """
        ips = look_up(self.host, self.port)
        if not ips:
            raise Unreachable(_("Nobody knows the host “%(host)s”.") % {"host": self.host})
        if not all(is_public(ip) for ip in ips):
            raise NotPublic(self.host)
        return ips


def look_up(host: str, port: int) -> list[str]:
    """IP addresses of a host in the system's order; none if nobody knows it."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(text: str) -> bool:
    """Whether an IP address is one of the public internet and hides no other."""
    try:
        ip = ip_address(text)
    except ValueError:
        return False
    if any(ip in network for network in NOT_PUBLIC if network.version == ip.version):
        return False
    if isinstance(ip, IPv6Address):
        return ip.scope_id is None and ip in UNICAST_IPV6 and ip.is_global
    return _is_public_ipv4(ip)


def _is_public_ipv4(ip: IPv4Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _host(text: str) -> str:
    if ":" in text:  # urlsplit takes the brackets away
        return _literal(IPv6Address, text)
    try:
        host = normalise_hostname(text)
    except ValidationError as error:
        raise BadAddress(_("This is no address of a web page.")) from error
    # 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 to some resolvers; only 127.0.0.1 is to us.
    if _ENDS_IN_A_NUMBER.search(host):
        return _literal(IPv4Address, host)
    return host


def _literal(kind: type[IPv4Address] | type[IPv6Address], text: str) -> str:
    try:
        if "%" in text:  # names a network card of ours
            raise ValueError
        return str(kind(text))
    except ValueError as error:
        raise BadAddress(_("This is no address of a web page.")) from error
