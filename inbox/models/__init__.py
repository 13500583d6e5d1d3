"""Attempts to write, what was sent in, mails on their way, and the log."""

from .attempt import Attempt, DailySalt
from .barrier import BarrierCase
from .log import LogEntry
from .mail import OutgoingMail
from .submission import Submission

__all__ = ["Attempt", "BarrierCase", "DailySalt", "LogEntry", "OutgoingMail", "Submission"]
