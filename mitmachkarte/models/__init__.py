"""The Mitmachkarte: the page with the map, and a page for each initiative."""

from .initiative import InitiativePage
from .known_place import KnownPlace
from .page import MitmachkartePage
from .status import InitiativeStatus
from .transfer import ImportedRow, InitiativeImport

__all__ = [
    "ImportedRow",
    "InitiativeImport",
    "InitiativePage",
    "InitiativeStatus",
    "KnownPlace",
    "MitmachkartePage",
]
