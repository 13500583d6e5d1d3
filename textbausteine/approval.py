"""From draft to publication inside one town: submit, return with a comment, or publish."""

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from wagtail.log_actions import log

from textbausteine.models import ApprovalRequest, Textbaustein

SUBMIT = "textbausteine.submit"
RETURN = "textbausteine.return"


def submit(text: Textbaustein, user: AbstractBaseUser) -> ApprovalRequest:
    """Ask for approval; asking again while the first request waits changes nothing."""
    waiting = ApprovalRequest.objects.waiting().filter(text=text).first()
    if waiting:
        return waiting
    log(instance=text, action=SUBMIT, user=user)
    return ApprovalRequest.objects.create(text=text, asked_by=user)


def give_back(text: Textbaustein, user: AbstractBaseUser, comment: str) -> bool:
    """Return a submitted text with a comment; False if it was not waiting (any more)."""
    returned = (
        ApprovalRequest.objects.waiting()
        .filter(text=text)
        .update(returned_at=timezone.now(), returned_by=user, comment=comment)
    )
    if returned:
        log(instance=text, action=RETURN, user=user, data={"comment": comment})
    return bool(returned)


def open_request(text: Textbaustein) -> ApprovalRequest | None:
    """The request that waits for an answer or has come back with a comment."""
    requests = ApprovalRequest.objects.open().select_related("asked_by", "returned_by")
    return requests.filter(text=text).first()
