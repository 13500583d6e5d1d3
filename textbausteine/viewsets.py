"""The admin's list of texts."""

from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column, UsageCountColumn

from kommunen.desk.snippets import (
    TenantChooseResultsView,
    TenantChooserViewSet,
    TenantChooseView,
    TenantSnippetViewSet,
)

from . import text_views
from .contract.withdrawing import WithdrawView
from .filters import TextFilterSet
from .models import Textbaustein


class _MoreColumns:
    """Topic and origin beside the title."""

    @property
    def columns(self) -> list[Column]:
        title, *others = super().columns
        topic = Column("topic", label=_("Topic"), width="20%")
        return [title, topic, Column("origin", label=_("Origin"), width="10%"), *others]

    def get_object_list(self):
        return super().get_object_list().select_related("topic").brief()


class TextChooseView(_MoreColumns, TenantChooseView):
    pass


class TextChooseResultsView(_MoreColumns, TenantChooseResultsView):
    pass


class TextChooserViewSet(TenantChooserViewSet):
    choose_view_class = TextChooseView
    choose_results_view_class = TextChooseResultsView


class TextViewSet(TenantSnippetViewSet):
    model = Textbaustein
    icon = "snippet"
    menu_label = _("Textbausteine")
    menu_order = 250
    add_to_admin_menu = True
    list_display = [
        "title",
        Column("state", label=_("State"), width="18%"),
        Column("origin", label=_("Origin"), width="12%"),
        Column("topic", label=_("Topic"), sort_key="topic__name", width="15%"),
        Column(
            "stand",
            label=pgettext_lazy("day of the last change", "As of"),
            sort_key="last_published_at",
            width="12%",
        ),
        UsageCountColumn("uses", label=_("Used"), width="12%", sort_key="uses"),
    ]
    list_per_page = 30
    chooser_viewset_class = TextChooserViewSet
    filterset_class = TextFilterSet
    ordering = "title"
    search_fields = None
    inspect_view_fields = [
        "teaser",
        "topic",
        "target_group",
        "occasion",
        "licence",
        "responsible",
        "review_on",
    ]

    index_view_class = text_views.TextIndexView
    add_view_class = text_views.TextCreateView
    edit_view_class = text_views.TextEditView
    copy_view_class = text_views.TextCopyView
    inspect_view_class = text_views.TextInspectView
    usage_view_class = text_views.TextUsageView
    unpublish_view_class = WithdrawView

    @cached_property
    def give_back_view(self):
        return self.construct_view(text_views.GiveBackView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("give-back/<int:pk>/", self.give_back_view, name="give_back"),
        ]
