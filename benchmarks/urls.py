"""The site's addresses, and before them what it is compared with."""

from django.urls import include, path

from benchmarks import rivals

urlpatterns = [
    path("bare/<str:name>/", rivals.bare),
    path("plain/", rivals.plain),
    path("", include("config.urls")),
]
