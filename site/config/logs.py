"""What the server writes to its standard output: one line for each event, nobody's address.

Nothing here logs IP addresses, query strings or form values; `gunicorn` keeps no access log.
"""

import json
import logging
from datetime import UTC, datetime

CHATTERING = ("wagtail", "django_tasks")
PLAIN = "{asctime} {levelname} {name}: {message}"


class JsonLine(logging.Formatter):
    """One JSON object for each event, for machines that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def logging_to_stdout(level: str = "INFO", form: str = "plain") -> dict:
    """Return Django's `LOGGING` for the given lowest level and form ("plain" or "json")."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": PLAIN, "style": "{"},
            "json": {"()": JsonLine},
        },
        "handlers": {
            "stdout": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": form,
            },
        },
        "root": {"handlers": ["stdout"], "level": level},
        "loggers": {
            # Django would mail errors to ADMINS and print to stderr; the root's handler is enough.
            "django": {"handlers": [], "level": level, "propagate": True},
            # They tell of every page that is written; of a new town nothing else could be read.
            **dict.fromkeys(CHATTERING, {"level": _at_least("WARNING", level)}),
        },
    }


def _at_least(lowest: str, level: str) -> str:
    """The higher of two levels; who asks for DEBUG gets everything."""
    if level == "DEBUG":
        return level
    return max(lowest, level, key=logging.getLevelNamesMapping().get)
