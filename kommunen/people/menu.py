"""The entry “People” in the admin's menu, for those who may look after them."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from kommunen.people.members import may_look_after_people


class _PeopleMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        kommune = getattr(request, "kommune", None)
        return kommune is not None and may_look_after_people(request.user, kommune)


def people_menu_item() -> MenuItem:
    url = reverse("kommunen_people:list")
    return _PeopleMenuItem(_("People"), url, name="people", icon_name="group", order=310)


def people_urls() -> list:
    """Wagtail's hook for addresses below its admin."""
    return [path("people/", include("kommunen.people.urls"))]
