"""House rules which import-linter cannot see: relations and page types are strings."""

import gc
from collections.abc import Callable, Iterator
from weakref import ReferenceType

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.dispatch import Signal
from modelcluster.fields import ParentalKey
from wagtail.models import Page, Site

RANK = {label: rank for rank, label in enumerate(settings.OUR_APPS)}  # 0 knows most
MODELS = [model for model in apps.get_models() if model._meta.app_label in RANK]
PAGES = [model for model in MODELS if issubclass(model, Page)]
ROWS = [model for model in MODELS if not issubclass(model, Page)]

OF_NO_TENANT = {
    "kommunen.DeletedKommune": "the operator's record of a tenant that is no more",
    "kommunen.JobLease": "the operator's: which due job is being run",
    "kommunen.SignInAttempt": "hashes that name neither a person nor a town, for minutes",
    "kommunen.TownApprovalTask": "one task for all towns; it finds the approvers from the page",
}


def label(model: type[Model]) -> str:
    return model._meta.label


def rank(model: type[Model]) -> int:
    """The model's height in the house; Django's and Wagtail's models are the ground."""
    return RANK.get(model._meta.app_label, len(RANK))


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_relations_point_down(model):
    for field in model._meta.get_fields():
        if field.concrete and field.related_model:
            assert rank(field.related_model) >= rank(model), f"{field} points up"


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_pages_name_their_children_not_their_parents(page):
    assert "subpage_types" in vars(page), "say which pages may stand below, [] for none"
    assert all(rank(child) >= rank(page) for child in page.clean_subpage_models())
    if "parent_page_types" in vars(page):
        assert all(rank(parent) >= rank(page) for parent in page.clean_parent_page_models())


@pytest.mark.parametrize("model", ROWS, ids=label)
def test_every_row_reaches_its_tenant_by_a_declared_path(model):
    if label(model) in OF_NO_TENANT:
        return
    assert owner_of(model), "name the way to its Site in `tenant_path`"


def owner_of(model: type[Model]) -> type[Model] | None:
    """Follow `tenant_path` to a `Site` or to a page, which belongs by its place in the tree."""
    path = getattr(model, "tenant_path", "") or parental_key(model)
    end = model
    for step in path.split("__") if path else []:
        try:
            end = end._meta.get_field(step).related_model
        except FieldDoesNotExist:
            return None
    return end if end is Site or issubclass(end, Page) else None


def parental_key(model: type[Model]) -> str:
    """A child row of a page declares its parent by this key; it needs no second word."""
    return next((f.name for f in model._meta.fields if isinstance(f, ParentalKey)), "")


def test_the_list_of_exceptions_is_not_out_of_date():
    assert OF_NO_TENANT.keys() <= {label(model) for model in ROWS}


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_saving_does_nothing_but_save(model):
    assert not {"save", "delete"} & vars(model).keys(), "put what else happens into a function"


def test_our_apps_do_not_call_each_other_by_signals():
    ours = {id(model): model for model in MODELS}
    strangers = [
        f"{receiver.__module__} listens to {label(ours[sender])}"
        for sender, receiver in connected_receivers()
        if sender in ours and receiver.__module__.split(".")[0] in RANK
        if receiver.__module__.split(".")[0] != ours[sender]._meta.app_label
    ]

    assert strangers == []


def connected_receivers() -> Iterator[tuple[int, Callable]]:
    """Who listens to whom in this process: (id of the sender, receiver)."""
    # type() and not isinstance(), which would wake up every lazy object in memory.
    for signal in [each for each in gc.get_objects() if issubclass(type(each), Signal)]:
        for (_, sender), receiver, *_ in signal.receivers:
            if isinstance(receiver, ReferenceType):
                receiver = receiver()
            if receiver is not None:
                yield sender, receiver
