"""Blocks that show what is elsewhere on the site. Their contents come from `home.teasers`."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.teasers import MOST_NEARBY, MOST_NEWS, Teasers
from textbausteine.blocks import PreviewedBlock

FROM_THE_SITE = _("From the site")


def number_choices(least: int, most: int) -> list[tuple[int, str]]:
    return [(number, str(number)) for number in range(least, most + 1)]


class TeaserBlock(PreviewedBlock):
    """Finds the request's teasers; templates show nothing where there are none."""

    class Meta:
        group = FROM_THE_SITE

    def get_context(self, value, parent_context=None) -> dict:
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        context["teasers"] = Teasers.of(request)
        context["is_preview"] = getattr(request, "is_preview", False) or "block_def" in context
        return context


class KindsBlock(TeaserBlock):
    """The kinds of engagement as tiles, each with its number of initiatives."""

    heading = blocks.CharBlock(
        max_length=120, default="Wofür schlägt Ihr Herz?", label=_("Heading")
    )

    class Meta:
        label = _("Kinds of engagement")
        icon = "tag"
        description = _("Tiles of all kinds of engagement. Each leads to the map, filtered.")
        template = "home/blocks/kinds.html"
        preview_value = {"heading": "Wofür schlägt Ihr Herz?"}


class NearbyBlock(TeaserBlock):
    """A few initiatives beside a small map of the town."""

    heading = blocks.CharBlock(max_length=120, default="Ganz in Ihrer Nähe", label=_("Heading"))
    number = blocks.ChoiceBlock(
        choices=number_choices(3, MOST_NEARBY), default=4, label=_("How many?")
    )

    class Meta:
        label = _("Initiatives with map")
        icon = "site"
        description = _("The initiatives that were changed last, beside a small map of the town.")
        template = "home/blocks/nearby.html"
        preview_value = {"heading": "Ganz in Ihrer Nähe", "number": 4}

    def get_context(self, value, parent_context=None) -> dict:
        context = super().get_context(value, parent_context=parent_context)
        if teasers := context["teasers"]:
            entries = teasers.nearby[: int(value["number"])]
            context["entries"] = entries
            context["ground"] = teasers.ground
            context["markers"] = teasers.markers(entries) if context["ground"] else []
        return context


class NewsBlock(TeaserBlock):
    """The newest news."""

    heading = blocks.CharBlock(max_length=120, default="Aktuelles", label=_("Heading"))
    number = blocks.ChoiceBlock(
        choices=number_choices(2, MOST_NEWS), default=3, label=_("How many?")
    )

    class Meta:
        label = _("Newest news")
        icon = "pilcrow"
        description = _("Date and title of the newest news. Not shown as long as there are none.")
        template = "home/blocks/news.html"
        preview_value = {"heading": "Aktuelles", "number": 3}

    def get_context(self, value, parent_context=None) -> dict:
        context = super().get_context(value, parent_context=parent_context)
        if teasers := context["teasers"]:
            context["news"] = teasers.news[: int(value["number"])]
        return context


class TownsBlock(TeaserBlock):
    """The towns that take part, for the central site."""

    heading = blocks.CharBlock(
        max_length=120, default="Diese Kommunen machen mit", label=_("Heading")
    )

    class Meta:
        label = _("Towns that take part")
        icon = "globe"
        description = _("All towns that are live, with their outline and a link to their site.")
        template = "home/blocks/towns.html"
        preview_value = {"heading": "Diese Kommunen machen mit"}
