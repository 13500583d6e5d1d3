"""Mail servers with a temper, as Django mail backends."""

import smtplib

from django.core.mail.backends.base import BaseEmailBackend


class Down(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError(111, "Connection refused")


class Greylisting(BaseEmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (451, b"Greylisted")})


class UnknownAddress(BaseEmailBackend):
    def send_messages(self, messages):
        to = messages[0].to[0]
        raise smtplib.SMTPRecipientsRefused({to: (550, f"5.1.1 <{to}>: unknown".encode())})


class WrongPassword(BaseEmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPAuthenticationError(535, b"5.7.8 authentication failed")


class Killed(BaseEmailBackend):
    """The process dies after the mail was written down and before it left."""

    def send_messages(self, messages):
        raise SystemExit("killed")
