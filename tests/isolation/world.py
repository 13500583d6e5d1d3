"""The centre and two towns, with a row of each owner in every table and a bird in every text."""

import datetime
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection, models
from django.utils import timezone
from PIL import Image as Picture
from PIL.PngImagePlugin import PngInfo
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, Site

from home.models import ContentPage
from kommunen.lifecycle.founding import found_kommune, shared_workflow
from kommunen.models import EntryConsent, Kommune, Role, TownConsent
from kommunen.people.roles import CENTRAL_ROLES, TOWN_ROLES, grant
from mitmachkarte.entries import SHARED_AS
from tests.conftest import MUSTERSTADT_KEY, NACHBARSTADT_KEY
from tests.factories import termintipps
from tests.factories.home import content_page, news, survey
from tests.factories.mitmachkarte import InitiativePageFactory
from tests.factories.textbausteine import text
from tests.isolation.birds import FIRST_KEY, FIRST_NEW_KEY, WIDTH, Birds, Owner, is_of
from tests.isolation.streams import stored
from textbausteine.models import Textbaustein

HOSTS = {
    Owner.CENTRAL: "zentrale.example",
    Owner.OWN: "musterstadt.example",
    Owner.FOREIGN: "nachbarstadt.example",
}

# The initiative that the neighbour may show, and the event. Their numbers and those of the
# consents are no others.
SHARED_ENTRY = {owner: FIRST_KEY[owner] + 8_000 for owner in Owner}
SHARED_EVENT = {owner: key + 1 for owner, key in SHARED_ENTRY.items()}
# Where the neighbour shows it: near its own border.
NEAR_THE_OTHER = {
    Owner.OWN: {"lat": Decimal("51.1700"), "lon": Decimal("7.0830")},
    Owner.FOREIGN: {"lat": Decimal("51.2973"), "lon": Decimal("6.8493")},
}

# No row for each owner: the key is the model, the value why.
NOT_MADE = {
    "contenttypes.ContentType": "of nobody: names of models",
    "auth.Permission": "of nobody: names of permissions",
    "sessions.Session": "of the person who is signed in; has no number",
    "wagtailcore.Locale": "of nobody: the one language",
    "wagtailcore.WorkflowContentType": "one workflow for each model, of no town",
    "wagtailcore.GroupApprovalTask": "Wagtail's own; the product has one task for all towns",
    "wagtailadmin.Admin": "holds no rows, only permissions",
    "wagtaildocs.Document": "not the document model of this project",
    "wagtailimages.Image": "not the image model of this project",
    "wagtailimages.Rendition": "not the image model of this project",
    "wagtailsearch.SQLiteFTSIndexEntry": "the index entry again",
    "wagtailsearch.IndexEntry": "made from the other rows by the search itself",
    "wagtailcore.Workflow": "one for all towns",
    "wagtailcore.Task": "one for all towns",
    "wagtailcore.WorkflowTask": "one for all towns",
    "kommunen.TownApprovalTask": "one for all towns",
    "kommunen.JobLease": "the operator's: which due job is being run",
    "inbox.DailySalt": "one for all towns and each day; random",
}

# These hold what the program reads, not what people have written.
NO_PLACE_FOR_A_BIRD = {
    "path", "url_path", "hostname", "origin", "slug", "password", "action", "object_id",
    "to_object_id", "parent_object_id", "content_path", "model_path", "contentpath", "position",
    "base_content_type", "rrule", "uid", "fingerprint", "digest", "key", "value", "brand_colour",
    "filter_spec", "focal_point_key", "file_hash", "drawing", "key_hash", "prefix",
    "preferred_language", "current_time_zone", "codename", "holder", "token", "thing",
}  # fmt: skip


@dataclass
class World:
    """What was built. `keys` lists each owner's rows of each table, in the order they were made."""

    kommunen: dict[Owner, Kommune] = field(default_factory=dict)
    people: dict[tuple[Owner, tuple[Role, ...]], models.Model] = field(default_factory=dict)
    birds: dict[Owner, Birds] = field(default_factory=dict)
    keys: dict[Owner, dict[type[models.Model], list]] = field(default_factory=dict)
    missing: dict[Owner, dict[str, str]] = field(default_factory=dict)  # tables without a row
    # Numbers that both sides of a consent know: the entry's, and the consent's own.
    shared: dict[Owner, set[str]] = field(default_factory=lambda: {each: set() for each in Owner})

    def key(self, owner: Owner, model: type[models.Model]) -> int | None:
        """The first row of the owner; pages of a type as well."""
        return next(iter(self.keys[owner].get(model, [])), None)

    def row(self, owner: Owner, model: type[models.Model]) -> models.Model:
        return model._base_manager.get(pk=self.key(owner, model))


def build() -> World:
    world = World()
    for owner in Owner:  # the centre first: towns take over its texts
        _start_keys_at(FIRST_KEY[owner])
        _settle(world, owner)
    _consent(world, Owner.FOREIGN, Owner.OWN)
    _consent(world, Owner.OWN, Owner.FOREIGN)
    _start_keys_at(FIRST_NEW_KEY)
    return world


def by_consent(home: str) -> str:
    """Where a bird sits that the neighbour may show."""
    return f"{home}, by consent"


def _consent(world: World, giver: Owner, receiver: Owner) -> None:
    """One initiative and one event of the giver are shown by the receiver; all the others are only
    offered."""
    page, event = SHARED_ENTRY[giver], SHARED_EVENT[giver]
    rows = (
        (EntryConsent, page + 500, {"page_id": page, "state": "shown"}),
        (EntryConsent, page + 502, {"page_id": event, "state": "shown"}),
        (TownConsent, page + 501, {"what": SHARED_AS, "state": "waiting"}),
    )
    for model in (EntryConsent, TownConsent):
        model.objects.filter(pk__in=world.keys[giver][model]).delete()  # of a town with itself
        world.keys[giver][model] = []
    for model, key, values in rows:
        sides = {"site": world.kommunen[giver].site, "receiver": world.kommunen[receiver]}
        world.keys[giver][model].append(model.objects.create(pk=key, **sides, **values).pk)
    numbers = (page, event, page + 500, page + 501, page + 502)
    world.shared[giver] = {str(number) for number in numbers}


def _settle(world: World, owner: Owner) -> None:
    birds = world.birds[owner] = Birds(owner)
    kommune = world.kommunen[owner] = _found(owner)
    roles = CENTRAL_ROLES if kommune.is_central else TOWN_ROLES
    # The first is nobody's visitor: single rows of the world hang on this account.
    for held in (roles[:1], *((role,) for role in roles), roles):
        user = get_user_model().objects.create_user(
            username=birds.fly("user name"), email=f"{birds.fly('e-mail')}@verein.example"
        )
        for role in held:
            grant(user, kommune, role)
        world.people[owner, held] = user
    _make_content(world, owner)
    world.keys[owner] = _keys_of(owner)
    world.missing[owner] = _make_the_rest(world, owner)
    world.keys[owner] = _keys_of(owner)
    _write_birds(world, owner)
    _write_versions(world, owner)
    world.keys[owner] = _keys_of(owner)
    _make_the_rest(world, owner)  # again: publishing has deleted the comments
    world.keys[owner] = _keys_of(owner)
    world.kommunen[owner] = Kommune.objects.complete().get(pk=kommune.pk)


def _found(owner: Owner) -> Kommune:
    wishes = {
        Owner.CENTRAL: {"name": "MehrWert-Baukasten", "kind": Kommune.Kind.ZENTRALE},
        Owner.OWN: {"name": "Musterstadt", "key": MUSTERSTADT_KEY},
        Owner.FOREIGN: {"name": "Nachbarstadt", "key": NACHBARSTADT_KEY},
    }
    return found_kommune(host=HOSTS[owner], state=Kommune.State.LIVE, **wishes[owner])


def _make_content(world: World, owner: Owner) -> None:
    """What hangs together; single rows follow in `_make_the_rest`."""
    kommune, birds = world.kommunen[owner], world.birds[owner]
    site = None if kommune.is_central else kommune
    editor = next(user for (whose, _), user in world.people.items() if whose == owner)
    _picture(kommune, birds).tags.add(birds.fly("tag of a picture"))
    _document(kommune, birds).tags.add(birds.fly("tag of a document"))
    content_page(kommune, birds.fly("title and slug of a content page"))
    news(kommune, birds.fly("title and slug of news"))
    survey(
        kommune,
        birds.fly("title and slug of a survey"),
        question=birds.fly("question of a survey"),
    )
    waiting = content_page(kommune, birds.fly("title and slug of a draft"), live=False)
    shared_workflow().start(waiting, editor)
    behind_password = content_page(kommune, birds.fly("title of a page behind a password"))
    behind_password.view_restrictions.create(
        restriction_type="password", password=birds.fly("password of a page")
    )
    if site:
        organiser = InitiativePageFactory(
            town=kommune, title=birds.fly("title and slug of an initiative")
        )
        organiser.save_revision(user=editor).publish()
        termintipps.event(kommune, birds.fly("title and slug of an event"), organiser=organiser)
        _start_keys_at(SHARED_ENTRY[owner], only=Page._meta.db_table)
        shared = InitiativePageFactory(
            town=kommune, title=birds.fly(by_consent("title and slug of a shared initiative"))
        )
        shared.save_revision(user=editor).publish()
        termintipps.event(
            kommune,
            birds.fly(by_consent("title and slug of a shared event")),
            **NEAR_THE_OTHER[owner],
        )
    text(
        site,
        birds.fly("title of a text"),
        slug=birds.fly("slug of a text"),
        easy=[("text", f"<p>{birds.fly('a text in Leichte Sprache')}</p>")],
    )
    text(site, birds.fly("title of a draft"), slug=birds.fly("slug of a draft"), live=False)


def _picture(kommune: Kommune, birds: Birds):
    data, notes = BytesIO(), PngInfo()
    notes.add_text("Comment", birds.fly("inside a picture"))
    Picture.new("RGB", (640, 400), "#14613e").save(data, "PNG", pnginfo=notes)
    picture = get_image_model().objects.create(
        title=birds.fly("title of a picture"),
        file=ContentFile(data.getvalue(), f"{birds.fly('file name of a picture')}.png"),
        collection=kommune.collection,
    )
    # Made by the first visitor else; and a case that is rolled back leaves the file behind.
    for spec in ("max-165x165", *(f"width-{width}|format-webp" for width in (400, 800, 1280))):
        picture.get_rendition(spec)
    return picture


def _document(kommune: Kommune, birds: Birds):
    content = f"%PDF-1.4 {birds.fly('inside a document')}".encode()
    return get_document_model().objects.create(
        title=birds.fly("title of a document"),
        file=ContentFile(content, f"{birds.fly('file name of a document')}.pdf"),
        collection=kommune.collection,
    )


def all_models() -> Iterator[type[models.Model]]:
    """Every table with rows of its own; pages of a type count as pages of that type."""
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            yield model


def _keys_of(owner: Owner) -> dict[type[models.Model], list]:
    found = {}
    for model in all_models():
        keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
        found[model] = [key for key in keys if is_of(owner, key)]
    return found


def _make_the_rest(world: World, owner: Owner) -> dict[str, str]:
    """One row in each table that has none yet. Returns where it cannot be done, and why."""
    missing = {}
    for model in all_models():
        label = model._meta.label
        if label in NOT_MADE or world.keys[owner][model]:
            continue
        if issubclass(model, Page):
            # Town and centre have different fixed pages; the content pages stand in for them.
            missing[label] = "no such page"
            continue
        values = _values(world, owner, model)
        if void := [n for n, v in values.items() if v is None and not _field(model, n).null]:
            missing[label] = f"nothing to put into {', '.join(void)}"
            continue
        row = model(**values)
        row.save()
        world.keys[owner][model] = [row.pk]
    return missing


def _field(model: type[models.Model], name: str) -> models.Field:
    return model._meta.get_field(name)


def _values(world: World, owner: Owner, model: type[models.Model]) -> dict:
    values = {}
    for each in model._meta.concrete_fields:
        if each.primary_key:
            continue
        if each.is_relation:
            value = _related(world, owner, model, each)
        elif each.name in {"object_id", "to_object_id", "parent_object_id"}:
            value = str(world.key(owner, ContentPage))
        elif each.has_default():
            continue
        else:
            value = _value(world.birds[owner], model, each)
        values[each.name] = value
    return values


def _related(world: World, owner: Owner, model: type[models.Model], each) -> models.Model | None:
    target = each.related_model
    if target is ContentType:
        return ContentType.objects.get_for_model(ContentPage)
    if target is Site:
        kommune = world.kommunen[owner]
        # A file lies in its tenant's folder, so whoever sends one in has a site, the centre too.
        has_file = any(isinstance(one, models.FileField) for one in model._meta.fields)
        return None if kommune.is_central and each.null and not has_file else kommune.site
    if target is model or each.name == "locale":
        return None
    if target is Page:
        target = ContentPage
    key = world.key(owner, target)
    return None if key is None else each.remote_field.model._base_manager.get(pk=key)


def _value(birds: Birds, model: type[models.Model], each: models.Field):
    home = f"{model._meta.label}.{each.name}"
    if each.choices:
        return each.choices[0][0]
    if each.null and isinstance(each, (models.DateField, models.TimeField)):
        return None  # hidden since, ended on: nothing has happened yet
    if isinstance(each, models.DateTimeField):
        return timezone.now()
    if isinstance(each, models.DateField):
        return datetime.date(2026, 12, 24)
    if isinstance(each, models.TimeField):
        return datetime.time(12)
    if isinstance(each, models.UUIDField):
        return uuid.uuid4()
    if isinstance(each, models.BinaryField):
        return f"Name\n{birds.fly(home)}\n".encode()
    if isinstance(each, models.FileField):
        return ContentFile(birds.fly(f"inside {home}").encode(), f"{birds.fly(home)}.txt")
    if isinstance(each, models.BooleanField):
        return False
    if isinstance(each, (models.IntegerField, models.DecimalField, models.FloatField)):
        return None if each.null else 1
    if isinstance(each, models.JSONField):
        return {"word": birds.fly(home)}
    if isinstance(each, (models.CharField, models.TextField)):
        return _word(birds, home, each)
    return None


def _word(birds: Birds, home: str, each: models.Field) -> str:
    if each.name == "hostname":
        return f"{birds.fly(home)}.example"
    if each.name == "thing":  # of the audit: the label of a model
        return ContentPage._meta.label
    if each.name == "file_name":
        return f"{birds.fly(home)}.csv"
    if each.name == "origin":
        return f"https://{birds.fly(home)}.example"
    if each.max_length is not None and each.max_length < WIDTH:
        return "Z"[: each.max_length]
    if isinstance(each, models.URLField):
        return f"https://{birds.fly(home)}.example/"
    if isinstance(each, models.EmailField):
        return f"{birds.fly(home)}@verein.example"
    return birds.fly(home)


def _write_birds(world: World, owner: Owner) -> None:
    """A bird into every text of every row, written past all forms and signals."""
    birds = world.birds[owner]
    for model, keys in world.keys[owner].items():
        if model._meta.label in NOT_MADE:
            continue  # of all towns, so of no species
        fields = [each for each in model._meta.local_concrete_fields if _holds_words(each)]
        streams = [e for e in model._meta.local_concrete_fields if isinstance(e, StreamField)]
        for key in keys:
            words = {e.name: _sentence(birds, _home_of(model, e, key, owner), e) for e in fields}
            for each in streams:
                words[each.name] = _stream(world, owner, model, each)
            if words:
                model._base_manager.filter(pk=key).update(**words)


def _home_of(model: type[models.Model], each: models.Field, key: object, owner: Owner) -> str:
    home = f"{model._meta.label}.{each.name}"
    is_shared = issubclass(model, Page) and key in (SHARED_ENTRY[owner], SHARED_EVENT[owner])
    return by_consent(home) if is_shared else home


def _holds_words(each: models.Field) -> bool:
    return (
        isinstance(each, (models.CharField, models.TextField))
        and not isinstance(each, (StreamField, models.SlugField))
        and not each.choices
        and each.name not in NO_PLACE_FOR_A_BIRD
        and (each.max_length is None or each.max_length >= WIDTH)
        and each.model._meta.label not in {"wagtailcore.Revision", "wagtailcore.ReferenceIndex"}
    )


def _sentence(birds: Birds, home: str, each: models.Field) -> str:
    word = _word(birds, home, each)
    return f"<p>{word}</p>" if isinstance(each, RichTextField) else word


def _stream(world: World, owner: Owner, model: type[models.Model], each: StreamField):
    birds, home = world.birds[owner], f"{model._meta.label}.{each.name}"
    raw = stored(
        each.stream_block,
        lambda name: birds.fly(f"{home}, {name}"),
        lambda target: world.key(owner, ContentPage if target is Page else target),
    )
    return each.to_python(json.dumps(raw))


def _write_versions(world: World, owner: Owner) -> None:
    """Publish what the rows say now; then begin a draft with birds of its own."""
    birds = world.birds[owner]
    editor = next(user for (whose, _), user in world.people.items() if whose == owner)
    pages = Page.objects.filter(pk__in=world.keys[owner][Page]).specific()
    texts = Textbaustein.objects.filter(pk__in=world.keys[owner][Textbaustein])
    for row in (*pages, *texts):
        was_live = row.live
        revision = row.save_revision(user=editor, clean=False)
        if was_live:
            revision.publish(log_action=False)
        draft = revision.as_object()
        draft.title = birds.fly(f"title of a draft of {type(row)._meta.label}")
        draft.save_revision(user=editor, clean=False, changed=True)
        ReferenceIndex.create_or_update_for_object(row)


def _start_keys_at(first: int, only: str = "") -> None:
    """Every table gives out numbers from `first` on, or only this one."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
            tables = [name for (name,) in cursor.fetchall() if only in ("", name)]
            cursor.executemany(
                "DELETE FROM sqlite_sequence WHERE name = %s", [(table,) for table in tables]
            )
            cursor.executemany(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)",
                [(table, first - 1) for table in tables],
            )
            return
        cursor.execute(
            "SELECT format('%%I.%%I', schemaname, sequencename) FROM pg_sequences"
            " WHERE schemaname = current_schema() AND sequencename LIKE %s",
            [f"{only}_id_seq" if only else "%"],
        )
        for (name,) in cursor.fetchall():
            cursor.execute("SELECT setval(%s::regclass, %s, false)", [name, first])
