"""The form of a text. A draft may have gaps; what is published may not."""

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from wagtail.admin.forms.models import WagtailAdminModelForm

from .pictures import gaps_of, pictures_in


class TextForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.has_unpublished_changes:
            # What was said about the last change says nothing about the next one.
            self.initial |= {"change_note": "", "act_by": None}

    def clean_press(self) -> str:
        return _without_empty_paragraphs(self.cleaned_data["press"])

    def clean_newsletter(self) -> str:
        return _without_empty_paragraphs(self.cleaned_data["newsletter"])

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for name in ("body", "easy"):
                pictures = dict.fromkeys(pictures_in(cleaned.get(name)))
                if gaps := [gap for picture in pictures for gap in gaps_of(picture)]:
                    self.add_error(name, ValidationError(gaps))
        return cleaned


def _without_empty_paragraphs(html: str | None) -> str:
    """The editor writes a paragraph also where nothing was written; then the version is missing."""
    return html if html and strip_tags(html).strip() else ""
