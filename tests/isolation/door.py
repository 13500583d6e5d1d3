"""The house's door: a request goes in as a visitor's browser would send it, an answer comes out.

Django's test client copies the context of every template and keeps cookies for the next request.
Tens of thousands of requests can do without the first, and may not have the second.
"""

import sys
from dataclasses import dataclass, field

from django.core.signals import got_request_exception
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.utils.http import urlencode

from kommunen.people.sessions import SITE
from tests.isolation.birds import Owner
from tests.isolation.cases import Visitor
from tests.isolation.forms import Fields
from tests.isolation.world import HOSTS, World

WITH_BODY = {"POST", "PUT", "PATCH"}
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Request:
    visitor: Visitor
    host: Owner
    method: str
    path: str
    query: str = ""
    body: str = ""

    @classmethod
    def of(
        cls,
        visitor: Visitor,
        method: str,
        path: str,
        query: dict[str, str] | None = None,
        body: Fields | None = None,
    ) -> "Request":
        """By a visitor on the host where this visitor asks."""
        sent = urlencode(body or {}, doseq=True) if method in WITH_BODY else ""
        return cls(visitor, visitor.home, method, path, urlencode(query or {}), sent)

    @property
    def words(self) -> str:
        """Whatever the request itself says, and an answer may therefore repeat."""
        return f"{self.path}\n{self.query}\n{self.body}"


class _Handler(ClientHandler):
    """Keeps what broke the last request."""

    error: BaseException | None = None

    def __init__(self):
        super().__init__(enforce_csrf_checks=False)
        got_request_exception.connect(self._note_error)

    def _note_error(self, sender, request, **kwargs) -> None:
        self.error = sys.exc_info()[1]


@dataclass
class Door:
    world: World
    _handler: _Handler = field(default_factory=_Handler)
    _factory: RequestFactory = field(default_factory=RequestFactory)
    _cookies: dict[Visitor, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for visitor in Visitor:
            client = Client()
            if visitor.roles:
                client.force_login(self.world.people[visitor.works_for, visitor.roles])
                session = client.session
                session[SITE] = self.world.kommunen[visitor.works_for].site_id  # as signing in does
                session.save()
            cookies = client.cookies.values()
            self._cookies[visitor] = "; ".join(f"{each.key}={each.coded_value}" for each in cookies)

    def renew(self) -> None:
        """Set up the middleware anew: it keeps hold of what it is made of."""
        self._handler = _Handler()

    @property
    def error(self) -> BaseException | None:
        """What broke the last request, if it was answered 500."""
        return self._handler.error

    def answer(self, asked: Request) -> HttpResponse:
        self._handler.error = None
        host = HOSTS[asked.host]
        request = self._factory.generic(
            asked.method,
            asked.path,
            asked.body,
            content_type=FORM,
            headers={
                "host": host,
                "origin": f"https://{host}",
                "cookie": self._cookies[asked.visitor],
            },
            QUERY_STRING=asked.query,
        )
        return self._handler(request.environ)
