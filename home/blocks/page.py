"""The stream of all blocks that a page may be made of."""

from termintipps.blocks import NextEventsBlock
from textbausteine.blocks import TextBlocks

from .columns import ColumnsBlock
from .teasers import FROM_THE_SITE, KindsBlock, NearbyBlock, NewsBlock, TownsBlock


class PageBlocks(TextBlocks):
    """`home.sections` lays it out: as sections of a start page, or as an article with sections."""

    kinds = KindsBlock()
    nearby = NearbyBlock()
    next_events = NextEventsBlock(group=FROM_THE_SITE)
    news = NewsBlock()
    towns = TownsBlock()
    columns = ColumnsBlock()

    needs_width = frozenset({"kinds", "nearby", "next_events", "news", "towns", "columns", "logos"})
    """Blocks that end an article and go across the whole page."""

    stands_alone = needs_width | {"good_practice"}
    """Blocks that are a section of their own on a start page."""

    class Meta:
        # Entries of the list are named for the markers of the map, so there can be one only.
        block_counts = {"kinds": {"max_num": 1}, "nearby": {"max_num": 1}}
