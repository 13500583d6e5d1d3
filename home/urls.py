"""Addresses of the ready site beside its pages; they come before Wagtail's."""

from django.urls import path

from home import for_robots
from home.search import views
from home.survey import answering

app_name = "home"
urlpatterns = [
    path("suche/", views.search, name="search"),
    path("suche/vorschlaege.json", views.suggestions, name="suggestions"),
    path("umfragen/<int:pk>/", answering.answer, name="survey"),
    path("sitemap.xml", for_robots.sitemap, name="sitemap"),
    path("robots.txt", for_robots.robots, name="robots"),
]
