"""Forms as a visitor sends them, and rows of the inbox."""

from datetime import timedelta

import factory
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from inbox.guard import Binding
from inbox.models import LogEntry, OutgoingMail
from inbox.outbox import Mail
from kommunen.models import Kommune

MESSAGE = {
    "name": "Erika Beispiel",
    "email": "erika@familie-beispiel.example",
    "message": "Guten Tag,\nbrauche ich für die Fahrradküche eigenes Werkzeug?",
}


def filled(kommune: Kommune, target: str, *, purpose="message", age_s=60, **fields) -> dict:
    """POST data of a form that was opened `age_s` seconds ago and filled in well."""
    binding = Binding(kommune.site.hostname, purpose, target)
    token = binding.issue(timezone.now() - timedelta(seconds=age_s))
    return {**MESSAGE, "token": token, "subject": "", **fields}


def send(client: Client, kommune: Kommune, url: str, data: dict, **headers) -> HttpResponse:
    """Send a form as a browser does from the town's own page; `headers` may say otherwise."""
    headers = {"origin": f"https://{kommune.site.hostname}", **headers}
    return client.post(url, data, headers={key: text for key, text in headers.items() if text})


class LogEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LogEntry

    at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("at")
    kind = LogEntry.Kind.DELIVERY
    state = LogEntry.State.DONE
    about = "Fahrradküche"
    message = "An den Mailserver übergeben für g…@v….example."


class OutgoingMailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutgoingMail

    log = factory.SubFactory(
        LogEntryFactory, site=factory.SelfAttribute("..site"), state=LogEntry.State.WAITING
    )
    key = factory.Sequence("wartet-{}".format)
    to = "garten@verein.example"
    body = MESSAGE["message"]


class MailFactory(factory.Factory):
    """A mail that is ready to go, not yet written down."""

    class Meta:
        model = Mail

    key = factory.Sequence("schluessel-{}".format)
    to = "garten@verein.example"
    reply_to = MESSAGE["email"]
    subject = "Nachricht zu „Fahrradküche“"
    body = MESSAGE["message"]
    about = "Fahrradküche"
