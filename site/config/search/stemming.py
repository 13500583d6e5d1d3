"""Words go into the index as their stems, and are looked for as their stems.

modelsearch asks a class of its module for the texts of an object and lets nobody name another,
so ours takes that class's place. Autocompletion compares beginnings of words as they are written.
"""

from functools import singledispatch

from django.db import connection
from modelsearch import query
from modelsearch.index import AutocompleteField, RelatedFields

from kommunen.words import stems


def install() -> None:
    """Let the index of the connected database hold stems."""
    if connection.vendor == "postgresql":
        from modelsearch.backends.database.postgres import postgres as module
    else:
        from modelsearch.backends.database.sqlite import sqlite as module
    if not issubclass(module.ObjectIndexer, StemmingIndexer):
        module.ObjectIndexer = type("ObjectIndexer", (StemmingIndexer, module.ObjectIndexer), {})


class StemmingIndexer:
    def prepare_field(self, obj, field):
        """Yield (field, …, text); between them PostgreSQL has a weight."""
        for found, *weight, text in super().prepare_field(obj, field):
            # Fields of related rows have come by here already.
            keeps_text = isinstance(found, AutocompleteField) or isinstance(field, RelatedFields)
            yield (found, *weight, text if keeps_text else stems(text))


@singledispatch
def stemmed(wanted: query.SearchQuery) -> query.SearchQuery:
    """Return the same question in stems; what holds no words stays as it is."""
    return wanted


@stemmed.register
def _(wanted: str) -> str:
    return stems(wanted)


@stemmed.register
def _(wanted: query.PlainText) -> query.PlainText:
    return query.PlainText(stems(wanted.query_string), wanted.operator, wanted.boost)


@stemmed.register
def _(wanted: query.Phrase) -> query.Phrase:
    return query.Phrase(stems(wanted.query_string))


@stemmed.register
def _(wanted: query.Boost) -> query.Boost:
    return query.Boost(stemmed(wanted.subquery), wanted.boost)


@stemmed.register(query.And)
@stemmed.register(query.Or)
def _(wanted: query.And | query.Or) -> query.SearchQuery:
    return type(wanted)([stemmed(each) for each in wanted.subqueries])


@stemmed.register
def _(wanted: query.Not) -> query.Not:
    return query.Not(stemmed(wanted.subquery))
