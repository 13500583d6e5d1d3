"""Addresses of import and export, below Wagtail's admin."""

from django.urls import path

from . import views

app_name = "termintipps_transfer"
urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("<int:pk>/", views.ShowView.as_view(), name="show"),
    path("<int:pk>/undo/", views.UndoView.as_view(), name="undo"),
    path("export/<slug:kind>/", views.ExportView.as_view(), name="export"),
]
