"""Addresses of the contract that are no pages. They stand at the root of a town's host."""

from datetime import date

from django.urls import path, register_converter

from termintipps import embeds, views
from termintipps.proposing import views as proposing


class DayConverter:
    """A day as in the addresses of single dates: 2027-06-30."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

app_name = "termintipps"
urlpatterns = [
    path("termintipps/kalender.ics", views.calendar_file, name="calendar"),
    path("termintipps/feed.atom", views.atom_feed, name="feed"),
    path("termintipps/<str:slug>/termin.ics", views.event_file, name="event_file"),
    path("termintipps/<str:slug>/<day:day>/termin.ics", views.date_file, name="date_file"),
    path("termintipps/vorschlagen/", proposing.propose, name="propose"),
    path("termintipps/pflege/<str:token>/", proposing.by_initiative, name="by_initiative"),
    path("termintipps/<str:slug>/anmelden/", views.register, name="register"),
    path("einbetten/termine/", embeds.embed, name="embed"),
    path("api/v1/events.json", views.events_json, name="events"),
]
