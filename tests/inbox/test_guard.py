from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from inbox.guard import Binding, check_origin

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BINDING = Binding("musterstadt.example", "message", "initiative:12")


def refusal(check, *args):
    with pytest.raises(ValidationError) as caught:
        check(*args)
    return caught.value.code


@pytest.mark.parametrize("age_s", [3, 60, 24 * 60 * 60])
def test_lets_a_token_of_the_right_age_pass(age_s):
    BINDING.check(BINDING.issue(NOON), NOON + timedelta(seconds=age_s))


@pytest.mark.parametrize(
    ("age_s", "code"), [(0, "fast"), (2, "fast"), (-60, "fast"), (24 * 60 * 60 + 1, "expired")]
)
def test_refuses_a_token_that_is_too_young_or_too_old(age_s, code):
    token = BINDING.issue(NOON)

    assert refusal(BINDING.check, token, NOON + timedelta(seconds=age_s)) == code


@pytest.mark.parametrize(
    "elsewhere",
    [
        Binding("nachbarstadt.example", "message", "initiative:12"),
        Binding("musterstadt.example", "barrier", "initiative:12"),
        Binding("musterstadt.example", "message", "initiative:13"),
    ],
)
def test_refuses_a_token_of_another_town_purpose_or_entry(elsewhere):
    token = elsewhere.issue(NOON)

    assert refusal(BINDING.check, token, NOON + timedelta(minutes=1)) == "forged"


@given(st.text())
def test_refuses_whatever_is_made_up(token):
    assert refusal(BINDING.check, token, NOON) == "forged"


def test_no_two_tokens_are_alike():
    assert BINDING.issue(NOON) != BINDING.issue(NOON)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://musterstadt.example"},
        {"origin": "https://MUSTERSTADT.example"},
        {"origin": "null", "referer": "https://musterstadt.example/nachricht/"},
        {"referer": "https://musterstadt.example/nachricht/"},
        {"sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
    ],
)
def test_lets_a_form_of_its_own_host_pass(headers):
    check_origin(RequestFactory(headers={"host": "musterstadt.example", **headers}).post("/"))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://boese.example"},
        {"origin": "https://musterstadt.example.boese.example"},
        {"origin": "https://boese.example", "referer": "https://musterstadt.example/"},
        {"origin": "https://boese.example", "sec-fetch-site": "same-origin"},
        {"referer": "https://boese.example/?https://musterstadt.example/"},
        {"referer": "http://["},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_refuses_a_form_from_elsewhere(headers):
    request = RequestFactory(headers={"host": "musterstadt.example", **headers}).post("/")

    assert refusal(check_origin, request) == "origin"
