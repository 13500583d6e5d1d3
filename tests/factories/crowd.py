"""Many of a kind, for questions of cost: 500 copies of a page in a second instead of a minute."""

import uuid
from collections.abc import Iterator

from django.db.models import Field, Model
from wagtail.models import Page

from tests.stocktaking import take_stock

AT_ONCE = 200  # rows in one statement
NEW_IN_A_COPY = {"latest_revision": None, "live_revision": None}


def crowd(page: Page, number: int) -> None:
    """Write copies of a page as its siblings, straight into the tables.

    Its categories and the rows that hang on it are copied as well; no signal is sent, nothing
    is indexed for the search.
    """
    model, parent = type(page), page.get_parent()
    taken = parent.numchild
    steps = range(taken + 1, taken + 1 + number)
    pages = [_page(page, parent, step) for step in steps]
    Page.objects.bulk_create(pages, batch_size=AT_ONCE)
    Page.objects.filter(pk=parent.pk).update(numchild=taken + number)

    for some in _chunks(pages):
        rows = [
            _copy(page, model._meta.local_concrete_fields, page_ptr_id=each.pk) for each in some
        ]
        model._base_manager._insert(rows, fields=model._meta.local_concrete_fields, using="default")
    for field in model._meta.local_many_to_many:
        _copy_rows(page, field.remote_field.through, field.m2m_field_name(), pages)
    for relation in model._meta.related_objects:
        owner = relation.related_model
        if relation.model is model and not owner._meta.auto_created:
            _copy_rows(page, owner, relation.field.name, pages)
    take_stock()


def _page(page: Page, parent: Page, step: int) -> Page:
    slug = f"{page.slug}-{step}"
    return _copy(
        page.page_ptr,
        Page._meta.concrete_fields,
        id=None,
        path=Page._get_path(parent.path, page.depth, step),
        title=f"{page.title} {step}",
        draft_title=f"{page.title} {step}",
        slug=slug,
        url_path=f"{parent.url_path}{slug}/",
        **NEW_IN_A_COPY,
    )


def _copy_rows(page: Page, model: type[Model], key: str, pages: list[Page]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    originals = list(model._base_manager.filter(**{key: page.pk}))
    attname = model._meta.get_field(key).attname
    copies = [_copy(row, fields, **{attname: each.pk}) for each in pages for row in originals]
    model._base_manager.bulk_create(copies, batch_size=AT_ONCE)


def _copy(row: Model, fields: list[Field], **changes) -> Model:
    """The row again, with new keys where they are random, in memory."""
    values = {
        field.attname: uuid.uuid4() if field.default is uuid.uuid4 else getattr(row, field.attname)
        for field in fields
        if field.name not in changes
    }
    return type(row)(**{**values, **changes})


def _chunks(pages: list[Page]) -> Iterator[list[Page]]:
    for start in range(0, len(pages), AT_ONCE):
        yield pages[start : start + AT_ONCE]
