"""Full-text search in the database, in German, at a cost that other tenants do not change."""

from django.db import connection
from modelsearch.backends.database import SearchBackend as database_backend
from modelsearch.query import SearchQuery

from config.search import stemming


def SearchBackend(params: dict):  # the name that modelsearch looks for
    """Return the backend of the connected database, which finds words in any form."""
    stemming.install()
    if connection.vendor == "postgresql":
        from config.search.norms import Backend as base
    else:
        base = type(database_backend(params))
    return type("Backend", (_AnyForm, base), {})(params)


class _AnyForm:
    def search(self, query: str | SearchQuery, *args, **kwargs):
        return super().search(stemming.stemmed(query), *args, **kwargs)
