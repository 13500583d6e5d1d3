"""Text blocks that any page may use. A block that knows an app lives in that app."""

from .base import PreviewedBlock
from .lists import ChecklistBlock, OffersBlock, PointBlock, StepsBlock
from .media import DownloadBlock, PictureBlock, file_size
from .module import TextbausteinBlock
from .people import ContactBlock, LogosBlock
from .prose import CalloutBlock, QuoteBlock, TextBlock
from .reading import PicturedSnippetBlock, PictureFieldBlock, PortraitFieldBlock, RunningTextBlock
from .stream import EasyBlocks, ModuleBlocks, ProseStreamBlock, TextBlocks
from .ways_on import ButtonBlock, CallToActionBlock, GoodPracticeBlock

__all__ = [
    "ButtonBlock",
    "CallToActionBlock",
    "CalloutBlock",
    "ChecklistBlock",
    "ContactBlock",
    "DownloadBlock",
    "EasyBlocks",
    "GoodPracticeBlock",
    "LogosBlock",
    "ModuleBlocks",
    "OffersBlock",
    "PictureBlock",
    "PictureFieldBlock",
    "PicturedSnippetBlock",
    "PointBlock",
    "PortraitFieldBlock",
    "PreviewedBlock",
    "ProseStreamBlock",
    "QuoteBlock",
    "RunningTextBlock",
    "StepsBlock",
    "TextBlock",
    "TextBlocks",
    "TextbausteinBlock",
    "file_size",
]
