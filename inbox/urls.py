"""Addresses of the inbox. Upper floors put their own forms beside their entries."""

from django.urls import path

from . import confirming, views

app_name = "inbox"
urlpatterns = [
    path("barriere-melden/", views.barrier_report, name="barrier"),
    path("bestaetigen/<str:token>/", confirming.confirm, name="confirm"),
]
