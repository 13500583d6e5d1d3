"""Addresses of the inbox. Upper floors put their own forms beside their entries."""

from django.urls import path

from . import views

app_name = "inbox"
urlpatterns = [path("barriere-melden/", views.barrier_report, name="barrier")]
