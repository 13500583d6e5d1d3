"""What editors do with many entries at once, in the lists of one kind of page."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from kommunen.models import Category
from kommunen.tenancy import kommune_for
from kommunen.versions import Changes, write_versions


class TownBulkAction(PageBulkAction):
    """For entries of the host's own town that the person may change; other pages stay out.

    A subclass says which kind of page, how its list is narrowed, and the words.
    """

    template_name = "kommunen/desk/bulk_action.html"
    keeps_to_own_town = True
    page_model: type[Page]
    filterset: type[WagtailFilterSet]
    icon: str
    explanation: Any

    @classmethod
    def get_queryset(cls, model: type[Page], object_ids: list) -> list[Page]:
        return list(Page.objects.filter(pk__in=object_ids).specific())

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> QuerySet:
        """“All” are all that the list showed with its filters, of the host's town."""
        own = kommune_for(self.request).site.root_page
        pages = self.page_model.objects.descendant_of(own)
        asked = QueryDict(urlsplit(self.next_url).query)
        return self.filterset(asked, pages, request=self.request).qs.values_list("pk", flat=True)

    def check_perm(self, page: Page) -> bool:
        own = kommune_for(self.request).site.root_page
        return (
            isinstance(page, self.page_model)
            and page.is_descendant_of(own)
            and self.is_allowed(page.permissions_for_user(self.request.user))
        )

    def is_allowed(self, permissions) -> bool:
        return permissions.can_edit()

    def get_context_data(self, **kwargs) -> dict:
        names = {"display_name": self.display_name, "explanation": self.explanation}
        return {**super().get_context_data(**kwargs), **names, "icon": self.icon}

    def get_execution_context(self) -> dict:
        chosen = self.cleaned_form.cleaned_data if self.cleaned_form else {}
        return {**super().get_execution_context(), **chosen}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)d entry was changed.",
            "%(count)d entries were changed.",
            num_parent_objects,
        ) % {"count": num_parent_objects}

    @classmethod
    def execute_action(cls, objects, user=None, **chosen):
        changed = sum(cls.change_one(page, user, **chosen) for page in objects)
        return changed, 0

    @classmethod
    def change_one(cls, page: Page, user: AbstractBaseUser, **chosen) -> bool:
        """Change the public version and the open draft, each for itself; whether anything was.

        Who may not publish begins a draft.
        """
        page = cls.page_model.objects.get(pk=page.pk)
        may_publish = page.permissions_for_user(user).can_publish()
        latest = page.get_latest_revision_as_object()
        has_draft = page.has_unpublished_changes or not page.live
        live = cls.changes_of(page, **chosen) if page.live and may_publish else {}
        draft = cls.changes_of(latest, **chosen) if has_draft or not may_publish else {}
        if live or draft:
            write_versions(page, live, draft, user, put=cls.put)
        return bool(live or draft)

    @classmethod
    def changes_of(cls, page: Page, **chosen) -> Changes:
        """What changes in a version; nothing if it is so already."""
        raise NotImplementedError

    @staticmethod
    def put(page: Page, changes: Changes) -> None:
        """Write the changes onto a version, in memory only."""
        raise NotImplementedError


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


class ChangeCategory(TownBulkAction):
    """For pages with `categories`. The last category is not taken away."""

    form_class = CategoryForm
    explanation = _(
        "Published entries change at once if you may publish; else the change becomes a draft."
        " An open draft gets it too and stays a draft."
    )

    def get_form(self, form_class=None) -> CategoryForm:
        form = super().get_form(form_class)
        here = Category.objects.visible_to(kommune_for(self.request))
        form.fields["category"].queryset = here
        return form

    @classmethod
    def changes_of(cls, page: Page, *, category: Category, how: str, **_others) -> Changes:
        now = list(page.categories.all())
        wanted = {
            "add": [*now, category],
            "replace": [category],
            "remove": [each for each in now if each != category],
        }[how]
        wanted = list(dict.fromkeys(wanted))
        return {"categories": wanted} if wanted and set(wanted) != set(now) else {}

    @staticmethod
    def put(page: Page, changes: Changes) -> None:
        page.categories = changes.get("categories", list(page.categories.all()))
