import json
import logging
import sys

import pytest

from config.logs import JsonLine, logging_to_stdout


def record(message, *args, exc_info=None):
    return logging.LogRecord("home", logging.ERROR, __file__, 1, message, args, exc_info)


def test_json_is_one_line_for_each_event():
    line = JsonLine().format(record("Zeile eins\n%s", "zwei"))

    assert "\n" not in line
    assert json.loads(line)["message"] == "Zeile eins\nzwei"
    assert json.loads(line)["level"] == "ERROR"


def test_json_carries_the_traceback():
    try:
        raise ValueError("zu spät")
    except ValueError:
        line = JsonLine().format(record("failed", exc_info=sys.exc_info()))

    assert "ValueError: zu spät" in json.loads(line)["exception"]


def test_everything_goes_to_standard_output_once():
    config = logging_to_stdout(form="json")

    assert config["root"]["handlers"] == ["stdout"]
    assert config["loggers"]["django"]["handlers"] == []


@pytest.mark.parametrize(
    ("wanted", "told"), [("INFO", "WARNING"), ("ERROR", "ERROR"), ("DEBUG", "DEBUG")]
)
def test_the_many_lines_of_pages_being_written_are_for_debugging(wanted, told):
    loggers = logging_to_stdout(level=wanted)["loggers"]

    assert {loggers["wagtail"]["level"], loggers["django_tasks"]["level"]} == {told}
