"""Initiatives: `InitiativePageFactory(town=town)` stands on the town's map, published."""

from datetime import UTC, datetime

import factory
import wagtail_factories

from kommunen.models import Category, Kommune
from mitmachkarte.models import InitiativePage, InitiativeStatus, MitmachkartePage


def map_page_of(town: Kommune) -> MitmachkartePage:
    return MitmachkartePage.objects.descendant_of(town.site.root_page).get()


class InitiativePageFactory(wagtail_factories.PageFactory):
    """With `town`, or with `parent`. Categories by slug: `kinds=["gaerten"]`."""

    class Meta:
        model = InitiativePage
        skip_postgeneration_save = True

    class Params:
        town = None
        draft = factory.Trait(live=False, last_published_at=None)
        nowhere = factory.Trait(lat=None, lon=None)

    parent = factory.LazyAttribute(lambda page: map_page_of(page.town))
    title = factory.Sequence("Initiative {}".format)
    summary = "Wir reparieren, was noch geht."
    lat, lon = "51.2973000", "6.8493000"  # Ratingen, Markt
    district = "Mitte"
    when = "jeden 2. Samstag, 14 bis 17 Uhr"
    contact_email = "team@initiative.example"
    last_published_at = datetime(2026, 11, 18, 10, tzinfo=UTC)

    @factory.post_generation
    def kinds(page, create, slugs, **kwargs):
        page.categories = Category.objects.filter(site=None, slug__in=slugs or ["reparieren"])
        page.save()

    @factory.post_generation
    def confirmed_on(page, create, day, **kwargs):
        if day:
            InitiativeStatus.objects.create(page=page, confirmed_on=day)
