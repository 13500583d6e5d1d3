"""The link with which an initiative keeps its entry. It rests on the address, and dies with it."""

import hashlib
from datetime import datetime, timedelta

from django.template.loader import render_to_string
from django.urls import reverse

from inbox import outbox
from inbox.links import Link, LinkRefused, forged, key_in
from inbox.models import Submission
from kommunen.models import Kommune
from kommunen.plaintext import one_line
from mitmachkarte.models import InitiativePage

from . import proposals

PURPOSE = "initiative-care"
LINK_IS_GOOD_FOR = timedelta(days=7)


class EntryLinkExpired(LinkRefused):
    """The link was right and is too old; the entry's page mails a new one."""

    def __init__(self, refusal: LinkRefused, page: InitiativePage):
        super().__init__(str(refusal), is_expired=True)
        self.page = page


def path(kommune: Kommune, page: InitiativePage, until: datetime) -> str:
    """Path of the page behind the link, on the town's host."""
    return reverse("mitmachkarte:care", args=[_link(kommune, page).token(until)])


def page_behind(kommune: Kommune, token: str, at: datetime) -> InitiativePage:
    """The entry that the link opens, drafts and hidden ones included.

    Raises:
        LinkRefused: no such entry in this town, its address is another one now, or too old.
    """
    pages = InitiativePage.objects.in_town(kommune).select_related("status")
    page = pages.filter(pk=key_in(token)).exclude(contact_email="").first()
    if page is None:
        raise forged()
    try:
        _link(kommune, page).check(token, at)
    except LinkRefused as refusal:
        if refusal.is_expired:
            raise EntryLinkExpired(refusal, page) from refusal
        raise
    return page


def mail_link(kommune: Kommune, page: InitiativePage, name: str, at: datetime) -> None:
    """Mail the link to the stored address, to no other.

    Args:
        name: of the templates `mitmachkarte/selfcare/mail/<name>.txt` and `<name>_subject.txt`.
    """
    until = at + LINK_IS_GOOD_FOR
    url = kommune.root_url + path(kommune, page, until)
    context = {"kommune": kommune, "page": page, "url": url, "good_until": until}
    folder = "mitmachkarte/selfcare/mail"
    mail = outbox.Mail(
        key=hashlib.sha256(url.encode()).hexdigest(),
        to=page.contact_email,
        subject=one_line(render_to_string(f"{folder}/{name}_subject.txt", context)),
        body=render_to_string(f"{folder}/{name}.txt", context),
        about=page.title,
    )
    outbox.queue(kommune.site, mail, at=at)


def greet_published(at: datetime) -> int:
    """Tell the initiatives whose proposals are public now, with their link; return how many."""
    waiting = Submission.objects.filter(
        kind=proposals.KIND, state=Submission.State.HANDED_ON, page__live=True
    )
    for submission in waiting:
        kommune = Kommune.objects.complete().get(site=submission.site_id)
        page = InitiativePage.objects.get(pk=submission.page_id)
        if page.contact_email:
            mail_link(kommune, page, "published", at)
        Submission.objects.filter(pk=submission.pk).update(
            state=Submission.State.DONE, decided_at=at
        )
    return len(waiting)


def _link(kommune: Kommune, page: InitiativePage) -> Link:
    return Link(kommune.site_id, PURPOSE, page.pk, rests_on=page.contact_email.casefold())
