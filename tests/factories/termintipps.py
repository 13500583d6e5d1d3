"""Events, published unless a test says otherwise."""

from datetime import date, time

from kommunen.models import Kommune
from termintipps.models import DateChange, EventPage, ExtraDate, TermintippsPage


def overview_of(kommune: Kommune) -> TermintippsPage:
    return TermintippsPage.objects.descendant_of(kommune.site.root_page).get()


def event(kommune: Kommune, title: str = "Kleidertausch", *, draft: bool = False, **fields):
    """An event below the town's list: `event(town, rrule="FREQ=WEEKLY;BYDAY=SA")`.

    Args:
        changes: Dates that differ, as `DateChange(...)`.
        further: Days besides the rule.
        categories: Kinds of engagement.
    """
    changes, categories = fields.pop("changes", []), fields.pop("categories", [])
    further = fields.pop("further", [])
    usual = {
        "summary": "Bringen Sie mit, was Ihnen nicht mehr passt.",
        "start_date": date(2026, 12, 5),
        "start_time": time(11),
        "end_time": time(15),
        "place_name": "Stadtbibliothek",
    }
    page = EventPage(title=title, live=False, **{**usual, **fields})
    page.date_changes = changes
    page.extra_dates = [ExtraDate(date=day) for day in further]
    overview_of(kommune).add_child(instance=page)
    page.categories.set(categories)
    page.save()
    revision = page.save_revision()
    if not draft:
        revision.publish()
    return EventPage.objects.get(pk=page.pk)


def change(day: date, kind: str = DateChange.Kind.LEFT_OUT, **fields) -> DateChange:
    return DateChange(date=day, kind=kind, **fields)
