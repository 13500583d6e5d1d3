"""All of one person's open work goes to another; what is done, and other towns', stays."""

import pytest
from django.utils import timezone
from wagtail.models import PageSubscription, WorkflowState

from kommunen.models import AuditEntry, Role
from kommunen.people.handovers import hand_over, preview
from kommunen.people.roles import grant
from tests.factories.home import content_page
from textbausteine.approval import submit
from textbausteine.models import ApprovalRequest, Textbaustein

from .conftest import arrived

pytestmark = pytest.mark.django_db

URL = "/admin/people/handover/"


@pytest.fixture
def giver(town, member, person_of):
    return person_of(town, arrived(town, member(town, Role.REDAKTION)))


@pytest.fixture
def taker(town, member, person_of):
    return person_of(town, arrived(town, member(town, Role.FREIGABE)))


def draft_of(kommune, user, title="Entwurf"):
    page = content_page(kommune, title=title)
    page.live, page.owner = False, user
    page.save()
    return page


def owner_of(page):
    page.refresh_from_db()
    return page.owner


def test_unfinished_drafts_get_a_new_owner(town, giver, taker):
    draft = draft_of(town, giver.user)

    hand_over(giver, taker)

    assert owner_of(draft) == taker.user


def test_what_is_published_keeps_its_owner(town, giver, taker):
    page = content_page(town, "Fertig")
    page.owner = giver.user
    page.save()

    hand_over(giver, taker)

    assert owner_of(page) == giver.user


def test_work_of_others_is_not_touched(town, giver, taker, member):
    colleague = arrived(town, member(town, Role.VERWALTUNG))
    draft = draft_of(town, colleague)

    hand_over(giver, taker)

    assert owner_of(draft) == colleague


def test_work_in_another_town_stays_there(town, other_town, giver, taker):
    grant(giver.user, other_town, Role.REDAKTION)
    draft = draft_of(other_town, giver.user)

    hand_over(giver, taker)

    assert owner_of(draft) == giver.user


def test_locks_go_over(town, giver, taker):
    page = town.site.root_page
    page.locked, page.locked_by, page.locked_at = True, giver.user, timezone.now()
    page.save()

    hand_over(giver, taker)

    page.refresh_from_db()
    assert page.locked_by == taker.user


def test_submitted_pages_go_over(town, giver, taker):
    page = town.site.root_page.specific
    page.save_revision()
    page.get_workflow().start(page, giver.user)

    hand_over(giver, taker)

    assert WorkflowState.objects.get().requested_by == taker.user


def test_news_about_comments_go_to_the_new_person_once(town, giver, taker):
    known, new = town.site.root_page, content_page(town, "Neu")
    for page, user in ((known, giver.user), (known, taker.user), (new, giver.user)):
        PageSubscription.objects.create(page=page, user=user, comment_notifications=True)

    hand_over(giver, taker)

    assert set(PageSubscription.objects.filter(user=taker.user).values_list("page", flat=True)) == {
        known.pk,
        new.pk,
    }


def test_texts_that_are_locked_or_submitted_go_over(town, giver, taker):
    text = Textbaustein.objects.create(
        site=town.site, title="Text", slug="text", locked=True, locked_by=giver.user
    )
    submit(text, giver.user)

    hand_over(giver, taker)

    text.refresh_from_db()
    assert text.locked_by == taker.user
    assert ApprovalRequest.objects.get().asked_by == taker.user


def test_two_towns_never_hand_over_to_each_other(giver, other_town, member, person_of):
    stranger = person_of(other_town, member(other_town, Role.FREIGABE))

    with pytest.raises(ValueError, match="one town"):
        hand_over(giver, stranger)


def test_the_preview_counts_and_changes_nothing(town, giver, taker):
    draft = draft_of(town, giver.user)
    draft_of(town, giver.user, "Zweiter")

    assert [pile.number for pile in preview(giver, taker)] == [2]
    assert owner_of(draft) == giver.user


# --- The form


def test_the_form_asks_with_numbers_before_it_does_anything(verwaltung, town, giver, taker):
    draft = draft_of(town, giver.user)
    fields = {"giver": giver.pk, "taker": taker.pk}

    page = verwaltung.post(URL, fields).content.decode()
    assert "Seiten mit offenem Entwurf</td><td>1</td>" in page
    assert owner_of(draft) == giver.user

    done = verwaltung.post(URL, {**fields, "yes": "1"}, follow=True).content.decode()
    assert "Übergeben: 1." in done
    assert owner_of(draft) == taker.user


def test_the_record_says_who_handed_over_to_whom(verwaltung, giver, taker):
    verwaltung.post(URL, {"giver": giver.pk, "taker": taker.pk, "yes": "1"})

    entry = AuditEntry.objects.get(action="kommunen.hand_over")
    assert (entry.about, entry.detail) == (str(giver), str(taker))


def test_the_work_of_somebody_who_is_gone_can_be_handed_over(verwaltung, town, giver, taker):
    draft = draft_of(town, giver.user)
    verwaltung.post(f"/admin/people/{giver.pk}/end/")

    verwaltung.post(URL, {"giver": giver.pk, "taker": taker.pk, "yes": "1"})
    assert owner_of(draft) == taker.user

    verwaltung.post(URL, {"giver": taker.pk, "taker": giver.pk, "yes": "1"})
    assert owner_of(draft) == taker.user


@pytest.mark.parametrize("side", ["giver", "taker"])
def test_people_of_another_town_cannot_be_named(
    verwaltung, town, other_town, member, giver, taker, person_of, side
):
    stranger = person_of(other_town, member(other_town, Role.REDAKTION))
    draft = draft_of(other_town if side == "giver" else town, stranger.user)
    fields = {"giver": giver.pk, "taker": taker.pk, side: stranger.pk, "yes": "1"}

    page = verwaltung.post(URL, fields).content.decode()

    assert "nachbarstadt" not in page
    assert owner_of(draft) == stranger.user
