"""How news are found."""

from typing import Self

from kommunen.privacy import PublicPageQuerySet


class NewsQuerySet(PublicPageQuerySet):
    def visible(self) -> Self:
        """What citizens may see: published, and not behind a password."""
        return self.live().public()

    def newest_first(self) -> Self:
        """Only what a list shows of each, newest first."""
        return self.defer_streamfields().order_by("-date", "-pk")
