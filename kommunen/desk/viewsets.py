"""The admin's lists of what a town keeps once."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from kommunen.desk.snippets import TenantSnippetViewSet
from kommunen.models import Category, ContactPerson, Kommune, Supporter, Topic


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


class KommuneViewSet(ModelViewSet):
    """The operator's list of tenants. New ones are set up by `create_kommune`."""

    model = Kommune
    icon = "globe"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["official_name", "site", "key", "state"]
    list_filter = ["kind", "state"]
    search_fields = ["name", "key"]
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = True
