"""Addresses of the ground floor."""

from django.urls import path

from kommunen import media, views
from kommunen.embedding import frames, oembed
from kommunen.tiles import views as tiles

urlpatterns = [
    path("farben/<slug:name>.css", views.colours, name="kommunen_colours"),
    path("zeichen.svg", views.sign, name="kommunen_sign"),
    path("einbetten.js", frames.loader, name="kommunen_embed_loader"),
    path("oembed/", oembed.oembed, name="kommunen_oembed"),
    path("kacheln/<slug:service>/<int:z>/<int:x>/<int:y>.png", tiles.tile, name="kommunen_tile"),
    path("media/<path:path>", media.picture, name="kommunen_picture"),
]
