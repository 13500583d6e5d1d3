"""The only way in which the server asks a foreign host: guarded against what people type in.

Every rule holds for every hop of a redirect: http or https, no password in the address, a public
address only, looked up once and then held, capped in time and size.
"""

from .errors import (
    BadAddress,
    BadAnswer,
    BadStatus,
    FetchError,
    NotPublic,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)
from .fetching import Fetched, fetch
from .limits import Limits

__all__ = [
    "BadAddress",
    "BadAnswer",
    "BadStatus",
    "FetchError",
    "Fetched",
    "Limits",
    "NotPublic",
    "TooLarge",
    "TooManyRedirects",
    "TooSlow",
    "Unreachable",
    "fetch",
]
