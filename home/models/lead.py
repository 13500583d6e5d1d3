"""What stands at the head of an article: a teaser, and a picture or one of our drawings."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.search import index

from textbausteine.blocks.ways_on import scene_choices


def drawing_choices() -> list[tuple[str, str]]:
    return [("", "–"), *scene_choices()]


class Lead(models.Model):
    teaser = models.TextField(
        _("teaser"),
        max_length=400,
        blank=True,
        help_text=_("Two or three sentences: what is it about? They stand below the title."),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    drawing = models.CharField(
        _("or one of our drawings"),
        max_length=40,
        blank=True,
        help_text=_("It takes the town’s colour. Used if there is no picture."),
    )
    caption = models.CharField(
        _("caption"),
        max_length=250,
        blank=True,
        help_text=_("Author and licence are added from the picture itself."),
    )

    lead_panels = [
        FieldPanel("teaser"),
        MultiFieldPanel(
            [
                FieldPanel("picture"),
                FieldPanel("drawing", widget=forms.Select(choices=drawing_choices)),
                FieldPanel("caption"),
            ],
            heading=_("Picture"),
            icon="image",
        ),
    ]
    lead_search_fields = [index.SearchField("teaser")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.drawing and self.drawing not in dict(drawing_choices()):
            raise ValidationError({"drawing": _("There is no drawing of this name.")})

    @property
    def description(self) -> str:
        """What search engines and shared links show."""
        return self.search_description or self.teaser
