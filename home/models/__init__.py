"""The pages of the ready site."""

# The floors below come first: some of their modules cannot be read before their models.
import mitmachkarte.models  # noqa: F401
import termintipps.models  # noqa: F401

from .content import ContentPage
from .legal import AccessibilityPage, ImprintPage, PrivacyPage
from .news import NewsIndexPage, NewsPage
from .start import HomePage
from .survey import SurveyAnswer, SurveyPage, SurveyText

__all__ = [
    "AccessibilityPage",
    "ContentPage",
    "HomePage",
    "ImprintPage",
    "NewsIndexPage",
    "NewsPage",
    "PrivacyPage",
    "SurveyAnswer",
    "SurveyPage",
    "SurveyText",
]
