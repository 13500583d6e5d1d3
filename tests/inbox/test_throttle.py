import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from inbox.models import Attempt, DailySalt
from inbox.throttle import LIMIT, WINDOW, admit, client_address, digest_of, forget

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
REPO = Path(__file__).resolve().parents[2]


def request_from(address="203.0.113.7", **headers):
    return RequestFactory(headers=headers).post("/", REMOTE_ADDR=address)


def send_up_to_the_limit(town, address="203.0.113.7"):
    for _each in range(LIMIT):
        admit(request_from(address), town.site, NOON)


def test_refuses_one_more_than_the_limit_and_says_when_it_ends(town):
    send_up_to_the_limit(town)

    with pytest.raises(ValidationError) as caught:
        admit(request_from(), town.site, NOON + timedelta(minutes=5))

    assert caught.value.code == "rate"
    assert "14:00" in caught.value.messages[0]  # 13:00 UTC, as Berlin's clocks show it


def test_lets_other_connections_pass(town):
    send_up_to_the_limit(town)

    admit(request_from("203.0.113.8"), town.site, NOON)


def test_counts_over_all_towns(town, other_town):
    send_up_to_the_limit(town)

    with pytest.raises(ValidationError):
        admit(request_from(), other_town.site, NOON)


def test_lets_pass_again_after_an_hour(town):
    send_up_to_the_limit(town)

    admit(request_from(), town.site, NOON + WINDOW)


def test_a_refused_try_does_not_prolong_the_wait(town):
    send_up_to_the_limit(town)
    with pytest.raises(ValidationError):
        admit(request_from(), town.site, NOON + timedelta(minutes=30))

    assert Attempt.objects.count() == LIMIT


def test_stores_no_address(town):
    admit(request_from("203.0.113.7"), town.site, NOON)

    rows = [*Attempt.objects.values_list(), *DailySalt.objects.values_list()]
    assert "203.0.113" not in str(rows)


def test_another_day_has_another_hash(db):
    assert digest_of("203.0.113.7", NOON.date()) != digest_of(
        "203.0.113.7", NOON.date() + timedelta(days=1)
    )


def test_a_new_day_takes_the_old_salt_away(db):
    digest_of("203.0.113.7", NOON.date())
    digest_of("203.0.113.7", NOON.date() + timedelta(days=1))

    assert [salt.day for salt in DailySalt.objects.all()] == [NOON.date() + timedelta(days=1)]


def test_yesterday_is_forgotten_even_if_nobody_writes(town):
    admit(request_from(), town.site, NOON)

    assert forget(NOON) == 0
    assert forget(NOON + timedelta(days=1)) == 2
    assert not Attempt.objects.exists()
    assert not DailySalt.objects.exists()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
        ("unsinn", ""),
    ],
)
def test_an_address_is_a_network(address, network):
    assert client_address(request_from(address)) == network


def test_believes_no_header_unless_told_to():
    request = request_from("203.0.113.7", **{"x-forwarded-for": "198.51.100.1"})

    assert client_address(request) == "203.0.113.7"


def test_believes_what_the_own_proxy_added_to_the_header(settings):
    settings.INBOX_CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
    request = request_from("10.0.0.1", **{"x-forwarded-for": "192.0.2.66, 198.51.100.1"})

    assert client_address(request) == "198.51.100.1"


def test_tells_the_operator_when_a_proxy_hides_all_visitors(town, caplog):
    send_up_to_the_limit(town, "127.0.0.1")
    with pytest.raises(ValidationError):
        admit(request_from("127.0.0.1"), town.site, NOON)

    assert "INBOX_CLIENT_ADDRESS_HEADER" in caplog.text


PROCESS = """
import sys
import django
django.setup()
from datetime import UTC, datetime
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from inbox.models import Attempt, DailySalt
from inbox.throttle import admit

connection.disable_constraint_checking()  # the file has none of Wagtail's tables
if sys.argv[1] == "prepare":
    with connection.schema_editor() as editor:
        editor.create_model(DailySalt)
        editor.create_model(Attempt)
    sys.exit()
passed = 0
for _each in range(8):
    try:
        admit(RequestFactory().post("/"), None, datetime(2026, 11, 21, 12, tzinfo=UTC))
        passed += 1
    except ValidationError:
        pass
print(passed)
"""


def test_several_processes_share_one_limit(tmp_path):
    env = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": f"{REPO}:{REPO / 'site'}",
    }

    def start(task):
        command = [sys.executable, "-c", PROCESS, task]
        return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)

    start("prepare").communicate()
    both = [start("send"), start("send")]
    passed = [int(process.communicate()[0]) for process in both]

    assert sum(passed) <= LIMIT
    assert sum(passed) >= LIMIT - 1  # both may step back from the last place at once
