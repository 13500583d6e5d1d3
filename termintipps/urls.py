"""Addresses of the contract that are no pages. They stand at the root of a town's host."""

from django.urls import path

from termintipps import views

app_name = "termintipps"
urlpatterns = [
    path("termintipps/kalender.ics", views.calendar_file, name="calendar"),
    path("termintipps/feed.atom", views.atom_feed, name="feed"),
    path("termintipps/<str:slug>/termin.ics", views.event_file, name="event_file"),
    path("api/v1/events.json", views.events_json, name="events"),
]
