"""The admin's lists of what a town keeps once."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kommunen.desk.snippets import TenantSnippetViewSet
from kommunen.desk.visibility import HideableViewSet
from kommunen.models import Category, ContactPerson, Supporter, Topic

ORIGIN = BooleanColumn("is_central", label=_("Central"), width="12%")


class CategoryViewSet(HideableViewSet):
    model = Category
    icon = "tag"
    list_display = ["name", "kind", "letter", ORIGIN, HideableViewSet.visibility_column]


class TopicViewSet(HideableViewSet):
    model = Topic
    icon = "list-ul"
    list_display = ["name", ORIGIN, HideableViewSet.visibility_column]


class ContactPersonViewSet(TenantSnippetViewSet):
    model = ContactPerson
    icon = "user"
    list_display = ["name", "role", "organisation"]


class SupporterViewSet(TenantSnippetViewSet):
    model = Supporter
    icon = "group"
    list_display = ["name", "url"]


class LookupGroup(SnippetViewSetGroup):
    menu_label = _("Kept once")
    menu_icon = "folder-open-inverse"
    menu_order = 300
    items = (ContactPersonViewSet, SupporterViewSet, CategoryViewSet, TopicViewSet)
