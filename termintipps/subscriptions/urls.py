"""Addresses below Wagtail's admin, beside those of the snippet."""

from django.urls import path

from . import views

app_name = "termintipps_subscriptions"
urlpatterns = [
    path("<int:pk>/", views.ShowView.as_view(), name="show"),
    path("<int:pk>/visit/", views.VisitView.as_view(), name="visit"),
]
