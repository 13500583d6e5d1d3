import subprocess
import sys
import time
from pathlib import Path

import pytest

from kommunen.tables import BadFile

from .conftest import shown
from .hostile import REFUSED, TAMED

REPO = Path(__file__).parents[3]
SECONDS = 10
MEMORY = 512 * 1024  # KiB


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_calendar_gets_a_sentence(read, name):
    content, sentence = REFUSED[name]
    begun = time.perf_counter()

    try:
        found = read(content)
    except BadFile as error:
        told = str(error)
    else:
        told = " ".join(f"{each.where}: {each.message}" for each in found.problems)

    assert sentence in told
    assert time.perf_counter() - begun < SECONDS


@pytest.mark.parametrize("name", TAMED)
def test_an_odd_calendar_is_read_without_what_is_bad_in_it(read, name):
    content, title, number = TAMED[name]
    begun = time.perf_counter()

    found = read(content)

    assert found.problems == []
    assert found.events[0].title == title
    assert len(shown(found)) == number
    assert not any((event.entry.url, event.entry.online_url) != ("", "") for event in found.events)
    assert time.perf_counter() - begun < SECONDS


def test_no_calendar_takes_more_than_half_a_gigabyte():
    """All of them in one process of its own, whose highest use of memory is asked at its end.

    Not by `getrusage`: a new process inherits the highest use of the one that started it.
    """
    code = """
import sys, django
from pathlib import Path
sys.path[:0] = [".", "site"]
django.setup()
from tests.termintipps.calendars.hostile import REFUSED, TAMED
from tests.termintipps.conftest import NOW
from termintipps.calendars import read_calendar
for content, *_rest in [*REFUSED.values(), *TAMED.values()]:
    try:
        read_calendar(content, NOW)
    except ValueError:
        pass
peak = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]  # kB
print(peak)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=REPO,
        env={"DJANGO_SETTINGS_MODULE": "config.settings.test", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(done.stdout) < MEMORY


def test_many_costly_rules_are_stopped(read, monkeypatch):
    monkeypatch.setattr("termintipps.calendars.reading.SECONDS", 0)

    with pytest.raises(BadFile, match="dauert zu lange"):
        read(REFUSED["einer-von-zweien.ics"][0])
