"""Addresses of the admin's pages about embedding."""

from django.urls import path

from . import views

app_name = "kommunen_embedding"
urlpatterns = [
    path("", views.ConfigureView.as_view(), name="configure"),
    path("hosts/ask/", views.AskView.as_view(), name="ask"),
    path("hosts/<int:wish_pk>/withdraw/", views.WithdrawView.as_view(), name="withdraw"),
    path("pages/", views.PagesView.as_view(), name="pages"),
    path("pages/<int:pk>/", views.PageView.as_view(), name="page"),
    path("pages/<int:pk>/forget/", views.ForgetView.as_view(), name="forget"),
]
