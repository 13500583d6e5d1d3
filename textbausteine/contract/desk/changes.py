"""A town reads what the centre has changed, and decides."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from textbausteine.contract import decisions
from textbausteine.contract.contents import content_of
from textbausteine.contract.difference import difference
from textbausteine.contract.releases import known_content
from textbausteine.models import Adoption, Improvement, Notice, Pin, Textbaustein

from .base import ContractPage, edit_url, inspect_url

MOST = 50


class ChangesView(ContractPage):
    """What waits, the urgent first; own versions, pins, and proposals with their answers."""

    template_name = "textbausteine/contract/changes.html"
    page_title = gettext_lazy("Changes of central texts")

    def get_breadcrumbs_items(self) -> list[dict]:
        *items, _here = super().get_breadcrumbs_items()
        return items

    def get_context_data(self, **kwargs) -> dict:
        site = self.kommune.site
        notices = notices_of(site)
        adoptions = Adoption.objects.filter(text__site=site).select_related("text", "source")
        answered = notices.exclude(answer="").order_by("-pk").select_related("answered_by")[:MOST]
        for notice in answered:
            notice.answered_by_name = self.name(notice.answered_by)
        return {
            **super().get_context_data(**kwargs),
            "open": notices.open().urgent_first()[:MOST],
            "answered": answered,
            "adoptions": adoptions.order_by("text__title"),
            "pins": Pin.objects.for_site(site).select_related("release", "source"),
            "improvements": Improvement.objects.for_site(site).select_related("source")[:MOST],
            "today": timezone.localdate(),
        }


class NoticeView(ContractPage):
    """One change: who and why, the difference in words, and the ways to answer."""

    template_name = "textbausteine/contract/notice.html"

    @cached_property
    def notice(self) -> Notice:
        found = notices_of(self.kommune.site).select_related("release__published_by", "since")
        return get_object_or_404(found, pk=self.kwargs["notice_id"])

    @cached_property
    def adoption(self) -> Adoption | None:
        return decisions.adoption_of(self.notice)

    @property
    def source(self) -> Textbaustein:
        return self.notice.release.text

    def get_page_title(self) -> str:
        return self.notice.release.content.get("title") or str(self.source)

    def get_context_data(self, **kwargs) -> dict:
        release = self.notice.release
        own = self.adoption.text if self.adoption else None
        latest = own and own.latest_revision_id
        return {
            **super().get_context_data(**kwargs),
            "notice": self.notice,
            "who": self.name(release.published_by),
            "answered_by": self.name(self.notice.answered_by),
            "changes": difference(known_content(self.notice, self.adoption), release.content),
            "own": own,
            "has_open_draft": own is not None and decisions.has_open_draft(own),
            "own_changes": difference(content_of(own), release.content) if own else [],
            "seen": latest or "",
            "own_url": own and edit_url(own),
            "source_url": inspect_url(self.source) if self.source.live else "",
            "may_decide": self.may_decide,
            "uses": Notice.Use,
            "today": timezone.localdate(),
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.may_decide:
            raise PermissionDenied
        try:
            self._decide(request)
        except decisions.TooLate:
            messages.warning(request, _("Somebody else was faster. Please look again."))
            return redirect(request.path)
        except decisions.OpenDraft:
            messages.warning(
                request,
                _(
                    "Your version has a draft that is not published."
                    " Merge the change part by part, so that nothing of it is lost."
                ),
            )
            return redirect(request.path)
        messages.success(request, _("Your decision is recorded."))
        return redirect("textbausteine_contract:changes")

    def _decide(self, request: HttpRequest) -> None:
        answer, by = request.POST.get("answer"), request.user
        if answer == Notice.Answer.NOTED and self.notice.use == Notice.Use.LIVE:
            decisions.take_note(self.notice, by)
        elif answer == Notice.Answer.KEPT:
            decisions.keep(self.notice, by)
        elif answer == Notice.Answer.ACCEPTED and self.notice.use != Notice.Use.LIVE:
            decisions.accept(self.notice, by, seen=number(request.POST.get("seen")))
        else:
            raise PermissionDenied


class PinView(ContractPage):
    """Stay with the published version, or follow the centre again. Answers to POST only."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.may_decide:
            raise PermissionDenied
        central = Textbaustein.objects.live().filter(site=None)
        source = get_object_or_404(central, pk=self.kwargs["text_id"])
        site = self.kommune.site
        newest = source.releases.order_by("pk").last()
        if "follow" in request.POST or newest is None:
            decisions.follow(site, source)
            messages.success(request, _("Your pages show the centre’s current version."))
        else:
            decisions.pin(site, newest)
            messages.success(request, _("Your pages stay with this version."))
        return redirect(inspect_url(source))


def notices_of(site) -> QuerySet[Notice]:
    return Notice.objects.for_site(site).select_related("release__text")


def number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() else None
