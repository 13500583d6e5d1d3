"""What a person may hand over to somebody else of the town: locked and submitted texts."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kommunen.models import Kommune
from kommunen.registry import OpenWork

from .models import ApprovalRequest, Textbaustein


def _owner_of(kommune: Kommune) -> dict:
    """The centre's own texts are those without a site."""
    return {"site": None if kommune.is_central else kommune.site}


def _locked(
    giver: AbstractBaseUser, taker: AbstractBaseUser, kommune: Kommune
) -> QuerySet[Textbaustein]:
    return Textbaustein.objects.filter(locked=True, **_owner_of(kommune))


def _submitted(
    giver: AbstractBaseUser, taker: AbstractBaseUser, kommune: Kommune
) -> QuerySet[ApprovalRequest]:
    texts = Textbaustein.objects.filter(**_owner_of(kommune))
    return ApprovalRequest.objects.open().filter(text__in=texts)


OPEN_WORK = [
    OpenWork(50, _("Locked texts"), "locked_by", _locked),
    OpenWork(60, _("Texts submitted for approval"), "asked_by", _submitted),
]
