"""One visit to a foreign calendar. What went wrong is said; what was good before stays."""

import logging
from collections import Counter
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inbox.models import LogEntry
from inbox.transfer.plans import State
from kommunen.fetching import Fetched, FetchError
from kommunen.models import Kommune
from kommunen.tables import BadFile
from termintipps import clock
from termintipps.calendars import Calendar, read_calendar
from termintipps.models import EventOrigin, Subscription, SubscriptionState, Target
from termintipps.transfer.planning import Choices, PlannedEvent, Planner
from termintipps.transfer.wishes import wishes_of
from termintipps.transfer.writing import EventWriter, overview_of

from .fetching import fetch_calendar
from .wanted import Wanted, kinds_for

NEW_AT_ONCE = 200  # events that one visit adds; the next ones come with the next visit
READ_AGAIN_AFTER = timedelta(days=7)  # series that are kept as single dates get their next ones
PROBLEMS_KEPT = 50

logger = logging.getLogger(__name__)


def visit(subscription: Subscription, now: datetime) -> SubscriptionState:
    """Ask the calendar and take over what is new; never raises for what the other side does.

    Args:
        now: Aware.
    """
    state, _is_new = SubscriptionState.objects.get_or_create(subscription=subscription)
    state.subscription = subscription
    state.plan_next(now)
    try:
        fetched = _fetch(subscription, state, now)
        if not fetched.is_not_modified:
            with transaction.atomic():
                # Two visits at once would both add what is missing.
                SubscriptionState.objects.select_for_update().get(pk=state.pk)
                _take_over(subscription, state, read_calendar(fetched.body, now), now)
            _remember(subscription, state, fetched, now)
    except (FetchError, BadFile) as error:
        _fail(state, str(error))
    except Exception:  # ours, not theirs; the other subscriptions go on
        logger.exception("The subscription %s failed", subscription.pk)
        _fail(state, _("This calendar could not be taken over. The operator has been told."))
    else:
        state.error, state.succeeded_at = "", now
    state.save()
    return state


def _fetch(subscription: Subscription, state: SubscriptionState, now: datetime) -> Fetched:
    is_stale = state.read_at is None or now - state.read_at >= READ_AGAIN_AFTER
    must_read = state.read_with != _settings_of(subscription) or (
        state.must_read_again and is_stale
    )
    if must_read:
        return fetch_calendar(subscription.url)
    return fetch_calendar(subscription.url, etag=state.etag, last_modified=state.last_modified)


def _settings_of(subscription: Subscription) -> str:
    """Changes if what is wanted changes: then the calendar is read again, even an old one."""
    words = [(each.word, each.category_id) for each in subscription.words.all()]
    told = (
        subscription.url,
        subscription.only_with,
        subscription.never_with,
        subscription.default_category_id,
        sorted(subscription.wins.items()),
        words,
    )
    return sha256(repr(told).encode()).hexdigest()


def _take_over(
    subscription: Subscription, state: SubscriptionState, calendar: Calendar, now: datetime
) -> None:
    kommune = Kommune.objects.get(site=subscription.site)
    if overview_of(kommune) is None:
        raise BadFile(_("The town has no Termintipps."))
    wanted = Wanted(subscription, clock.local(now).date())
    wishes = wishes_of(calendar, kinds_for(subscription, kommune), wanted)
    choices = Choices(publish_new=subscription.target == Target.PUBLIC)
    planner = Planner(kommune, choices, subscription.wins, subscription.name, is_asked_again=True)
    rows = planner.plan(wishes)
    counts = _write(rows, subscription, kommune, now)
    seen = {each.key for each in wishes if not each.left_out_because}
    counts["gone"] = _mark_gone(subscription, seen, now)
    counts["withdrawn"] = _withdraw(subscription, {each.key for each in wishes if each.is_private})
    state.must_read_again = counts["later"] > 0 or any(each.is_cut for each in calendar.events)
    state.counts = _in_words(counts)
    state.problems = [f"{row.where}: {row.message}" for row in rows if row.state == State.REFUSED][
        :PROBLEMS_KEPT
    ]
    if any(counts[name] for name in ("new", "changed", "withdrawn", "gone")):
        LogEntry.objects.note_import(subscription.site, subscription.name, state.counts)


def _write(
    rows: list[PlannedEvent], subscription: Subscription, kommune: Kommune, now: datetime
) -> Counter:
    writer = EventWriter(kommune, None, label=subscription.name, subscription=subscription)
    counts, untouched = Counter(), []
    for row in rows:
        if row.state == State.NEW and counts["new"] >= NEW_AT_ONCE:
            counts["later"] += 1
            continue
        counts[str(row.state)] += 1
        if row.state in (State.NEW, State.CHANGED):
            writer.write(row)
        elif row.state == State.SAME and row.page and row.wish.values:
            if row.origin is None or row.origin.theirs != row.wish.values:
                writer.note_origin(row, row.page, now)
            untouched.append(row.page)
        elif row.state == State.SAME:
            counts["same"] -= 1
            counts["left_out"] += 1
    of_site = EventOrigin.objects.filter(site=subscription.site, event__in=untouched)
    of_site.update(seen_at=now, gone_at=None, subscription=subscription)
    return counts


def _withdraw(subscription: Subscription, private: set[str]) -> int:
    """Make private here what has become private there. Only once: editors may know better."""
    public = subscription.origins.filter(key__in=private, event__live=True)
    told = [origin for origin in public.select_related("event") if origin.theirs]
    for origin in told:
        origin.event.unpublish()
        origin.theirs = {}
        origin.save(update_fields=["theirs"])
    return len(told)


def _mark_gone(subscription: Subscription, seen: set[str], now: datetime) -> int:
    """Mark what the calendar no longer has for us; what is over leaves it by itself."""
    missing = EventOrigin.objects.filter(subscription=subscription, gone_at=None)
    ahead = missing.filter(event__occurrences__ends_at__gt=now).distinct()
    gone = [origin.pk for origin in ahead if origin.key not in seen]
    EventOrigin.objects.filter(pk__in=gone).update(gone_at=now)
    return len(gone)


def _remember(
    subscription: Subscription, state: SubscriptionState, fetched: Fetched, now: datetime
) -> None:
    state.etag, state.last_modified = fetched.etag[:300], fetched.last_modified[:100]
    state.read_at, state.read_with = now, _settings_of(subscription)


def _fail(state: SubscriptionState, sentence: str) -> None:
    """A line in the log when something goes wrong, not another one every night."""
    if state.error != sentence:
        subscription = state.subscription
        LogEntry.objects.note_import(subscription.site, subscription.name, sentence, failed=True)
    state.error = sentence


def _in_words(counts: Counter) -> str:
    said = [
        ngettext("%d new", "%d new", counts["new"]) % counts["new"],
        ngettext("%d changed", "%d changed", counts["changed"]) % counts["changed"],
        ngettext("%d the same", "%d the same", counts["same"]) % counts["same"],
    ]
    for name, words in (
        ("left_out", _("%d left out")),
        ("refused", _("%d cannot be taken over")),
        ("withdrawn", _("%d withdrawn, private there now")),
        ("gone", _("%d no longer there")),
        ("later", _("%d come with the next visit")),
    ):
        said += [words % counts[name]] if counts[name] else []
    return ", ".join(said)
