"""A survey, and what was answered: rows that say nothing of who, and of when only the day."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager
from wagtail.search import index

from home.panels import SurveyLinksPanel
from home.survey.questions import StepsBlock
from kommunen.pages import BasePage
from kommunen.privacy import PublicPageQuerySet

FEWEST_ANSWERS = 5
"""Below this no results are shown, whatever editors want: in small groups one knows the people."""


class SurveyPage(BasePage):
    """Asks in steps; what comes of it is shown from so many answers up."""

    introduction = RichTextField(
        _("introduction"),
        features=["bold", "italic", "link", "ul"],
        help_text=_("What is asked, why, and what happens with the answers?"),
    )
    steps = StreamField(StepsBlock(), verbose_name=pgettext_lazy("survey", "steps"))
    closes_on = models.DateField(_("last day to answer"))
    erase_on = models.DateField(
        _("answers are deleted on"),
        help_text=_("Write the results into a page before: afterwards nothing is left of them."),
    )
    fewest_answers = models.PositiveSmallIntegerField(
        _("results from so many answers up"),
        default=10,
        validators=[MinValueValidator(FEWEST_ANSWERS), MaxValueValidator(1000)],
    )
    shows_results = models.BooleanField(
        _("citizens see the results"),
        default=True,
        help_text=_("After the last day, and of free texts only those that you have let through."),
    )

    objects = PageManager.from_queryset(PublicPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        SurveyLinksPanel(),
        FieldPanel("introduction"),
        FieldPanel("steps"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("closes_on"), FieldPanel("erase_on")]),
                FieldPanel("fewest_answers"),
                FieldPanel("shows_results"),
            ],
            heading=_("Answers"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]
    subpage_types: list[str] = []
    template = "home/survey/survey.html"

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    def clean(self) -> None:
        super().clean()
        if self.closes_on and self.erase_on and self.erase_on <= self.closes_on:
            message = _("The answers have to live longer than the survey runs.")
            raise ValidationError({"erase_on": message})
        self._check_last_day()

    def _check_last_day(self) -> None:
        """Refuse to look in between: to end a running survey at once, or to open an ended one."""
        before = SurveyPage.objects.filter(pk=self.pk, live=True).first() if self.pk else None
        if before is None or self.closes_on is None or not before.answers.exists():
            return
        today = timezone.localdate()
        if before.is_open_on(today) and self.closes_on < today:
            message = _("People are answering. The survey can end today at the earliest.")
            raise ValidationError({"closes_on": message})
        if not before.is_open_on(today) and self.is_open_on(today):
            message = _("The results are known already, so the survey cannot be opened again.")
            raise ValidationError({"closes_on": message})

    def is_open_on(self, day: date) -> bool:
        return day <= self.closes_on

    def serve(self, request: HttpRequest, *args, **kwargs):
        """Never kept: the form in it is good for one visitor and one day."""
        response = super().serve(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, max-age=0"
        return response

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from home.survey.answering import first_step
        from home.survey.results import public_results

        context = super().get_context(request, *args, **kwargs)
        is_preview = getattr(request, "is_preview", False)
        is_open = is_preview or self.is_open_on(timezone.localdate())
        context |= first_step(self, request) if is_open else {"results": public_results(self)}
        context["is_open"] = is_open
        return context


class SurveyAnswer(models.Model):
    """One filled-in form without free texts; its key is drawn by lot (`home.survey.keeping`)."""

    tenant_path = "page"
    is_shown_on_pages = False
    is_audited = False

    page = models.ForeignKey(SurveyPage, on_delete=models.CASCADE, related_name="answers")
    day = models.DateField()
    answers = models.JSONField(default=dict)  # key of a question → answer; see `home.survey.asked`

    class Meta:
        indexes = [models.Index(fields=["page", "day"], name="answers_of_a_day")]

    def __str__(self) -> str:
        return str(self.day)


class SurveyText(models.Model):
    """A free text, tied to no other answer; citizens see it once an editor has let it through."""

    tenant_path = "page"
    is_shown_on_pages = False
    is_audited = False

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("free text", "Not read yet")
        SHOWN = "shown", pgettext_lazy("free text", "Shown")
        HIDDEN = "hidden", pgettext_lazy("free text", "Not shown")

    page = models.ForeignKey(SurveyPage, on_delete=models.CASCADE, related_name="texts")
    question = models.CharField(max_length=40)
    text = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)

    def __str__(self) -> str:
        return self.text[:60]
