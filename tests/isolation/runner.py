"""Asks one case in the world, names what crossed a border, and puts everything back."""

from collections import Counter
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, TestCase
from django.utils.http import urlencode

from tests.isolation.arguments import path_of, variants
from tests.isolation.birds import Owner, birds_in
from tests.isolation.borders import Watch, files_stay, shown, told
from tests.isolation.cases import Case, Visitor
from tests.isolation.forms import Fields, Form, asked_for, forged, form_in
from tests.isolation.world import HOSTS, World

WITH_BODY = {"POST", "PUT", "PATCH"}
FORM = "application/x-www-form-urlencoded"


@dataclass
class Runner:
    world: World
    counts: Counter = field(default_factory=Counter)
    _cookies: dict[Visitor, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for visitor in Visitor:
            client = Client()
            if visitor.role:
                client.force_login(self.world.people[visitor.home, visitor.role])
            self._cookies[visitor] = client.cookies.output(header="", sep=";")
        self.watch = Watch.begin()

    def run(self, case: Case) -> list[str]:
        """What crossed a border, in words; empty if all is well. Nothing is left changed."""
        self.counts["cases"] += 1
        problems = []
        for variant in variants(case.address):
            path = path_of(case.address, variant, self.world, case.owner)
            if path is None:
                self.counts["left out: this owner has no such thing"] += 1
                continue
            problems += self._ask_with_and_without_query(case, path)
        return [f"{case}: {problem}" for problem in problems]

    def _ask_with_and_without_query(self, case: Case, path: str) -> list[str]:
        if case.method == "GET":
            query = asked_for(case.owner)
            return [
                *self.ask(case.visitor, "GET", path),
                *self.ask(case.visitor, "GET", path, query=query),
                *self.ask(case.visitor, "GET", path, query={"export": "csv", "q": query["q"]}),
            ]
        if case.method not in WITH_BODY:
            return self.ask(case.visitor, case.method, path)
        sent = self.form(case.visitor, path).fields or forged(case.owner)
        return self.ask(case.visitor, case.method, path, body=sent)

    def form(self, visitor: Visitor, path: str) -> Form:
        """The address's own form, as the visitor gets it; an empty one if there is none."""
        with transaction.atomic():
            response = self.answer(visitor, visitor.home, "GET", path)
            transaction.set_rollback(True)
        has_form = response.status_code == 200 and not response.streaming
        return form_in(response.content.decode(errors="replace")) if has_form else Form()

    def ask(
        self,
        visitor: Visitor,
        method: str,
        path: str,
        *,
        query: dict | None = None,
        body: Fields | None = None,
        host: Owner | None = None,
        looks_again: bool = False,
    ) -> list[str]:
        """Send one request; return what crossed a border.

        Args:
            looks_again: GET the same path afterwards, as previews are read.
        """
        home = host or visitor.home
        mail.outbox.clear()
        with transaction.atomic():
            with (
                self.watch.looking(),
                files_stay() as deleted,
                TestCase.captureOnCommitCallbacks(execute=True),
            ):
                response = self.answer(visitor, home, method, path, query, body)
                answer = told(response, mail.outbox)
                if looks_again:
                    answer += told(self.answer(visitor, home, "GET", path), [])
            problems = self._crossed(visitor, answer, f"{path}\n{query}\n{body}")
            problems += [
                f"deletes the file {name}"
                for name in deleted
                if any(birds_in(name, owner) for owner in visitor.may_not_change)
            ]
            transaction.set_rollback(True)
        if self.watch.written:
            cache.clear()
        if response.status_code >= 500 and method not in WITH_BODY:
            problems.append(f"answered {response.status_code}: {response.exc_info[1]!r}")
        self.counts[f"requests answered {response.status_code // 100}xx"] += 1
        return problems

    def _crossed(self, visitor: Visitor, answer: str, request: str) -> list[str]:
        problems = []
        for owner in visitor.may_not_see:
            problems += [
                f"shows {each}" for each in sorted(shown(self.world, answer, request, owner))
            ]
        changes = self.watch.changes(visitor.may_not_change, visitor.may_not_see)
        return problems + [f"changes {each}" for each in changes]

    def answer(
        self,
        visitor: Visitor,
        host: Owner,
        method: str,
        path: str,
        query: dict | None = None,
        body: Fields | None = None,
    ) -> HttpResponse:
        # A client of its own for each request: no cookie of one case reaches the next.
        client = Client(raise_request_exception=False, headers={"host": HOSTS[host]})
        client.cookies = SimpleCookie(self._cookies[visitor])
        data = urlencode(body or {}, doseq=True) if method in WITH_BODY else ""
        return client.generic(
            method,
            path,
            data,
            content_type=FORM,
            query_params=query,
            headers={"origin": f"https://{HOSTS[host]}"},
        )
