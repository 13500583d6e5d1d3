"""Addresses of reported barriers, below Wagtail's admin."""

from django.urls import path

from . import views

app_name = "inbox_barriers"
urlpatterns = [
    path("", views.CaseList.as_view(), name="list"),
    path("<int:pk>/", views.CaseView.as_view(), name="case"),
]
