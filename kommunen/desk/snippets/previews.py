"""Previews of a form that is not saved yet."""

from wagtail.snippets.views.snippets import PreviewOnCreateView, PreviewOnEditView

from .ownership import names_foreign_things, owner_of_new_row


class _OwnPreviewMixin:
    """A preview shows nothing of another tenant, whatever keys its form was given."""

    def validate_form(self, form) -> bool:
        if form.instance._state.adding:
            form.instance.site = owner_of_new_row(self.request)
        return super().validate_form(form) and not names_foreign_things(form.instance, self.request)


class TenantPreviewOnCreate(_OwnPreviewMixin, PreviewOnCreateView):
    pass


class TenantPreviewOnEdit(_OwnPreviewMixin, PreviewOnEditView):
    pass
