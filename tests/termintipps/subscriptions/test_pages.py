import pytest
from django.urls import reverse

from kommunen.models import Role
from termintipps.models import EventPage, Subscription

LIST = "/admin/snippets/termintipps/subscription/"
NO_WORDS = {
    "words-TOTAL_FORMS": "0",
    "words-INITIAL_FORMS": "0",
    "words-MIN_NUM_FORMS": "0",
    "words-MAX_NUM_FORMS": "1000",
}
FILLED = NO_WORDS | {
    "name": "Verein",
    "url": "webcal://verein.example/termine.ics",
    "is_active": "on",
    "interval_hours": "24",
    "target": "public",
    "title_wins": "ours",
    "text_wins": "ours",
    "when_wins": "newer",
    "place_wins": "newer",
    "others_wins": "ours",
}


@pytest.fixture
def publisher(town, client_for, member):
    return client_for(town, member(town, Role.FREIGABE))


def test_a_town_subscribes_fetches_and_sees_what_came(publisher, source, town):
    answer = publisher.post(f"{LIST}add/", FILLED)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    subscription = Subscription.objects.for_site(town.site).get()

    answer = publisher.post(
        reverse("termintipps_subscriptions:visit", args=[subscription.pk]), follow=True
    )

    assert "2 neu" in answer.text
    assert "Filmabend" in answer.text
    assert EventPage.objects.live().count() == 2


def test_the_editor_of_an_event_sees_where_it_came_from(publisher, subscribe, ask):
    ask(subscribe())
    page = EventPage.objects.get(title="Filmabend")

    text = publisher.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text

    assert "aus dem Kalender „Verein“" in text


def test_redaktion_reads_and_does_not_change(town, client_for, member, subscribe, source):
    editor = client_for(town, member(town, Role.REDAKTION))
    subscription = subscribe()

    assert editor.get(LIST).status_code == 200
    show = reverse("termintipps_subscriptions:show", args=[subscription.pk])
    assert "Jetzt abholen" not in editor.get(show).text
    editor.post(reverse("termintipps_subscriptions:visit", args=[subscription.pk]))
    assert source.asked == []


@pytest.mark.parametrize("kind", ["show", "visit"])
def test_another_towns_subscription_is_not_found(kind, publisher, subscribe, other_town):
    foreign = subscribe(other_town)

    url = reverse(f"termintipps_subscriptions:{kind}", args=[foreign.pk])

    assert publisher.post(url).status_code in (404, 405)
    assert publisher.get(url).status_code in (404, 405)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/"])
def test_only_addresses_of_the_web_are_taken(publisher, url):
    assert publisher.post(f"{LIST}add/", FILLED | {"url": url}).status_code == 200
    assert not Subscription.objects.exists()
