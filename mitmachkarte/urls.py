"""Addresses of this app beside its pages; they come before Wagtail's."""

from django.urls import path

from . import embeds, views
from .places.views import places
from .selfcare import caring, elsewhere, proposing

app_name = "mitmachkarte"
urlpatterns = [
    path("mitmachkarte/vorschlagen/", proposing.propose, name="propose"),
    path("mitmachkarte/pflege/<str:token>/", caring.overview, name="care"),
    path("mitmachkarte/pflege/<str:token>/aendern/", caring.change, name="change"),
    path("mitmachkarte/pflege/<str:token>/abmelden/", caring.take_down, name="take_down"),
    path("mitmachkarte/pflege/<str:token>/anderswo/", elsewhere.offer, name="elsewhere"),
    path("mitmachkarte/pflege/<str:token>/uebergeben/", caring.hand_over, name="hand_over"),
    path("mitmachkarte/<slug:slug>/verwalten/", caring.manage, name="manage"),
    path("mitmachkarte/<slug:slug>/melden/", caring.report, name="report"),
    path("mitmachkarte/<slug:slug>/nachricht/", views.message, name="message"),
    path("einbetten/karte/", views.embed, name="embed"),
    path("einbetten/initiative/<slug:slug>/", embeds.initiative, name="embed_initiative"),
    path("api/v1/initiatives.geojson", views.initiatives_geojson, name="geojson"),
    path("api/v1/markers.json", views.map_markers, name="markers"),
    path("api/v1/marker-names.json", views.marker_names, name="marker_names"),
    path("api/v1/places.json", places, name="places"),
]
