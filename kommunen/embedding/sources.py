"""Whether a foreign page's Content-Security-Policy lets it load from us (CSP 3, section 6.7.2)."""

from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

PORTS = {"http": 80, "https": 443}
FALLBACKS = {
    "frame-src": ("frame-src", "child-src", "default-src"),
    "script-src": ("script-src-elem", "script-src", "default-src"),
}


def allows(policies: Iterable[str], directive: str, url: str) -> bool:
    """Whether every policy lets the page load the address.

    Args:
        policies: As headers and `<meta>` have them; a header may hold several, by comma.
        directive: "frame-src" or "script-src", with what stands in for it.
    """
    each = (policy for header in policies for policy in header.split(","))
    return all(_allowed_by(_directives(policy), directive, url) for policy in each)


def matches(source: str, url: str) -> bool:
    """Whether one source expression covers an address; keywords like 'self' cover none of ours."""
    source = source.lower()
    if source == "*":
        return True
    address = urlsplit(url)
    if source.endswith(":") and "/" not in source:
        return source[:-1] == address.scheme
    scheme, _, rest = source.rpartition("://")
    host, _, path = rest.partition("/")
    name, _, port = host.partition(":")
    return (
        (not scheme or scheme == address.scheme or (scheme, address.scheme) == ("http", "https"))
        and _is_host(name, address.hostname or "")
        and _is_port(port, address)
        and (not path or f"/{path}" == address.path or _is_folder(f"/{path}", address.path))
    )


def _directives(policy: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        found.setdefault(name.lower(), sources)  # of two alike the first counts
    return found


def _allowed_by(policy: dict[str, list[str]], directive: str, url: str) -> bool:
    for name in FALLBACKS[directive]:
        if name in policy:
            return any(matches(source, url) for source in policy[name])
    return True


def _is_host(pattern: str, host: str) -> bool:
    if pattern.startswith("*."):
        return host.endswith(pattern[1:])
    return pattern == host


def _is_port(pattern: str, address: SplitResult) -> bool:
    usual = PORTS.get(address.scheme)
    port = address.port or usual
    return pattern in ("*", str(port)) or (not pattern and port == usual)


def _is_folder(pattern: str, path: str) -> bool:
    return pattern.endswith("/") and path.startswith(pattern)
