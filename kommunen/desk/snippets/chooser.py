"""The chooser of a snippet: own and central rows, in its list and by key."""

from django.contrib.admin.utils import unquote
from django.http import Http404
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)


def choosable(model, user):
    """Rows the user may put on a page: own and central ones."""
    return policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        user, ["choose"]
    )


class _OnlyChoosable:
    """Own and central rows only, without those that the town hides."""

    def get_object_list(self):
        rows = choosable(self.model_class, self.request.user)
        kommune = getattr(self.request, "kommune", None)
        if kommune and hasattr(self.model_class, "hidden_in"):
            hidden = self.model_class.objects.hidden_by(kommune)
            return rows.exclude(pk__in=hidden.values("pk"))
        return rows


class TenantChooseView(_OnlyChoosable, ChooseView):
    pass


class TenantChooseResultsView(_OnlyChoosable, ChooseResultsView):
    pass


class _TenantChosen(SnippetChosenView):
    def get_object(self, pk):
        found = choosable(self.model_class, self.request.user).filter(pk=unquote(str(pk))).first()
        if found is None:
            raise Http404
        return found


class _TenantChosenMultiple(SnippetChosenMultipleView):
    def get_objects(self, pks):
        return choosable(self.model_class, self.request.user).filter(pk__in=pks)


class TenantChooserViewSet(SnippetChooserViewSet):
    choose_view_class = TenantChooseView
    choose_results_view_class = TenantChooseResultsView
    chosen_view_class = _TenantChosen
    chosen_multiple_view_class = _TenantChosenMultiple
