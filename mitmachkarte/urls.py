"""Addresses of this app beside its pages; they come before Wagtail's."""

from django.urls import path

from . import views

app_name = "mitmachkarte"
urlpatterns = [
    path("mitmachkarte/<slug:slug>/nachricht/", views.message, name="message"),
    path("einbetten/karte/", views.embed, name="embed"),
    path("api/v1/initiatives.geojson", views.initiatives_geojson, name="geojson"),
]
