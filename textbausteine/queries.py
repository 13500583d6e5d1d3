"""How texts are found. Views, blocks and admin chain these words; they never filter()."""

from typing import Self

from django.db.models import Exists, OuterRef
from wagtail.models import Site

from kommunen.tenancy import TenantQuerySet

LONG = ("body", "easy", "social", "press", "newsletter", "sources")


class TextQuerySet(TenantQuerySet):
    def brief(self) -> Self:
        """For lists: without the long versions."""
        return self.defer(*LONG)

    def live(self) -> Self:
        return self.filter(live=True)

    def shown_on(self, site: Site | None) -> Self:
        """Live texts that citizens of a town may read: its own, and central ones it does not hide.

        A town's live text hides the central one of the same slug; a draft hides nothing.
        `None` stands for a place without tenant: central texts only.
        """
        own = self.model.objects.live().filter(site=site, site__isnull=False)
        return self.live().usable_by(site).exclude(site=None, slug__in=own.values("slug"))

    def related_to(self, text) -> Self:
        """Other texts on the same topic, the newest first."""
        others = self.filter(topic=text.topic_id, topic__isnull=False).exclude(pk=text.pk)
        return others.order_by("-last_published_at", "pk")

    def with_state(self) -> Self:
        """Annotated with `is_waiting`: submitted for approval, and not yet answered."""
        from textbausteine.models import ApprovalRequest

        requests = ApprovalRequest.objects.waiting().filter(text=OuterRef("pk"))
        return self.annotate(is_waiting=Exists(requests))

    def waiting(self) -> Self:
        return self.with_state().filter(is_waiting=True)
