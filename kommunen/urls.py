"""Addresses of the ground floor."""

from django.urls import path

from kommunen import embedding, media, views

urlpatterns = [
    path("farben/<slug:name>.css", views.colours, name="kommunen_colours"),
    path("zeichen.svg", views.sign, name="kommunen_sign"),
    path("einbetten.js", embedding.loader, name="kommunen_embed_loader"),
    path("media/<path:path>", media.picture, name="kommunen_picture"),
]
