"""The list as an Atom feed (RFC 4287): one entry for each event, with its next date."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from kommunen.tenancy import kommune_for
from termintipps.filters import EventFilter
from termintipps.overview import found
from termintipps.wording import when_in_full


def atom(request: HttpRequest, wanted: EventFilter, at: datetime) -> HttpResponse:
    """The events of one page of the list."""
    feed = Atom1Feed(
        title=_("Termintipps %(town)s") % {"town": kommune_for(request).name},
        link=request.build_absolute_uri(reverse("wagtail_serve", args=["termintipps/"])),
        description=None,
        language="de",
        feed_url=request.build_absolute_uri(),
    )
    for _month, cards in found(request, wanted, at)["months"]:
        for card in cards:
            entry = card.event.calendar_entry
            parts = [when_in_full(card.occurrence), card.event.place, card.event.summary]
            feed.add_item(
                title=card.event.title,
                link=request.build_absolute_uri(card.url),
                description=". ".join(filter(None, parts)),
                unique_id=f"urn:uuid:{entry.uid}",
                updateddate=entry.changed_at,
                categories=[category.name for category in card.categories],
            )
    content = feed.writeString("utf-8")
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
