"""Why a mail server did not take a mail, in words for a town's editor. Never holds an address."""

import smtplib
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Failure:
    sentence: str
    is_final: bool = False  # no further try can help
    is_outage: bool = False  # concerns all mails, not just this one


def explain(error: Exception) -> Failure:
    """Sort an error of a mail backend by what helps: waiting, correcting the entry, the operator.

    A code of 500 or more is final, below that passing (RFC 5321, section 4.2.1).
    """
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused) if refused:
            code = next(iter(refused.values()))[0]
            sentence = _("The mail server does not accept the address (code %s).") % code
            return Failure(sentence, is_final=code >= 500)
        case smtplib.SMTPDataError(smtp_code=code):
            sentence = _("The mail server does not accept the message (code %s).") % code
            return Failure(sentence, is_final=code >= 500)
        case smtplib.SMTPResponseException(smtp_code=code):
            sentence = _("The mail server does not accept us as sender (code %s).") % code
            return Failure(sentence, is_outage=True)
        case ValueError():
            return Failure(_("The address cannot be written to."), is_final=True)
        case smtplib.SMTPException() | OSError():
            return Failure(_("The mail server could not be reached."), is_outage=True)
    return Failure(_("The mail could not be sent."))
