"""The towns' invented events, with days that count from the day of loading."""

from datetime import date, timedelta

from home.demo import dates
from home.demo.blocks import stream
from home.demo.content import MARK, Folder
from home.demo.publishing import publish
from home.demo.shelf import Shelf
from kommunen.models import Kommune
from termintipps.models import DateChange, EventPage
from termintipps.recurrence import Rule

BODY = EventPage._meta.get_field("body")
NOTE = {
    "type": "callout",
    "tone": "note",
    "heading": "Beispiel",
    "text": "<p>Diesen Termin gibt es nicht. Ort und Gruppe sind erfunden.</p>",
}
TWO_YEARS = timedelta(days=730)


def load_events(folder: Folder, shelf: Shelf, today: date) -> None:
    parent = shelf.page("/termintipps/")
    for row in folder.rows("events", "event"):
        publish(parent, _page(row, shelf, today))


def move_ahead(folder: Folder, kommune: Kommune, today: date) -> None:
    """Give single events that are over a new day, unless somebody has edited them."""
    ours = EventPage.objects.live().descendant_of(kommune.site.root_page)
    untouched = ours.filter(rrule="", latest_revision__user=None)
    for row in folder.rows("events", "event"):
        is_meant_to_be_over = "repeat" not in row and row["on"][1] < 0
        page = untouched.filter(slug=row["slug"]).first()
        if page and page.last_date < today and not is_meant_to_be_over:
            page.start_date, page.end_date, _ = _days(row, today)
            page.save_revision().publish()


def _page(row: dict, shelf: Shelf, today: date) -> EventPage:
    start, last, rule = _days(row, today)
    changes = [_change(facts, start, rule, today) for facts in row.pop("change", [])]
    categories = [shelf.category(slug) for slug in row.pop("categories")]
    body = [{"type": "text", "value": html} for html in (row.pop("body", None),) if html]
    picture = row.pop("picture", None)
    organiser = row.pop("organiser", None)
    page = EventPage(
        summary=f"{row.pop('summary')} {MARK}",
        body=stream(BODY, [*body, NOTE], shelf),
        picture=shelf.picture(picture) if picture else None,
        organiser=shelf.page(f"/mitmachkarte/{organiser}/").specific if organiser else None,
        start_date=start,
        end_date=last,
        rrule=str(rule) if rule else "",
        **row,
    )
    page.categories = categories
    page.date_changes = changes
    return page


def _days(row: dict, today: date) -> tuple[date, date | None, Rule | None]:
    """First day, last day if there are several, and how it comes again."""
    on = row.pop("on")
    match row.pop("repeat", None):
        case "weekly":
            start = dates.began_weekly(on, today)
            return start, None, Rule.weekly([start.weekday()])
        case "monthly":
            start = dates.began_monthly(on, row.pop("position"), today)
            return start, None, Rule.monthly_by_weekday(start)
    weekday, weeks = on
    start, days = dates.coming(weekday, today, weeks), row.pop("days", 1)
    return start, (start + timedelta(days=days - 1) if days > 1 else None), None


def _change(facts: dict, start: date, rule: Rule, today: date) -> DateChange:
    """A date of the series that differs; `date` counts the coming ones from 1."""
    ahead = rule.dates(start, today + timedelta(days=1), today + TWO_YEARS)
    return DateChange(date=ahead[facts.pop("date") - 1], **facts)
