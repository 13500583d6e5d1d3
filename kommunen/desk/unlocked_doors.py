"""Two functions of Wagtail that neither a hook nor a subclass reaches, put right from outside.

`get_user_display_name` writes people's names into templates, comments and the pings of editing
sessions without asking who reads them. `send_notification` mails comments to everybody who ever
took part, members of the town or not.
"""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from wagtail.admin import filters, mail
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views import editing_sessions
from wagtail.admin.views.pages import edit

from kommunen.desk.persons import current_viewer, name_for


def name_for_reader(person: AbstractBaseUser | None) -> str:
    """The person's name as the member of a town may read it who is being answered."""
    viewer = current_viewer.get()
    return name_for(viewer, person) if viewer else get_user_display_name(person)


def send_to_editors(
    recipients: Iterable[AbstractBaseUser], notification: str, context: dict
) -> bool | int:
    """Wagtail's mail about comments, to those who may edit the page today."""
    page = context["page"]
    still_here = [each for each in recipients if page.permissions_for_user(each).can_edit()]
    return mail.send_notification(still_here, notification, context)


def lock() -> None:
    """Put ours in Wagtail's place; twice is once."""
    for module in (editing_sessions, filters, wagtailadmin_tags):
        module.get_user_display_name = name_for_reader
    edit.send_notification = send_to_editors
