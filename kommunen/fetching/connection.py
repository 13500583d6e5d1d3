"""One request to addresses that are already checked: urllib3 with its name look-up taken away."""

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cache
from http.client import HTTPException
from threading import Timer
from typing import Any

from django.utils.translation import gettext as _
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from .addresses import Address
from .errors import BadAnswer, TooSlow, Unreachable
from .limits import Limits

Dial = Callable[[HTTPConnection], socket.socket]


class _Pinned:
    """Mixed into urllib3's connections. Host header, SNI and certificate still go by the name."""

    def __init__(self, *args, dial: Dial, **kwargs):
        super().__init__(*args, **kwargs)
        self._dial = dial

    def _new_conn(self) -> socket.socket:
        return self._dial(self)  # type: ignore[arg-type]


class _PinnedHTTP(_Pinned, HTTPConnection):
    pass


class _PinnedHTTPS(_Pinned, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _PinnedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PinnedHTTPS


@contextmanager
def asked(
    address: Address, ips: list[str], headers: Mapping[str, str], limits: Limits, left_s: float
) -> Iterator[BaseHTTPResponse]:
    """Ask one of the IP addresses and hand out the answer, its body still on the wire.

    After `left_s` seconds the line is cut, whatever the other side does meanwhile: urllib3's own
    time-outs begin anew with every byte.

    Raises:
        Unreachable, TooSlow, BadAnswer: also for what goes wrong while the body is read.
    """
    line = _Line(ips, limits.connect_s)
    scissors = Timer(max(left_s, 0), line.cut)
    scissors.daemon = True
    with _pool(address, line.dial, limits) as pool:
        scissors.start()
        try:
            response = pool.request(
                "GET",
                address.target,
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
            )
            with closing(response):
                yield response
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise (TooSlow(address.host) if line.is_cut else _explained(error, address)) from error
        else:
            if line.is_cut:
                raise TooSlow(address.host)
        finally:
            scissors.cancel()
            line.cut()


def _pool(address: Address, dial: Dial, limits: Limits) -> HTTPConnectionPool:
    options: dict[str, Any] = {
        "timeout": Timeout(connect=limits.connect_s, read=limits.read_s),
        "dial": dial,
    }
    if address.scheme == "http":
        return _HTTPPool(address.host, address.port, **options)
    return _HTTPSPool(address.host, address.port, ssl_context=_trust(), **options)


@cache
def _trust() -> ssl.SSLContext:
    """The system's certificates; reading them takes longer than many an answer."""
    return ssl.create_default_context()


class _Line:
    """The socket, and a second handle on it by which it can be cut from another thread."""

    def __init__(self, ips: list[str], connect_s: float):
        self.ips = ips
        self.connect_s = connect_s
        self.is_cut = False
        self._handle: socket.socket | None = None

    def dial(self, connection: HTTPConnection) -> socket.socket:
        problem: OSError | None = None
        for ip in self.ips:
            if self.is_cut:
                break
            try:
                line = socket.create_connection((ip, connection.port), self.connect_s)
            except OSError as error:
                problem = error
                continue
            self._handle = line.dup()
            if self.is_cut:  # while we dialled
                self.cut()
            return line
        if isinstance(problem, TimeoutError):
            raise ConnectTimeoutError(connection, "Nobody picks up.") from problem
        raise NewConnectionError(connection, "Nobody picks up.") from problem

    def cut(self) -> None:
        self.is_cut = True
        if self._handle is None:
            return
        with suppress(OSError):  # the other side has hung up
            self._handle.shutdown(socket.SHUT_RDWR)
        self._handle.close()


def _explained(error: Exception, address: Address) -> Exception:
    if isinstance(error, NewConnectionError):  # to urllib3 one more time-out
        return Unreachable(_("“%(host)s” does not answer.") % {"host": address.host})
    if isinstance(error, ConnectTimeoutError | ReadTimeoutError | TimeoutError):
        return TooSlow(address.host)
    if isinstance(error, SSLError | ssl.SSLError):
        return Unreachable(
            _("“%(host)s” has no valid certificate for https.") % {"host": address.host}
        )
    if isinstance(error, DecodeError | HTTPError | HTTPException | ValueError):
        return BadAnswer(address.host)
    return Unreachable(_("“%(host)s” does not answer.") % {"host": address.host})
