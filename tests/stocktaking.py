"""Statistics of a database that was filled a moment ago, inside one transaction."""

from django.db import connection


def take_stock() -> None:
    """Let PostgreSQL count its rows, as a living database does by itself.

    Until then it plans joins for a handful of rows, and a query over the demo takes minutes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
