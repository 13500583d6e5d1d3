"""Two addresses for the machines that watch us: is it alive, can it serve?

They answer before every other middleware: on any host name, without a redirect to https and
without a tenant.
"""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from inbox.models import OutgoingMail

logger = logging.getLogger(__name__)


class HealthMiddleware:
    """Answer `/health/live` and `/health/ready`; hand everything else on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.answers = {"/health/live": live, "/health/ready": ready}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answers.get(request.path_info)
        return answer() if answer else self.get_response(request)


def live() -> JsonResponse:
    """The process answers. Whoever restarts it when it does not must not ask anybody else."""
    return JsonResponse({"status": "ok"})


def ready() -> JsonResponse:
    """Everything a page needs answers: 200; else 503 and the name of what does not.

    The reason stays in the log: who asks for our health need not know our inside.
    """
    failing = [name for name, check in CHECKS.items() if not _passes(name, check)]
    if failing:
        return JsonResponse({"status": "failing", "failing": failing}, status=503)
    return JsonResponse({"status": "ok"})


def _passes(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:  # whatever it is, a watcher wants an answer
        logger.exception("Not ready: %s", name)
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _cache() -> None:
    cache.set("health", "ok", timeout=10)
    if cache.get("health") != "ok":
        raise RuntimeError("The cache forgets what it was told.")


def _queue() -> None:
    if OutgoingMail.objects.overdue(timezone.now()).exists():
        raise RuntimeError("Mail has been due for an hour: run_due does not run.")


CHECKS = {"database": _database, "cache": _cache, "queue": _queue}
