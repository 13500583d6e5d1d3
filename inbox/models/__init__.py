"""Attempts to write, mails on their way, and the log of both."""

from .attempt import Attempt, DailySalt
from .log import LogEntry
from .mail import OutgoingMail

__all__ = ["Attempt", "DailySalt", "LogEntry", "OutgoingMail"]
