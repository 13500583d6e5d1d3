"""Foreign calendars that a town subscribes to, and what the house knows of each."""

from datetime import datetime, timedelta
from typing import Self

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel

from kommunen.models import TenantModel, TenantQuerySet


class Wins(models.TextChoices):
    """Whose version of a field counts when both have one."""

    THEIRS = "theirs", _("theirs: what the foreign calendar says")
    OURS = "ours", _("ours: what we have changed stays; the rest follows the calendar")
    NEWER = "newer", _("the newer: ours, until the calendar changes it again")


class Target(models.TextChoices):
    DRAFT = "draft", _("as a draft: we look at it first")
    PUBLIC = "public", _("published at once")


class SubscriptionQuerySet(TenantQuerySet):
    def due(self, now: datetime) -> Self:
        """Those that shall be asked again; never asked ones first."""
        found = self.filter(is_active=True, site__isnull=False).exclude(state__next_at__gt=now)
        return found.order_by(models.F("state__next_at").asc(nulls_first=True), "pk")


class Subscription(TenantModel, ClusterableModel):
    """A calendar at a foreign address. What was found there stands in `SubscriptionState`."""

    is_shown_on_pages = False

    class Interval(models.IntegerChoices):
        """Hours between two visits."""

        HOURLY = 1, _("every hour")
        SIX = 6, _("every 6 hours")
        DAILY = 24, _("once a day")
        WEEKLY = 168, _("once a week")

    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("As your colleagues know it: “Volkshochschule”. Visitors do not see it."),
    )
    url = models.CharField(
        _("address of the calendar"),
        max_length=500,
        validators=[URLValidator(schemes=["http", "https", "webcal"])],
        help_text=_("Mostly it ends in .ics. An address that begins with webcal: works as well."),
    )
    is_active = models.BooleanField(_("is asked"), default=True)
    interval_hours = models.PositiveSmallIntegerField(
        _("how often"), choices=Interval.choices, default=Interval.DAILY
    )
    target = models.CharField(
        _("new events arrive"), max_length=10, choices=Target.choices, default=Target.DRAFT
    )
    default_category = models.ForeignKey(
        "kommunen.Category",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("kind of engagement of events that name none"),
    )
    only_with = models.CharField(
        _("only events with one of these words"),
        max_length=300,
        blank=True,
        help_text=_("With commas between them. Empty: all."),
    )
    never_with = models.CharField(
        _("no events with one of these words"), max_length=300, blank=True
    )
    title_wins = models.CharField(
        _("title"), max_length=10, choices=Wins.choices, default=Wins.OURS
    )
    text_wins = models.CharField(_("texts"), max_length=10, choices=Wins.choices, default=Wins.OURS)
    when_wins = models.CharField(
        _("dates and cancellations"), max_length=10, choices=Wins.choices, default=Wins.NEWER
    )
    place_wins = models.CharField(
        _("place and link"), max_length=10, choices=Wins.choices, default=Wins.NEWER
    )
    others_wins = models.CharField(
        _("organiser and kinds of engagement"),
        max_length=10,
        choices=Wins.choices,
        default=Wins.OURS,
    )

    objects = SubscriptionQuerySet.as_manager()

    panels = [
        HelpPanel(template="termintipps/subscriptions/heading.html"),
        FieldPanel("name"),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("interval_hours"), FieldPanel("is_active")]),
        MultiFieldPanel(
            [FieldPanel("only_with"), FieldPanel("never_with"), FieldPanel("target")],
            heading=_("What arrives?"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("default_category"),
                InlinePanel("words", label=_("foreign category")),
            ],
            heading=_("Kinds of engagement"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("title_wins"),
                FieldPanel("text_wins"),
                FieldPanel("when_wins"),
                FieldPanel("place_wins"),
                FieldPanel("others_wins"),
            ],
            heading=_("If you have changed an event, whose version counts tonight?"),
            help_text=_("Pictures, contacts, cost and access are always yours."),
        ),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("subscribed calendar")
        verbose_name_plural = _("subscribed calendars")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "url"],
                name="one_subscription_for_each_address",
                violation_error_message=_("You have subscribed to this calendar already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where it is fetched: webcal is a word for https."""
        scheme, separator, rest = self.url.partition("://")
        return f"https{separator}{rest}" if scheme.lower() == "webcal" else self.url

    @property
    def wins(self) -> dict[str, str]:
        """Whose version counts, by field of `termintipps.transfer.contents`."""
        return {
            "title": self.title_wins,
            "summary": self.text_wins,
            "description": self.text_wins,
            "when": self.when_wins,
            "place": self.place_wins,
            "online_url": self.place_wins,
            "organiser_name": self.others_wins,
            "categories": self.others_wins,
        }


class SubscriptionWord(models.Model):
    """What a category of the foreign calendar is called here."""

    tenant_path = "subscription__site"
    is_shown_on_pages = False

    subscription = ParentalKey(Subscription, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(_("is called there"), max_length=120)
    category = models.ForeignKey(
        "kommunen.Category",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("is called here"),
    )

    panels = [FieldRowPanel([FieldPanel("word"), FieldPanel("category")])]

    class Meta:
        ordering = ["word"]
        verbose_name = _("foreign category")
        verbose_name_plural = _("foreign categories")

    def __str__(self) -> str:
        return self.word


class SubscriptionState(models.Model):
    """What came of the last visits. Written by the house alone; a form of editors never does."""

    tenant_path = "subscription__site"
    is_audited = False
    is_shown_on_pages = False

    subscription = models.OneToOneField(
        Subscription, on_delete=models.CASCADE, related_name="state"
    )
    asked_at = models.DateTimeField(_("asked last"), null=True)
    next_at = models.DateTimeField(_("is asked again"), null=True, db_index=True)
    succeeded_at = models.DateTimeField(_("worked last"), null=True)
    read_at = models.DateTimeField(null=True)  # the contents, not just “nothing new”
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    read_with = models.CharField(max_length=64, blank=True)  # a hash of what was wanted then
    must_read_again = models.BooleanField(default=False)  # more dates come as time goes by
    error = models.TextField(_("what is wrong"), blank=True)
    counts = models.CharField(_("result"), max_length=200, blank=True)
    problems = models.JSONField(default=list)  # sentences about single events

    class Meta:
        verbose_name = pgettext_lazy("subscription", "state")
        verbose_name_plural = pgettext_lazy("subscription", "states")

    def __str__(self) -> str:
        return str(self.subscription)

    def plan_next(self, now: datetime) -> None:
        self.asked_at = now
        self.next_at = now + timedelta(hours=self.subscription.interval_hours)
