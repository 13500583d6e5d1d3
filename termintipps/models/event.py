"""An event as editors write it. Its dates become rows, see `termintipps.planning`."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.search import index

from kommunen.pages import BasePage
from kommunen.tenancy import kommune_of
from mitmachkarte.models import InitiativePage
from termintipps.forms import EventPageForm
from termintipps.limits import LONGEST, WITHIN_OUR_TIME
from termintipps.panels import EVENT_PANELS
from termintipps.recurrence import Rule, RuleError
from termintipps.routes import EventRoutes
from termintipps.series import Series, Stretch, closed_days_of
from textbausteine.blocks import TextBlocks

from .audience import Audience
from .closure import Closure
from .venue import WEB_ADDRESS, Venue


def validate_rule(text: str) -> None:
    try:
        Rule.parse(text)
    except RuleError as error:
        raise ValidationError(str(error)) from error


class EventPage(EventRoutes, Venue, Audience, BasePage):
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

    skips_school_holidays = models.BooleanField(
        _("not in the school holidays"),
        default=False,
        help_text=_("Dates of a series that lie in them are left out."),
    )
    skips_public_holidays = models.BooleanField(
        _("not on public holidays"),
        default=False,
        help_text=_("Those of North Rhine-Westphalia. Dates of a series on them are left out."),
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
    registration_email = models.EmailField(
        _("or e-mail address for registrations"),
        blank=True,
        help_text=_("It is never published. Visitors fill in a form, the message goes on at once."),
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
    def pauses(self) -> str:
        """When the series pauses, to go on after its rule; empty if it does not."""
        if not self.rrule:
            return ""
        if self.skips_school_holidays and self.skips_public_holidays:
            return gettext("not in the school holidays and not on public holidays")
        if self.skips_school_holidays:
            return gettext("not in the school holidays")
        return gettext("not on public holidays") if self.skips_public_holidays else ""

    @property
    def last_date(self) -> date:
        """Last day of the first date; the same as `start_date` unless it takes several days."""
        return self.end_date or self.start_date

    @property
    def series(self) -> Series:
        """Which days it takes place on; asks for the town's closures if it heeds them."""
        extra = frozenset(each.date for each in self.extra_dates.all())
        return Series(self.start_date, self.rule, extra, closed_days_of(self))

    @cached_property
    def school_holidays(self) -> list[Stretch]:
        """Closures of its town and of the centre; whoever has many events sets it for all."""
        kommune = kommune_of(self) if self.path else None
        return Closure.stretches_for(kommune.site) if kommune else []

    @property
    def is_series(self) -> bool:
        return bool(self.rrule) or bool(self.extra_dates.all())

    def planned_days(self, first: date, last: date) -> list[date]:
        """First days of its dates within the range (inclusive), as the series has them."""
        return self.series.days(first, last)

    @property
    def is_all_day(self) -> bool:
        return self.start_time is None

    @property
    def is_open_ended(self) -> bool:
        return self.start_time is not None and self.end_time is None

    @cached_property
    def shown_organiser(self) -> InitiativePage | None:
        """The initiative that invites, if citizens may see it."""
        if self.organiser_id is None:
            return None
        return InitiativePage.objects.visible().filter(pk=self.organiser_id).first()

    @property
    def organiser_title(self) -> str:
        """Who invites; an initiative that citizens may not see is not named."""
        return self.shown_organiser.title if self.shown_organiser else self.organiser_name

    def clean(self) -> None:
        super().clean()
        if self.start_date:
            self.check_order()

    def check_order(self) -> None:
        """Raises ValidationError: begin and end contradict each other."""
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
