"""Signed links in mails: good for one town, one purpose and one thing, until a day.

Nothing is stored for a link. What it rests on (mostly an address) is part of the signature, so
that it dies when that changes. A link only shows a page; what it changes, a button there does.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.core import signing
from django.utils.translation import gettext as _


class LinkRefused(ValueError):
    """The link opens nothing. Its text is a sentence for the visitor.

    Attributes:
        is_expired: The link was ours; only its time is over.
    """

    def __init__(self, sentence: str, *, is_expired: bool = False):
        super().__init__(sentence)
        self.is_expired = is_expired


@dataclass(frozen=True, slots=True)
class Link:
    """What a token opens."""

    site_id: int  # of the town
    purpose: str  # e.g. "confirm"
    key: int  # of the row
    rests_on: str = field(default="", repr=False)  # must be as it was when the link was made

    def token(self, until: datetime) -> str:
        """Fit for a path of an address: letters, digits, "-", "_" and "."."""
        return self._signer.sign(f"{self.key}-{int(until.timestamp())}")

    def check(self, token: str, at: datetime) -> None:
        """Let pass what `token` made, until its time is over.

        Raises:
            LinkRefused: forged, of another town or purpose, out of date, or expired.
        """
        try:
            value = self._signer.unsign(token)
        except signing.BadSignature as error:
            raise forged() from error
        if at.timestamp() > int(value.partition("-")[2]):
            raise LinkRefused(_("The time of this link is over."), is_expired=True)

    @property
    def _signer(self) -> signing.Signer:
        salt = f"inbox.links {self.site_id} {self.purpose} {self.rests_on}"
        return signing.Signer(salt=salt, sep=".")


def key_in(token: str) -> int:
    """The key that the token names. Not to be believed before `Link.check`.

    Raises:
        LinkRefused: this was never a token.
    """
    key = token.partition("-")[0]
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise forged()
    return int(key)


def forged() -> LinkRefused:
    return LinkRefused(
        _(
            "This link is not valid. Perhaps your mail program cut it off: copy it whole from the "
            "mail. If there is a newer mail from us, only its link is valid."
        )
    )


def end_of(token: str) -> datetime:
    """The moment until which a checked token is good."""
    return datetime.fromtimestamp(int(token.partition(".")[0].partition("-")[2]), UTC)
