"""The blocks that editors put pages together from: those of all floors, and our own."""

from .aside import AsideBlocks
from .columns import ColumnsBlock
from .page import PageBlocks
from .teasers import KindsBlock, NearbyBlock, NewsBlock, TownsBlock

__all__ = [
    "AsideBlocks",
    "ColumnsBlock",
    "KindsBlock",
    "NearbyBlock",
    "NewsBlock",
    "PageBlocks",
    "TownsBlock",
]
