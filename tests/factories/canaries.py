"""A town with something in every table, and the same strange word in every text of it."""

import json
from datetime import timedelta

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, models
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply, Page, PageSubscription, PageViewRestriction

from kommunen.lifecycle.belongings import is_tenant_page, rows_of, tenant_models
from kommunen.models import Kommune, Role
from kommunen.people.roles import grant
from tests.factories.home import content_page, survey
from tests.factories.kommunen import document, image
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.factories.termintipps import event
from tests.factories.textbausteine import text

CANARY = "Kanarienvogel"
OF_ALL_TOWNS = {"inbox.DailySalt"}  # its site is always null
TABLES_THAT_MAY_REMEMBER = {"kommunen_deletedkommune"}  # the operator's record, for a named time


def fill(kommune: Kommune) -> None:
    """Give the town rows of all kinds, and write the canary into every text of them."""
    people = _people(kommune)
    picture = image(kommune, CANARY, description=CANARY)
    picture.tags.add(f"{CANARY}-Schlagwort")
    picture.get_rendition("width-100")
    paper = document(kommune, CANARY)
    body = [
        ("text", f'<p>{CANARY} <a linktype="document" id="{paper.pk}">Blatt</a></p>'),
        ("picture", {"image": picture, "caption": CANARY}),
    ]
    page = content_page(kommune, CANARY, slug="kanarie", teaser=CANARY, body=body)
    page.teaser = f"{CANARY}-Entwurf"
    page.save_revision(user=people[0], log_action=True)
    kommune.site.root_page.specific.save_revision(user=people[0])
    workflow = page.get_workflow()
    workflow.start(page, people[0])
    _talk_about(page, people)
    gone = content_page(kommune, f"{CANARY}-gelöscht", slug="weg")
    gone.save_revision(user=people[0], log_action=True)
    gone.delete(user=people[1])
    PageViewRestriction.objects.create(page=page, restriction_type="password", password=CANARY)
    InitiativePageFactory(town=kommune, title=CANARY, confirmed_on=timezone.localdate())
    survey(kommune, CANARY, question=CANARY)
    event(kommune, CANARY, start_date=timezone.localdate() + timedelta(days=3))
    own = text(kommune, CANARY, slug="kanarie", words=CANARY)
    own.save_revision(user=people[0])
    log(own, "wagtail.edit", user=people[0], title=CANARY)
    for model in tenant_models():
        if is_tenant_page(model) or model._meta.label in OF_ALL_TOWNS:
            continue
        if not rows_of(model, kommune).exists():
            _make_row(model, kommune, people[0])
    for model in tenant_models():
        if model is not Kommune:  # the operator's record keeps its name
            _write_everywhere(model, kommune)
    browser = Client(headers={"host": kommune.site.hostname})
    browser.force_login(people[0])
    session = browser.session
    session["note"] = CANARY
    session.save()
    cache.set("kept-page:of-the-town", CANARY)


def places(word: str) -> list[str]:
    """Tables, known to Django or not, in which the word stands: "table: row"."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in TABLES_THAT_MAY_REMEMBER:
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [f"{table}: {row}" for row in cursor if word.lower() in _read(row)]
    return found


def fingerprints(*, without: set[str] = frozenset()) -> dict[str, list[str]]:
    """Every row of every model, as text. `changed_at` only names kept pages, so it is left out."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.label in without:
            continue
        names = [f.attname for f in model._meta.concrete_fields if f.name != "changed_at"]
        rows = model._base_manager.values_list(*names)
        found[model._meta.label] = sorted(json.dumps(row, default=str) for row in rows)
    return found


def _people(kommune: Kommune) -> list:
    users = []
    for role in (Role.REDAKTION, Role.FREIGABE):
        name = f"{CANARY}-{role}@{kommune.site.hostname}"
        user = get_user_model().objects.create_user(
            username=name, email=name, first_name=CANARY, last_name=CANARY
        )
        grant(user, kommune, role)
        users.append(user)
    return users


def _talk_about(page: Page, people: list) -> None:
    comment = Comment.objects.create(
        page=page, user=people[0], text=CANARY, contentpath="title", position=CANARY
    )
    CommentReply.objects.create(comment=comment, user=people[1], text=CANARY)
    PageSubscription.objects.create(page=page, user=people[1], comment_notifications=True)


def _make_row(model: type[models.Model], kommune: Kommune, user) -> None:
    """A row of a model that has no factory: every required field gets something."""
    row = model()
    for field in model._meta.concrete_fields:
        if field.primary_key or field.has_default():
            continue
        setattr(row, field.attname, _something(field, kommune, user))
    model._base_manager.bulk_create([row])
    assert rows_of(model, kommune).exists(), f"give the town a row of {model._meta.label}"


def _something(field: models.Field, kommune: Kommune, user):
    target = field.related_model
    if target is ContentType:
        return ContentType.objects.get_for_model(Kommune).pk
    if target is get_user_model():
        return user.pk
    if target is Kommune:
        return kommune.pk
    if target and target._meta.label == "wagtailcore.Site":
        return kommune.site_id
    if target and not field.null:
        own = rows_of(target, kommune).values_list("pk", flat=True).first()
        return own or target._base_manager.values_list("pk", flat=True).first()  # a central one
    if target or isinstance(field, models.FileField):
        return None if target else ""
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return timezone.localdate()
    if isinstance(field, (models.IntegerField, models.DecimalField, models.FloatField)):
        return 1
    is_text = isinstance(field, (models.CharField, models.TextField))
    return f"{CANARY}-{kommune.pk}"[: field.max_length] if is_text else None


def _write_everywhere(model: type[models.Model], kommune: Kommune) -> None:
    """Overwrite texts that are free words; choices, files, slugs and JSON keep their form."""
    unique = {name for rule in model._meta.constraints for name in getattr(rule, "fields", ())}
    free = [
        field
        for field in model._meta.local_concrete_fields
        if type(field) in (models.CharField, models.TextField, models.EmailField, models.URLField)
        and not field.choices
        and not field.unique
        and field.name not in unique
        and (field.max_length or 99) >= 40
        and field.name not in ("path", "url_path", "origin", "rrule", "key", "host")
    ]
    if free:
        rows = model._base_manager.filter(pk__in=rows_of(model, kommune).values("pk"))
        rows.update(**{field.name: f"{CANARY}-{field.name}" for field in free})


def _read(row: tuple) -> str:
    texts = [
        bytes(v).decode("utf-8", "ignore") if isinstance(v, (bytes, memoryview)) else str(v)
        for v in row
    ]
    return "\n".join(texts).lower()
