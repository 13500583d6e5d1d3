"""Whoever gets the whole database cannot tell who answered, at what time, or in what order."""

import logging
import re
from unittest.mock import patch

import pytest
from django.core.cache.backends.base import BaseCache
from django.db import connection
from django.utils import timezone

from home.models import SurveyAnswer, SurveyText
from home.survey import keeping, slowing

pytestmark = pytest.mark.django_db
NETWORK, BROWSER, COOKIE = "198.51.100.77", "Seltenbrowser/7.3", "keks=brombeere"


def whole_database() -> str:
    """Every row of every table as text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [f"{table} {row!r}" for row in cursor.fetchall()]
    return "\n".join(rows)


def test_the_database_and_the_logs_hold_nothing_of_who_answered(visitor, caplog):
    caplog.set_level(logging.DEBUG)
    before = whole_database()
    somebody = visitor()
    somebody.client.defaults |= {
        "REMOTE_ADDR": NETWORK,
        "HTTP_USER_AGENT": BROWSER,
        "HTTP_COOKIE": COOKIE,
    }
    somebody.fill_in(free_text="Mehr Bäume.")

    new = set(whole_database().splitlines()) - set(before.splitlines())
    told = "\n".join(new) + caplog.text
    for trace in (NETWORK, BROWSER, COOKIE, "brombeere"):
        assert trace not in told
    # All that is new are the answer and the free text: nothing else was counted or logged.
    assert len(new) == 2
    assert not re.search(r"datetime\.datetime|\d\d:\d\d", "\n".join(new))


def test_answer_and_free_text_name_nothing_that_ties_them(visitor):
    somebody = visitor()
    somebody.fill_in(free_text="Mehr Bäume.")
    answer, text = SurveyAnswer.objects.get(), SurveyText.objects.get()
    shared = {field.attname for field in answer._meta.fields} & {
        field.attname for field in text._meta.fields
    }
    assert shared == {"id", "page_id"}
    assert answer.pk != text.pk
    assert somebody.keys["free_text"] not in answer.answers


def test_the_order_in_the_table_is_not_the_order_in_which_answers_came(survey):
    today = timezone.localdate()
    for number in range(40):
        keeping.keep(survey, {"frage": str(number)}, today)
    rows = [int(row.answers["frage"]) for row in SurveyAnswer.objects.order_by("pk")]
    assert sorted(rows) == list(range(40))
    # A row that keeps its neighbour is chance: one in forty. Half of them would be an order.
    neighbours = sum(right - left == 1 for left, right in zip(rows, rows[1:], strict=False))
    assert neighbours < 10
    assert rows[-1] != 39 or rows[0] != 0


def test_the_last_answer_gets_no_place_of_its_own(survey):
    today = timezone.localdate()
    places = set()
    for _try in range(12):
        SurveyAnswer.objects.all().delete()
        for number in range(8):
            keeping.keep(survey, {"frage": str(number)}, today)
        rows = [row.answers["frage"] for row in SurveyAnswer.objects.order_by("pk")]
        places.add(rows.index("7"))
    assert len(places) > 2


def test_addresses_and_numbers_are_taken_out_of_free_texts():
    text = "Rufen Sie an: 0211 / 123 45-67 oder ada@verein.example Hausnummer 12, im Jahr 2026."
    assert keeping.without_addresses(text) == (
        "Rufen Sie an: […] oder […] Hausnummer 12, im Jahr 2026."
    )


def test_what_slows_floods_down_stands_in_no_cache_that_outlives_the_process(visitor, settings):
    with patch.object(BaseCache, "set", side_effect=AssertionError("written down")):
        visitor().fill_in("Bus")
    names = str(slowing.memory._cache.keys())
    assert "127.0.0.1" not in names
    assert settings.SECRET_KEY not in str(slowing._key)
