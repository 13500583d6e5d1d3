"""Asks one case in the world, names what crossed a border, and puts everything back.

Since everything is put back, a request that was asked before gets the same answer again. Within
one address it is asked once, and every case that sends it shares what came of it.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import TestCase

from tests.isolation.arguments import path_of, variants
from tests.isolation.birds import Owner, birds_in
from tests.isolation.borders import Watch, files_stay, hidden_on, shown, told
from tests.isolation.cases import Case, Visitor
from tests.isolation.door import WITH_BODY, Door, Request
from tests.isolation.forms import Fields, Form, asked_for, forged, form_in
from tests.isolation.world import World


@dataclass(frozen=True)
class Outcome:
    """What came of one request."""

    problems: list[str]
    of_the_host: frozenset[str]  # what it told and changed of the town whose host was asked
    form: Form  # the page's own form, an empty one if there is none


@dataclass
class Runner:
    world: World
    counts: Counter = field(default_factory=Counter)
    _outcomes: dict[tuple[Request, bool], Outcome] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.door = Door(self.world)
        self.watch = Watch.begin()

    def begin(self) -> None:
        """Count from nought, ask everything anew."""
        self.counts.clear()
        self._outcomes.clear()
        self.door.renew()

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

    def _ask_with_and_without_query(self, case: Case, path: str) -> Iterator[str]:
        if case.method == "GET":
            query = asked_for(case.owner)
            yield from self.ask(case.visitor, "GET", path)
            yield from self.ask(case.visitor, "GET", path, query=query)
            yield from self.ask(case.visitor, "GET", path, query={"export": "csv", "q": query["q"]})
        elif case.method in WITH_BODY:
            sent = self.form(case.visitor, path).fields or forged(case.owner)
            yield from self.ask(case.visitor, case.method, path, body=sent)
        else:
            yield from self.ask(case.visitor, case.method, path)

    def form(self, visitor: Visitor, path: str) -> Form:
        """The address's own form, as the visitor gets it; an empty one if there is none."""
        return self._outcome(Request.of(visitor, "GET", path)).form

    def ask(
        self,
        visitor: Visitor,
        method: str,
        path: str,
        *,
        query: dict[str, str] | None = None,
        body: Fields | None = None,
        looks_again: bool = False,
    ) -> list[str]:
        """Send one request; return what crossed a border.

        Args:
            looks_again: GET the same path afterwards, as previews are read.
        """
        request = Request.of(visitor, method, path, query, body)
        outcome = self._outcome(request, looks_again)
        if visitor is not Visitor.ABROAD:
            return outcome.problems
        stranger = self._outcome(replace(request, visitor=Visitor.ANONYMOUS), looks_again)
        more = sorted(outcome.of_the_host - stranger.of_the_host)
        return [*outcome.problems, *(f"a stranger is not told: {each}" for each in more)]

    def _outcome(self, request: Request, looks_again: bool = False) -> Outcome:
        if (request, looks_again) in self._outcomes:
            self.counts["requests that had been asked before"] += 1
        else:
            self._outcomes[request, looks_again] = self._send(request, looks_again)
        return self._outcomes[request, looks_again]

    def _send(self, request: Request, looks_again: bool) -> Outcome:
        mail.outbox.clear()
        with transaction.atomic():
            with (
                self.watch.looking(),
                files_stay() as deleted,
                TestCase.captureOnCommitCallbacks(execute=True),
            ):
                response = self.door.answer(request)
                error = self.door.error
                answer = told(response, mail.outbox)
                if looks_again:
                    again = replace(request, method="GET", query="", body="")
                    answer += told(self.door.answer(again), [])
            problems, of_the_host = self._crossed(request, answer, deleted)
            transaction.set_rollback(True)
        if self.watch.written:
            cache.clear()
        if response.status_code >= 500:
            problems.append(f"answered {response.status_code}: {error!r}")
        self.counts[f"requests answered {response.status_code // 100}xx"] += 1
        of_the_host.append(f"answer {response.status_code}")
        return Outcome(problems, frozenset(of_the_host), _form_of(response))

    def _crossed(
        self, request: Request, answer: str, deleted: list[str]
    ) -> tuple[list[str], list[str]]:
        """What crossed a border; and the same of the town whose host was asked."""
        host, changes = request.host, self.watch.changes()
        problems = [
            f"shows {each}"
            for owner in hidden_on(host)
            for each in sorted(shown(self.world, answer, request.words, owner))
        ]
        problems += [f"changes {each}" for change in changes for each in change.crossed(host)]
        problems += [
            f"deletes the file {name}"
            for name in deleted
            if any(birds_in(name, owner) for owner in Owner if owner != host)
        ]
        of_the_host = [f"shows {each}" for each in shown(self.world, answer, request.words, host)]
        of_the_host += [f"changes {change.row}" for change in changes]
        return problems, of_the_host


def _form_of(response: HttpResponse) -> Form:
    if response.status_code != 200 or response.streaming or not response.content:
        return Form()
    html = response.content.decode(errors="replace")
    if response.headers["Content-Type"].startswith("application/json"):  # a dialog's
        answer = json.loads(html)
        html = answer.get("html") or "" if isinstance(answer, dict) else ""
    return form_in(html)
