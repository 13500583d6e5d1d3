"""Addresses of the ground floor."""

from django.urls import path

from kommunen import media, views

urlpatterns = [
    path("farben/<slug:name>.css", views.colours, name="kommunen_colours"),
    path("zeichen.svg", views.sign, name="kommunen_sign"),
    path("media/<path:path>", media.picture, name="kommunen_picture"),
]
