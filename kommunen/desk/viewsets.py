"""The admin's lists of what a town keeps once."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kommunen.desk.snippets import TenantSnippetViewSet
from kommunen.models import Category, ContactPerson, Supporter, Topic


class CategoryViewSet(TenantSnippetViewSet):
    model = Category
    icon = "tag"
    list_display = ["name", "kind", "letter", "is_central"]


class TopicViewSet(TenantSnippetViewSet):
    model = Topic
    icon = "list-ul"
    list_display = ["name", "is_central"]


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
