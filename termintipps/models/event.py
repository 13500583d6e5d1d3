"""An event as editors write it. Its dates become rows, see `termintipps.planning`."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.search import index

from kommunen.pages import BasePage
from termintipps.forms import EventPageForm
from termintipps.limits import LONGEST, WITHIN_OUR_TIME
from termintipps.panels import EVENT_PANELS
from termintipps.recurrence import Rule, RuleError
from termintipps.routes import EventRoutes
from textbausteine.blocks import TextBlocks

WEB_ADDRESS = [URLValidator(schemes=["http", "https"])]


def validate_rule(text: str) -> None:
    try:
        Rule.parse(text)
    except RuleError as error:
        raise ValidationError(str(error)) from error


class EventPage(EventRoutes, BasePage):
    """Something that takes place: once, over several days, or again and again.

    All times are wall times in Germany. No start time means all day; a start time without an
    end time means an open end. `end_date` is the last day, empty for a single day.
    """

    summary = models.CharField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences for the list: what happens, and for whom?"),
    )
    body = StreamField(TextBlocks(), verbose_name=_("text"), blank=True)
    picture = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    categories = ParentalManyToManyField(
        "kommunen.Category", blank=True, related_name="+", verbose_name=_("kinds of engagement")
    )
    is_tip = models.BooleanField(
        _("recommended"), default=False, help_text=_("Comes first where a page shows tips only.")
    )

    start_date = models.DateField(_("first day"), validators=WITHIN_OUR_TIME)
    start_time = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("Empty: it takes the whole day.")
    )
    end_date = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        validators=WITHIN_OUR_TIME,
        help_text=_("Only if it lasts longer than a day."),
    )
    end_time = models.TimeField(
        _("ends at"), null=True, blank=True, help_text=_("Empty: the end is open.")
    )
    rrule = models.CharField(
        _("repetition"), max_length=200, blank=True, editable=False, validators=[validate_rule]
    )

    place_name = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("As people call it: “Bürgerhaus”.")
    )
    place_address = models.CharField(
        _("address"), max_length=200, blank=True, help_text=_("Street, number, town.")
    )
    district = models.CharField(_("district"), max_length=80, blank=True)
    is_online = models.BooleanField(_("takes place online, too"), default=False)
    online_url = models.URLField(
        _("link to take part online"), blank=True, validators=WEB_ADDRESS, max_length=500
    )

    organiser = models.ForeignKey(
        "mitmachkarte.InitiativePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("initiative that invites"),
        help_text=_("The event then stands on its page, too."),
    )
    organiser_name = models.CharField(
        _("another organiser"),
        max_length=160,
        blank=True,
        help_text=_("If no initiative of your map invites."),
    )
    contact = models.ForeignKey(
        "kommunen.ContactPerson",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("contact person"),
    )
    is_free = models.BooleanField(_("free of charge"), default=False)
    cost = models.CharField(
        _("cost"), max_length=120, blank=True, help_text=_("For example: “5 Euro, ermäßigt 3”.")
    )
    registration_url = models.URLField(
        _("link to register"), blank=True, validators=WEB_ADDRESS, max_length=500
    )
    is_step_free = models.BooleanField(_("step-free access"), default=False)
    accessibility = models.CharField(
        _("access"),
        max_length=300,
        blank=True,
        help_text=_("Lift, toilet, induction loop, sign language: what is there, what is not?"),
    )

    base_form_class = EventPageForm
    subpage_types: list[str] = []
    parent_page_types = ["termintipps.TermintippsPage"]
    template = "termintipps/event.html"

    content_panels = [*BasePage.content_panels, *EVENT_PANELS]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("place_name"),
        index.SearchField("organiser_name"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @property
    def rule(self) -> Rule | None:
        """How it comes again; None if it takes place once, or if what is stored cannot be read."""
        try:
            return Rule.parse(self.rrule) if self.rrule else None
        except RuleError:
            return None

    @property
    def last_date(self) -> date:
        """Last day of the first date; the same as `start_date` unless it takes several days."""
        return self.end_date or self.start_date

    def planned_days(self, first: date, last: date) -> list[date]:
        """First days of its dates within the range (inclusive), as the rule has them."""
        if self.rule:
            return self.rule.dates(self.start_date, first, last)
        return [self.start_date] if first <= self.start_date <= last else []

    @property
    def is_all_day(self) -> bool:
        return self.start_time is None

    @property
    def is_open_ended(self) -> bool:
        return self.start_time is not None and self.end_time is None

    @property
    def place(self) -> str:
        """Where to go, in one line; empty for a meeting that is online only."""
        return ", ".join(filter(None, [self.place_name, self.place_address, self.district]))

    @property
    def organiser_title(self) -> str:
        """Who invites; an initiative that is not public is not named."""
        if self.organiser and self.organiser.live:
            return self.organiser.title
        return self.organiser_name

    def clean(self) -> None:
        super().clean()
        if self.start_date:
            self._check_order()

    def _check_order(self) -> None:
        if self.last_date < self.start_date:
            raise ValidationError({"end_date": _("The last day lies before the first.")})
        if self.last_date - self.start_date > LONGEST:
            raise ValidationError({"end_date": _("An event lasts a year at most.")})
        if self.start_time is None and self.end_time is not None:
            raise ValidationError({"start_time": _("Please say when it begins, too.")})
        ends_too_early = self.end_time is not None and self.end_time <= self.start_time
        if ends_too_early and self.last_date == self.start_date:
            raise ValidationError(
                {"end_time": _("The end lies before the begin. After midnight? Add the last day.")}
            )
