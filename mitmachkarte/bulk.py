"""What editors do with many initiatives at once: give them a category, mark them as confirmed."""

from urllib.parse import urlsplit

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from kommunen.models import Category
from kommunen.tenancy import kommune_for
from kommunen.versions import write_versions

from .freshness.answers import confirm
from .listing import InitiativeFilterSet, categories_here
from .models import InitiativePage


class InitiativeBulkAction(PageBulkAction):
    """For initiatives of the host's own town that the person may change; other pages stay out."""

    template_name = "mitmachkarte/bulk_action.html"
    keeps_to_own_town = True

    @classmethod
    def get_queryset(cls, model: type[Page], object_ids: list) -> list[Page]:
        return list(Page.objects.filter(pk__in=object_ids).specific())

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> QuerySet:
        """“All” are all that the list showed with its filters, of the host's town."""
        pages = InitiativePage.objects.in_town(kommune_for(self.request))
        asked = QueryDict(urlsplit(self.next_url).query)
        return InitiativeFilterSet(asked, pages, request=self.request).qs.values_list(
            "pk", flat=True
        )

    def check_perm(self, page: Page) -> bool:
        own = kommune_for(self.request).site.root_page
        return (
            isinstance(page, InitiativePage)
            and page.is_descendant_of(own)
            and self.is_allowed(page.permissions_for_user(self.request.user))
        )

    def is_allowed(self, permissions) -> bool:
        return permissions.can_edit()

    def get_context_data(self, **kwargs) -> dict:
        names = {"display_name": self.display_name, "explanation": self.explanation}
        return {**super().get_context_data(**kwargs), **names}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)d initiative was changed.",
            "%(count)d initiatives were changed.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


class CategoryForm(forms.Form):
    category = forms.ModelChoiceField(
        label=_("Kind of engagement"), queryset=Category.objects.none()
    )
    how = forms.ChoiceField(
        label=_("What shall happen?"),
        choices=[
            ("add", _("Add it to the others")),
            ("replace", _("Replace the others by it")),
            ("remove", _("Take it away")),
        ],
        initial="add",
        widget=forms.RadioSelect,
    )


class ChangeCategory(InitiativeBulkAction):
    display_name = _("Change category")
    action_type = "change_category"
    aria_label = _("Change the category of the selected initiatives")
    action_priority = 200
    form_class = CategoryForm
    explanation = _(
        "Published entries change at once if you may publish; else the change becomes a draft."
        " An open draft gets it too and stays a draft."
    )

    def get_form(self, form_class=None) -> CategoryForm:
        form = super().get_form(form_class)
        form.fields["category"].queryset = categories_here(self.request)
        return form

    def get_execution_context(self) -> dict:
        chosen = self.cleaned_form.cleaned_data
        return {**super().get_execution_context(), **chosen}

    @classmethod
    def execute_action(cls, objects, user=None, category=None, how="add", **kwargs):
        changed = 0
        for page in objects:
            page = InitiativePage.objects.get(pk=page.pk)
            may_publish = page.permissions_for_user(user).can_publish()
            latest = page.get_latest_revision_as_object()
            has_draft = page.has_unpublished_changes or not page.live
            live = cls._change(page, category, how) if page.live and may_publish else {}
            draft = cls._change(latest, category, how) if has_draft or not may_publish else {}
            if live or draft:
                write_versions(page, live, draft, user, put=put_categories)
                changed += 1
        return changed, 0

    @staticmethod
    def _change(page: InitiativePage, category: Category, how: str) -> dict:
        """The categories afterwards; nothing if they stay, or if none would be left."""
        now = list(page.categories.all())
        wanted = {
            "add": [*now, category],
            "replace": [category],
            "remove": [each for each in now if each != category],
        }[how]
        wanted = list(dict.fromkeys(wanted))
        return {"categories": wanted} if wanted and set(wanted) != set(now) else {}


def put_categories(page: InitiativePage, changes: dict) -> None:
    page.categories = changes.get("categories", list(page.categories.all()))


class MarkConfirmed(InitiativeBulkAction):
    display_name = _("Mark as confirmed")
    action_type = "mark_confirmed"
    aria_label = _("Mark the selected initiatives as confirmed")
    action_priority = 210
    form_class = forms.Form
    explanation = _(
        "Only if somebody of the initiative has told you that everything is right."
        " Today's date then stands on its page, and what was hidden as outdated is shown again."
    )

    def is_allowed(self, permissions) -> bool:
        return permissions.can_publish()

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        now = timezone.now()
        for page in objects:
            confirm(page, now)
        return len(objects), 0
