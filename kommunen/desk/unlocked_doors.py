"""Functions of Wagtail that neither a hook nor a subclass reaches, put right from outside.

Each asks for no reader. Ours do: for a member of a town they answer out of the own towns, for
everybody else they do what Wagtail does.

- `get_user_display_name` writes people's names into templates, comments and pings of editing
  sessions;
- `popular_tags_for_model` and the completion of tags name the tags of all tenants' media;
- choosers name whatever key a refused form was sent with, and so does the form that asks below
  which page a new one shall stand;
- `send_notification` mails comments to everybody who ever took part, members of the town or not.
"""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, JsonResponse
from wagtail.admin import filters, mail, models
from wagtail.admin.forms.pages import ParentChooserForm
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views import editing_sessions, tags
from wagtail.admin.views.pages import edit
from wagtail.admin.widgets import BaseChooser
from wagtail.models import Page

from kommunen.desk.known import knows
from kommunen.desk.persons import current_viewer, name_for
from kommunen.desk.tags import popular_tags, tags_beginning_with
from kommunen.tenancy import is_bound

complete_any_tag = tags.autocomplete
show_any_choice = BaseChooser.get_value_data
take_any_parent = ParentChooserForm.clean_parent_page


def name_for_reader(person: AbstractBaseUser | None) -> str:
    """The person's name as the member of a town may read it who is being answered."""
    viewer = current_viewer.get()
    return name_for(viewer, person) if viewer else get_user_display_name(person)


def popular_tags_for_reader(model: type[Model], count: int = 10) -> QuerySet:
    """The tags used most on the media that the member of a town sees who is being answered."""
    viewer = current_viewer.get()
    if viewer:
        return popular_tags(viewer, model, count)
    return models.popular_tags_for_model(model, count)


def complete_tag(request: HttpRequest, **kwargs) -> JsonResponse:
    """Names of tags, of own and central media."""
    if not is_bound(request.user):
        return complete_any_tag(request, **kwargs)
    words = request.GET.get("term", "")
    found = tags_beginning_with(request.user, words, tags.TAGS_AUTOCOMPLETE_LIMIT)
    return JsonResponse(found, safe=False)


def choice_for_reader(chooser: BaseChooser, value: object) -> dict | None:
    """What a chooser shows of the chosen thing: nothing, if it is another town's."""
    viewer = current_viewer.get()
    chosen = chooser.get_instance(value)
    if viewer and chosen and not knows(viewer, chosen):
        return None
    return show_any_choice(chooser, chosen)


def parent_for_reader(form: ParentChooserForm) -> Page:
    """The page below which a new one shall stand; Wagtail would name a foreign one's title."""
    if not knows(form.user, form.cleaned_data["parent_page"]):
        raise ValidationError(form.fields["parent_page"].error_messages["invalid_choice"])
    return take_any_parent(form)


def send_to_editors(
    recipients: Iterable[AbstractBaseUser], notification: str, context: dict
) -> bool | int:
    """Wagtail's mail about comments, to those who may edit the page today."""
    page = context["page"]
    still_here = [each for each in recipients if page.permissions_for_user(each).can_edit()]
    return mail.send_notification(still_here, notification, context)


def lock() -> None:
    """Put ours in Wagtail's place; twice is once."""
    from wagtail.images.views import chooser  # reads the model of pictures when it is imported

    for module in (editing_sessions, filters, wagtailadmin_tags):
        module.get_user_display_name = name_for_reader
    for module in (chooser, filters):
        module.popular_tags_for_model = popular_tags_for_reader
    BaseChooser.get_value_data = choice_for_reader
    ParentChooserForm.clean_parent_page = parent_for_reader
    edit.send_notification = send_to_editors
    tags.autocomplete = complete_tag  # before the addresses of the admin are read
