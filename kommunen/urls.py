"""Addresses of the ground floor."""

from django.urls import path

from kommunen import media

urlpatterns = [
    path("media/<path:path>", media.picture, name="kommunen_picture"),
]
