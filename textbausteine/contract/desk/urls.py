"""Addresses of the contract, below Wagtail's admin."""

from django.urls import path

from . import changes, merge, overview, proposing

app_name = "textbausteine_contract"
urlpatterns = [
    path("", changes.ChangesView.as_view(), name="changes"),
    path("<int:notice_id>/", changes.NoticeView.as_view(), name="notice"),
    path("<int:notice_id>/zusammenfuehren/", merge.MergeView.as_view(), name="merge"),
    path("festhalten/<int:text_id>/", changes.PinView.as_view(), name="pin"),
    path("vorschlagen/<int:text_id>/", proposing.ProposeView.as_view(), name="propose"),
    path("verbreitung/", overview.SpreadView.as_view(), name="spread"),
    path("verbreitung/<int:text_id>/", overview.TextSpreadView.as_view(), name="text_spread"),
    path(
        "vorschlaege/<int:improvement_id>/",
        overview.ImprovementView.as_view(),
        name="improvement",
    ),
]
