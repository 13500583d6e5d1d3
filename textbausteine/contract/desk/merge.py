"""Own version and change side by side. Two people at once: the second is told, nothing is lost."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from textbausteine.contract import decisions
from textbausteine.contract.contents import content_of
from textbausteine.contract.merging import Row, merged, rows
from textbausteine.contract.releases import known_content
from textbausteine.models import Textbaustein

from .base import edit_url
from .changes import NoticeView, number


class MergeView(NoticeView):
    template_name = "textbausteine/contract/merge.html"

    def get_page_title(self) -> str:
        return _("Merge: %(title)s") % {"title": super().get_page_title()}

    @cached_property
    def own(self) -> Textbaustein:
        """The latest version, a draft too."""
        if self.adoption is None:
            raise Http404
        return self.adoption.text.get_latest_revision_as_object()

    @property
    def rows(self) -> list[Row]:
        return rows(
            ours=content_of(self.own),
            theirs=self.notice.release.content,
            base=known_content(self.notice, self.adoption),
            choices=self.request.POST,
        )

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "rows": self.rows}

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.may_decide:
            raise PermissionDenied
        try:
            content = merged(self.rows)
            seen = number(request.POST.get("seen"))
            decisions.merge(self.notice, content, request.user, seen)
        except decisions.TooLate:
            messages.warning(
                request,
                _(
                    "Meanwhile somebody else has changed your version or decided."
                    " Your choices are kept below: look through them once more, please."
                ),
            )
            return self.get(request, *args, **kwargs)
        messages.success(request, _("Merged. Read it once more in one piece."))
        return redirect(edit_url(self.adoption.text))
