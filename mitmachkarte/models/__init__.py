"""The Mitmachkarte: the page with the map, and a page for each initiative."""

from .initiative import InitiativePage
from .page import MitmachkartePage
from .status import InitiativeStatus

__all__ = ["InitiativePage", "InitiativeStatus", "MitmachkartePage"]
