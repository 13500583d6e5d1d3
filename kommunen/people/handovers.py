"""Handing over: all of one person's open work in a town to another person of it.

Upper floors hang their kinds of work into `kommunen.registry.open_work`.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageSubscription, WorkflowState

from kommunen.audit.recording import record
from kommunen.models import Kommune, Person
from kommunen.registry import OpenWork, open_work


@dataclass(frozen=True)
class Pile:
    """How much there is of one kind of work."""

    label: str | Promise
    number: int


def preview(giver: Person, taker: Person) -> list[Pile]:
    """What would be handed over; kinds of which there is nothing are left out."""
    piles = [(each, _rows(each, giver, taker).count()) for each in open_work]
    return [Pile(each.label, number) for each, number in piles if number]


@transaction.atomic
def hand_over(giver: Person, taker: Person) -> list[Pile]:
    """Write the taker's name where the giver's stood; return what was handed over.

    Raises:
        ValueError: the two are of different towns, or the same person.
    """
    if giver.kommune_id != taker.kommune_id or giver.user_id == taker.user_id:
        raise ValueError("A handover needs two people of one town.")
    done = [
        Pile(each.label, _rows(each, giver, taker).update(**{each.person: taker.user}))
        for each in open_work
    ]
    record("kommunen.hand_over", giver, kommune=giver.kommune, detail=str(taker))
    return [pile for pile in done if pile.number]


def _rows(work: OpenWork, giver: Person, taker: Person) -> QuerySet:
    return work.find(giver.user, taker.user, giver.kommune).filter(**{work.person: giver.user})


def _pages(kommune: Kommune) -> QuerySet[Page]:
    return Page.objects.filter(path__startswith=kommune.site.root_page.path).order_by()


def _drafts(giver: AbstractBaseUser, taker: AbstractBaseUser, kommune: Kommune) -> QuerySet[Page]:
    return _pages(kommune).filter(Q(live=False) | Q(has_unpublished_changes=True))


def _locked_pages(
    giver: AbstractBaseUser, taker: AbstractBaseUser, kommune: Kommune
) -> QuerySet[Page]:
    return _pages(kommune).filter(locked=True)


def _submissions(
    giver: AbstractBaseUser, taker: AbstractBaseUser, kommune: Kommune
) -> QuerySet[WorkflowState]:
    """A workflow state keeps its object's key as text."""
    keys = _pages(kommune).annotate(key=Cast("pk", CharField())).values("key")
    return WorkflowState.objects.active().filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id__in=keys,
    )


def _subscriptions(
    giver: AbstractBaseUser, taker: AbstractBaseUser, kommune: Kommune
) -> QuerySet[PageSubscription]:
    """News about comments; where the taker gets them already, there is nothing to hand over."""
    known = PageSubscription.objects.filter(user=taker).values("page")
    found = PageSubscription.objects.filter(page__in=_pages(kommune), comment_notifications=True)
    return found.exclude(page__in=known)


OPEN_WORK = [
    OpenWork(10, _("Pages with an unfinished draft"), "owner", _drafts),
    OpenWork(20, _("Locked pages"), "locked_by", _locked_pages),
    OpenWork(30, _("Pages submitted for approval"), "requested_by", _submissions),
    OpenWork(40, _("Pages whose comments come by mail"), "user", _subscriptions),
]
