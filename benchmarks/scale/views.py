"""What is measured: one town's visitors, editors and approvers, and the operator.

Each view is a generator function over a town: what it does before its `yield` is preparation,
what it yields is called with the clock running and must answer 200 or a redirect.
"""

from collections.abc import Callable
from unittest.mock import patch

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from benchmarks.scale.content import OPERATOR, PASSWORD
from home.models import NewsIndexPage
from kommunen.models import Kommune, Role
from kommunen.oversight.listing import KommuneIndexView

FULL_PAGE = 10  # rows; the smallest database has no more

Request = Callable[[], HttpResponse]


class Town:
    """One town of the database, with a browser for each of its people."""

    def __init__(self, host: str):
        self.host = host
        self.kommune = Kommune.objects.serving(host).get()
        self.visitor = self._client()
        self.editor = self._signed_in(f"{Role.REDAKTION}@{host}")
        self.approver = self._signed_in(f"{Role.FREIGABE}@{host}")
        self.operator = self._signed_in(OPERATOR)
        root = self.kommune.site.root_page
        self.root_page = root
        self.news = NewsIndexPage.objects.child_of(root).get()

    def _client(self) -> Client:
        return Client(headers={"host": self.host})

    def _signed_in(self, username: str) -> Client:
        client = self._client()
        client.force_login(get_user_model().objects.get(username=username))
        return client

    # --- What is measured: each returns the request that is timed ---------------------------

    def start_page(self) -> Request:
        return lambda: self.visitor.get("/")

    def map_page(self) -> Request:
        return lambda: self.visitor.get("/mitmachkarte/")

    def dashboard(self) -> Request:
        return lambda: self.editor.get(reverse("wagtailadmin_home"))

    def explorer(self) -> Request:
        url = reverse("wagtailadmin_explore", args=[self.root_page.pk])
        return lambda: self.editor.get(url)

    def page_chooser(self) -> Request:
        return lambda: self.editor.get(reverse("wagtailadmin_choose_page"))

    def image_chooser(self) -> Request:
        return lambda: self.editor.get(reverse("wagtailimages_chooser:choose"))

    def edit_page(self) -> Request:
        url = reverse("wagtailadmin_pages:edit", args=[self.news.pk])
        return lambda: self.editor.get(url)

    def submit(self) -> Request:
        if state := self._news().current_workflow_state:
            state.cancel()
        url = reverse("wagtailadmin_pages:edit", args=[self.news.pk])
        fields = _form_fields(self.editor.get(url)) | {"action-submit": "1"}
        return lambda: self.editor.post(url, fields)

    def list_of_what_waits(self) -> Request:
        self._have_it_submitted()
        return lambda: self.approver.get(reverse("wagtailadmin_home"))

    def approve(self) -> Request:
        state = self._have_it_submitted()
        url = reverse(
            "wagtailadmin_pages:workflow_action",
            args=[self.news.pk, "approve", state.current_task_state_id],
        )
        return lambda: self.approver.post(url)

    def sign_in(self) -> Request:
        fields = {"username": f"{Role.REDAKTION}@{self.host}", "password": PASSWORD}
        return lambda: self._client().post(reverse("wagtailadmin_login"), fields)

    def operators_list(self) -> Request:
        """As many rows as the smallest database fills; drawing rows is most of the work."""

        def request() -> HttpResponse:
            with patch.object(KommuneIndexView, "get_paginate_by", lambda *args: FULL_PAGE):
                return self.operator.get(reverse("kommune:index"))

        return request

    def _have_it_submitted(self):
        if self._news().current_workflow_state is None:
            self.submit()()
        return self._news().current_workflow_state

    def _news(self) -> NewsIndexPage:
        return NewsIndexPage.objects.get(pk=self.news.pk)


VIEWS = {
    "start page": Town.start_page,
    "map": Town.map_page,
    "dashboard": Town.dashboard,
    "explorer": Town.explorer,
    "page chooser": Town.page_chooser,
    "image chooser": Town.image_chooser,
    "edit a page": Town.edit_page,
    "moderation: submit": Town.submit,
    "moderation: list": Town.list_of_what_waits,
    "moderation: approve": Town.approve,
    "sign in": Town.sign_in,
    "operator's list, 10 rows to a page": Town.operators_list,
}


def _form_fields(response: HttpResponse) -> dict[str, str]:
    """What a browser would send of the editor's form if nobody pressed a button."""
    form = BeautifulSoup(response.content, "html.parser").select_one("form[data-edit-form]")
    fields = {}
    for field in form.select("[name]:not(button)"):
        if field.name == "textarea":
            fields[field["name"]] = field.text.removeprefix("\n")
        elif field.name == "select":
            chosen = field.select_one("[selected]")
            fields[field["name"]] = chosen["value"] if chosen else ""
        elif field.get("type") not in {"checkbox", "radio", "file"} or field.has_attr("checked"):
            fields[field["name"]] = field.get("value", "")
    return fields
