"""Addresses of import and export, below Wagtail's admin."""

from django.urls import path

from mitmachkarte.places.views import PlacesView

from . import views

app_name = "mitmachkarte_transfer"
urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("places/", PlacesView.as_view(), name="places"),
    path("<int:pk>/", views.ShowView.as_view(), name="show"),
    path("<int:pk>/undo/", views.UndoView.as_view(), name="undo"),
    path("export/<slug:kind>/", views.ExportView.as_view(), name="export"),
]
