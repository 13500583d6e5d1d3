"""From which network a request comes: what guards count by. Nobody stores it as it is."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The visitor's network: an IPv4 address, or the /64 of an IPv6 address; "" if unknown.

    Only REMOTE_ADDR is believed; the ready site's middleware puts the visitor there. A host
    project without one names the header of its own proxy in INBOX_CLIENT_ADDRESS_HEADER. Of a
    list the last entry counts, which that proxy added itself.
    """
    header = getattr(settings, "INBOX_CLIENT_ADDRESS_HEADER", None)
    text = request.headers.get(header, "") if header else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text.rpartition(",")[2].strip())
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ip_network((address.packed[:8] + bytes(8), 64)))
