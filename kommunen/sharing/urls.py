"""Addresses of what crosses a town's border, below Wagtail's admin."""

from django.urls import path

from kommunen.sharing import views

app_name = "kommunen_sharing"
urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("offer/<int:page_id>/", views.OfferView.as_view(), name="offer"),
    path("share/", views.ShareView.as_view(), name="share"),
    path("entry/<int:consent_id>/decide/", views.DecideEntryView.as_view(), name="decide_entry"),
    path("entry/<int:consent_id>/end/", views.WithdrawEntryView.as_view(), name="withdraw_entry"),
    path("town/<int:consent_id>/decide/", views.DecideTownView.as_view(), name="decide_town"),
    path("town/<int:consent_id>/end/", views.WithdrawTownView.as_view(), name="withdraw_town"),
]
