"""Addresses of what waits for the town, below Wagtail's admin."""

from django.urls import path

from . import views

app_name = "inbox_desk"
urlpatterns = [
    path("", views.ListView.as_view(), name="list"),
    path("<int:pk>/", views.TaskView.as_view(), name="task"),
]
