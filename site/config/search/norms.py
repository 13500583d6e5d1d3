"""PostgreSQL's index, without a walk through the whole of it at each publishing.

modelsearch weighs titles by their length, as a share of the average of all titles, which it works
out anew whenever an entry is written: at 88,000 pages two thirds of the time of a publishing. The
average hardly moves, so ours is a day old, and only the written entries are touched.
"""

from django.core.cache import cache
from django.db.models import Avg, F, QuerySet
from django.db.models.functions import Length
from django.utils.encoding import force_str
from modelsearch.backends.database.postgres.postgres import (
    PostgresIndex,
    PostgresSearchBackend,
    get_content_type_pk,
)

AVERAGE_KEY = "search-average-title-length"
AVERAGE_SECONDS = 24 * 60 * 60


class Index(PostgresIndex):
    written: QuerySet | None = None

    def add_items(self, model, objs) -> None:
        keys = [force_str(each.pk) for each in objs]
        self.written = self.entries.filter(
            content_type_id=get_content_type_pk(model), object_id__in=keys
        )
        super().add_items(model, objs)

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full or self.written is None:
            cache.delete(AVERAGE_KEY)
            super()._refresh_title_norms(full=full)
            return
        average = cache.get_or_set(AVERAGE_KEY, self._average_title_length, AVERAGE_SECONDS)
        with_titles = self.written.annotate(length=Length("title")).filter(length__gt=0)
        with_titles.update(title_norm=average / F("length"))

    def _average_title_length(self) -> float:
        """In terms; 1 in an index without titles."""
        lengths = self.entries.annotate(length=Length("title")).filter(length__gt=0)
        return lengths.aggregate(average=Avg("length"))["average"] or 1.0


class Backend(PostgresSearchBackend):
    index_class = Index
