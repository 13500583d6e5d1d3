"""Addresses of the people of a town, below Wagtail's admin."""

from django.urls import path

from kommunen.people import second_factor_views, standing_in, towns, views

app_name = "kommunen_people"
urlpatterns = [
    path("", views.ListView.as_view(), name="list"),
    path("invite/", views.InviteView.as_view(), name="invite"),
    path("<int:pk>/", views.PersonView.as_view(), name="edit"),
    path("<int:pk>/end/", views.EndView.as_view(), name="end"),
    path("<int:pk>/bring-back/", views.BringBackView.as_view(), name="bring_back"),
    path("<int:pk>/send-link/", views.SendLinkView.as_view(), name="send_link"),
    path("<int:pk>/reset-second-factor/", views.ResetView.as_view(), name="reset_second_factor"),
    path("deputies/", standing_in.DeputyView.as_view(), name="deputies"),
    path("deputies/<int:pk>/end/", standing_in.EndDeputyView.as_view(), name="end_deputy"),
    path("handover/", standing_in.HandoverView.as_view(), name="handover"),
    path("second-factor/", second_factor_views.SecondFactorView.as_view(), name="second_factor"),
    path("towns/", towns.TownsView.as_view(), name="towns"),
]
