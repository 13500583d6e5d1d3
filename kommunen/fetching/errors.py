"""Why a foreign address could not be fetched. The text of each is one sentence for people."""

from django.utils.translation import gettext as _


class FetchError(Exception):
    """Base of all; `str(error)` may be shown."""


class BadAddress(FetchError):
    """Not an address of the web that we would ask."""


class NotPublic(FetchError):
    """The host is, or also is, inside a network: the machine itself, a neighbour, a provider."""

    def __init__(self, host: str):
        super().__init__(
            _("“%(host)s” is not on the public internet, so we do not ask there.") % {"host": host}
        )


class Unreachable(FetchError):
    """Nobody answers, or nobody that we can trust."""


class TooSlow(FetchError):
    def __init__(self, host: str):
        super().__init__(_("“%(host)s” takes too long to answer.") % {"host": host})


class TooLarge(FetchError):
    def __init__(self, host: str, limit: int):
        super().__init__(
            _("“%(host)s” sends more than %(size)s MB, that is too much.")
            % {"host": host, "size": f"{limit / 1_000_000:g}"}
        )


class TooManyRedirects(FetchError):
    def __init__(self, host: str):
        super().__init__(_("“%(host)s” sends us on too often.") % {"host": host})


class BadAnswer(FetchError):
    """What came back is no answer by the rules of HTTP."""

    def __init__(self, host: str):
        super().__init__(
            _("“%(host)s” answers in a way that we do not understand.") % {"host": host}
        )


class BadStatus(FetchError):
    """Answered with an error; `status` says with which."""

    def __init__(self, host: str, status: int):
        self.status = status
        super().__init__(self._sentence(status) % {"host": host, "status": status})

    @staticmethod
    def _sentence(status: int) -> str:
        if status in (404, 410):
            return _("There is nothing at this address of “%(host)s” (error %(status)s).")
        if status in (401, 403):
            return _("“%(host)s” does not let us see this address (error %(status)s).")
        if status == 429:
            return _("“%(host)s” has been asked too often and wants a pause (error %(status)s).")
        if status >= 500:
            return _("“%(host)s” has a fault at the moment (error %(status)s).")
        return _("“%(host)s” does not answer as expected (error %(status)s).")
