"""From a proposal to a draft: written down, confirmed by mail, laid before the town's Freigabe."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.utils.text import slugify
from wagtail.images import get_image_model

from inbox.models import Submission
from inbox.submissions.kinds import Row
from kommunen.models import Category, Kommune
from mitmachkarte.forms import RESERVED_SLUGS
from mitmachkarte.models import InitiativePage, MitmachkartePage

from .facts import in_words, label_of, write

KIND = "initiative-proposal"
State = Submission.State


def send_in(
    kommune: Kommune, facts: dict, email: str, *, key: str, picture, consent: str, at: datetime
) -> tuple[Submission, bool]:
    """Write a proposal down; the same key twice is one. Says whether it is new."""
    submission, is_new = Submission.objects.get_or_create(
        key=key,
        defaults={
            "site": kommune.site,
            "kind": KIND,
            "state": State.UNCONFIRMED,
            "about": facts["title"],
            "facts": facts,
            "email": email,
            "consent": consent,
            "created_at": at,
        },
    )
    if is_new and picture:
        submission.picture.save(picture.name, picture)
    return submission, is_new


def become_draft(submission: Submission, at: datetime) -> None:
    """Make a draft on the town's map and hand it to moderation. Runs inside a transaction."""
    kommune = Kommune.objects.complete().get(site=submission.site_id)
    map_page = map_page_of(kommune)
    if map_page is None:  # the town has taken its map away meanwhile
        _settle(submission, State.WAITING)
        return
    page = InitiativePage(
        slug=free_slug(map_page, submission.facts["title"]),
        contact_email=submission.email,
        live=False,
        has_unpublished_changes=True,
    )
    write(page, submission.facts, kommune)
    page.image = _picture(submission, kommune)
    map_page.add_child(instance=page)
    page.save_revision(log_action=True)
    if workflow := page.get_workflow():
        workflow.start(page, None)
    submission.page = page
    _settle(submission, State.HANDED_ON)


def rows(submission: Submission) -> list[Row]:
    """The proposal in words."""
    kommune = Kommune.objects.complete().get(site=submission.site_id)
    categories = list(Category.objects.visible_to(kommune))
    return [
        Row(label_of(name), in_words(name, value, categories))
        for name, value in submission.facts.items()
        if not name.startswith("picture")
    ]


def map_page_of(kommune: Kommune) -> MitmachkartePage | None:
    return MitmachkartePage.objects.descendant_of(kommune.site.root_page).live().first()


def free_slug(map_page: MitmachkartePage, title: str) -> str:
    """A name for the address that neither another entry nor our own forms use."""
    base = slugify(title)[:80] or "initiative"
    taken = set(map_page.get_children().values_list("slug", flat=True)) | RESERVED_SLUGS
    return next(
        slug for slug in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if slug not in taken
    )


def _picture(submission: Submission, kommune: Kommune):
    if not submission.picture:
        return None
    facts, model = submission.facts, get_image_model()
    known = {field.name for field in model._meta.fields}
    rights = {
        "description": facts["picture_alt"],
        "author": facts["picture_author"],
        "licence": facts["picture_licence"],
    }
    name = f"{slugify(facts['title'])[:40] or 'bild'}.jpg"
    with submission.picture.open() as file:
        image = model.objects.create(
            title=facts["picture_alt"][:255],
            file=ContentFile(file.read(), name),
            collection=kommune.collection,
            **{name: text[:160] for name, text in rights.items() if name in known},
        )
    submission.picture.delete(save=False)
    return image


def _settle(submission: Submission, state: str) -> None:
    submission.state = state
    submission.save(update_fields=["state", "page", "picture"])
