"""Addresses of this app beside its pages; they come before Wagtail's."""

from django.urls import path

from .takeaway import data, embeds

app_name = "textbausteine"
urlpatterns = [
    path("einbetten/text/<slug:slug>/", embeds.text, name="embed"),
    path("api/v1/texts.json", data.texts_json, name="texts"),
]
