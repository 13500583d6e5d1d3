"""When the centre publishes a change, every town that uses the text gets a notice.

Publishing again without a change tells nobody. What is asked of the database does not grow with
the number of towns.
"""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.models import Revision

from textbausteine.models import Adoption, Notice, Pin, Release, Textbaustein, Withdrawal
from textbausteine.usage import sites_showing_live

from .contents import Content, content_of, content_of_revision, fingerprint

Use = Notice.Use
AT_ONCE = 500  # rows in one statement


def on_published(instance: Textbaustein, revision: Revision, **kwargs) -> None:
    """Handler of Wagtail's signal, which also tells of scheduled publishing."""
    Withdrawal.objects.filter(text=instance).delete()
    if instance.is_central:
        release(instance, revision.user)
    else:
        catch_up(instance, revision)


@transaction.atomic
def release(text: Textbaustein, by: AbstractBaseUser | None) -> Release | None:
    """Keep what was published and notify the towns; None if nothing has changed."""
    before = latest_release(text)
    content = content_of(text)
    if before and fingerprint(before.content) == fingerprint(content):
        return None
    made = Release.objects.create(
        text=text,
        content=content,
        published_by=by,
        note=text.change_note if before else "",
        act_by=text.act_by if before else None,
    )
    if before:
        _notify(made, before)
    return made


def catch_up(text: Textbaustein, revision: Revision) -> None:
    """What a town has taken over into its version counts from when that is public."""
    adoption = Adoption.objects.filter(text=text).select_related("source").first()
    if adoption is None:
        return
    taken = Notice.objects.filter(
        site=text.site_id,
        release__text=adoption.source_id,
        release__gt=adoption.release_id or 0,
        answer__in=(Notice.Answer.ACCEPTED, Notice.Answer.MERGED),
        answered_at__lte=revision.created_at,  # an older version may be published later
    )
    if newest := taken.order_by("release").last():
        adoption.release_id = newest.release_id
        adoption.source_revision = adoption.source.live_revision
        adoption.save()


def latest_release(text: Textbaustein) -> Release | None:
    return text.releases.order_by("pk").last()


def uses_of(text: Textbaustein) -> dict[int, str]:
    """Keys of the sites that use a central text → how. Own versions and pins come before live."""
    found = dict.fromkeys(sites_showing_live(text), Use.LIVE)
    pins = Pin.objects.filter(source=text, site__isnull=False)
    found |= dict.fromkeys(pins.values_list("site", flat=True), Use.PINNED)
    adoptions = Adoption.objects.filter(source=text, text__site__isnull=False)
    return found | dict.fromkeys(adoptions.values_list("text__site", flat=True), Use.ADOPTED)


def known_content(notice: Notice, adoption: Adoption | None) -> Content:
    """What the town knew before the change: the old side of the difference."""
    if notice.since:
        return notice.since.content
    if adoption and adoption.release:
        return adoption.release.content
    if adoption and adoption.source_revision:
        return content_of_revision(adoption.source_revision)
    return {}


def _notify(made: Release, before: Release) -> None:
    uses = uses_of(made.text)
    still_open = {
        notice.site_id: notice
        for notice in Notice.objects.open().filter(release__text=made.text, site__in=uses)
    }
    pinned = dict(Pin.objects.filter(source=made.text).values_list("site", "release"))
    notices = []
    for site, use in uses.items():
        old = still_open.get(site)
        known = pinned.get(site) if use == Use.PINNED else before.pk
        since = old.since_id if old and old.use == use else known
        due = _earlier(made.act_by, old.act_by if old else None)
        notices.append(Notice(site_id=site, release=made, since_id=since, use=use, act_by=due))
    overtaken = [notice.pk for notice in still_open.values()]
    Notice.objects.filter(pk__in=overtaken).update(answer=Notice.Answer.OVERTAKEN)
    Notice.objects.bulk_create(notices, batch_size=AT_ONCE)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(filter(None, (one, other)), default=None)
