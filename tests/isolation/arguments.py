"""Gives an address the keys of one owner's things.

An argument that nothing here knows raises `LookupError`: write down what it means.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.models import EditingSession
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Revision,
    Site,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)

from home.models import ContentPage, SurveyPage
from home.survey.export import TYPES as RESULT_TYPES
from inbox.models import BarrierCase, LogEntry, Submission
from inbox.submissions import confirmation
from kommunen.models import (
    EmbedCheck,
    EmbedHostWish,
    EntryConsent,
    Kommune,
    TownApprovalTask,
    TownConsent,
)
from mitmachkarte.models import InitiativeImport
from mitmachkarte.selfcare import care
from mitmachkarte.transfer.views import TYPES
from termintipps.models import EventImport, EventPage, Subscription
from termintipps.transfer.views import TYPES as EVENT_TYPES
from tests.isolation.addresses import Address
from tests.isolation.birds import Owner
from tests.isolation.world import World
from textbausteine.models import Improvement, Notice, Textbaustein, TextsPage

ABOUT = {
    "wagtailadmin_api:pages": ContentPage,
    "wagtailadmin_collections": Collection,
    "inbox_desk": Submission,
    "inbox_barriers": BarrierCase,
    "mitmachkarte_transfer": InitiativeImport,
    "termintipps_transfer": EventImport,
    "termintipps_subscriptions": Subscription,
    "home": SurveyPage,
    "home_survey": SurveyPage,
    "redirects": Redirect,
    "kommunen_embedding": EmbedCheck,
    "kommunen_people": get_user_model(),
    "wagtailadmin_pages": ContentPage,
    "wagtaildocs_chooser": get_document_model(),
    "wagtailimages_chooser": get_image_model(),
    "wagtailsettings": Site,
    "wagtailusers_groups": Group,
    "wagtailusers_users": get_user_model(),
    "wagtailadmin_api:documents": get_document_model(),
    "wagtailadmin_api:images": get_image_model(),
    "kommune": Kommune,
    "wagtailsites": Site,
}
"""What `pk` names in a namespace where the view itself does not say it."""

KEYS = {
    "page_id": ContentPage,
    "page_pk": ContentPage,
    "page_to_move_id": ContentPage,
    "parent_page_id": Page,
    "destination_id": Page,
    "image_id": get_image_model(),
    "document_id": get_document_model(),
    "doc_id": get_document_model(),
    "uploaded_file_id": UploadedFile,
    "collection_id": Collection,
    "restriction_id": CollectionViewRestriction,
    "page_view_restriction_id": PageViewRestriction,
    "task_state_id": TaskState,
    "workflow_state_id": WorkflowState,
    "session_id": EditingSession,
    "instance_pk": LogEntry,
    "object_id": ContentPage,
    "redirect_id": Redirect,
    "consent_id": EntryConsent,
    "wish_pk": EmbedHostWish,
    "notice_id": Notice,
    "text_id": Textbaustein,
    "improvement_id": Improvement,
}

WORDS: dict[str, Callable[[World, Owner], object]] = {
    "service": lambda world, owner: "basemap-grau",
    "z": lambda world, owner: 12,
    "x": lambda world, owner: 2125,
    "y": lambda world, owner: 1367,
    "revision_id_a": lambda world, owner: "earliest",
    "revision_id_b": lambda world, owner: "latest",
    "filter_spec": lambda world, owner: "max-165x165",
    "name": lambda world, owner: "stadt",
    "slug": lambda world, owner: _initiative(world, owner).slug,
    "path": lambda world, owner: world.row(owner, get_image_model()).file.name,
    "day": lambda world, owner: "2026-12-05",
    "static_file": lambda world, owner: "kommunen/css/base.css",
    "uidb64": lambda world, owner: urlsafe_base64_encode(force_bytes(_person(world, owner).pk)),
    "token": lambda world, owner: default_token_generator.make_token(_person(world, owner)),
    "url_of_textspage": lambda world, owner: world.row(owner, TextsPage).relative_url(None),
    "url_of_eventpage": lambda world, owner: _event(world, owner).relative_url(None),
    "task_id": lambda world, owner: TownApprovalTask.objects.get().pk,
    "workflow_pk": lambda world, owner: Workflow.objects.latest("pk").pk,
}

HERE: dict[tuple[str, str], Callable[[World, Owner], object]] = {
    ("wagtail_serve", "_0"): lambda world, owner: _path(world.row(owner, ContentPage)),
    ("wagtaildocs_serve", "_0"): lambda world, owner: world.key(owner, get_document_model()),
    ("wagtaildocs_serve", "_1"): lambda world, owner: (
        world.row(owner, get_document_model()).filename
    ),
    ("inbox:confirm", "token"): lambda world, owner: confirmation._link(
        world.kommunen[owner], world.key(owner, Submission)
    ).token(_tomorrow()),
    ("termintipps:date_file", "slug"): lambda world, owner: _event(world, owner).slug,
    ("termintipps:date_file", "day"): lambda world, owner: _event(world, owner).start_date,
    ("kommunen_sharing:offer", "page_id"): lambda world, owner: _initiative(world, owner).pk,
    ("kommunen_sharing:decide_town", "consent_id"): lambda world, owner: world.key(
        owner, TownConsent
    ),
    ("kommunen_sharing:withdraw_town", "consent_id"): lambda world, owner: world.key(
        owner, TownConsent
    ),
    ("termintipps:register", "slug"): lambda world, owner: _event(world, owner).slug,
    ("termintipps:event_file", "slug"): lambda world, owner: _event(world, owner).slug,
    ("textbausteine_word", "kind"): lambda world, owner: "standard",
    ("textbausteine:embed", "slug"): lambda world, owner: _text(world, owner).slug,
    ("textbausteine.TextsPage/<slug:slug>/", "slug"): lambda world, owner: _text(world, owner).slug,
    ("textbausteine.TextsPage/<slug:slug>/leichte-sprache/", "slug"): lambda world, owner: (
        _text(world, owner).slug
    ),
}
"""What an argument means at one address only."""

PAIRS = {
    ("content_type_app_name", "content_type_model_name"): ("home", "contentpage"),
    ("app_name", "model_name"): ("kommunen", "kommunesettings"),
    ("app_label", "model_name"): ("home", "contentpage"),
}


def variants(address: Address) -> Iterator[dict[str, str]]:
    """What an address is about beyond keys: bulk actions of each model, models by name."""
    if address.name == "mitmachkarte_transfer:export":
        for kind in TYPES:
            yield {"kind": kind}
    elif address.name == "termintipps_transfer:export":
        for kind in EVENT_TYPES:
            yield {"kind": kind}
    elif address.name == "home_survey:export":
        for kind in RESULT_TYPES:
            yield {"kind": kind}
    elif address.name == "wagtail_bulk_action":
        bulk_action_registry._scan_for_bulk_actions()
        for app_label, by_model in bulk_action_registry.actions.items():
            for model_name, actions in by_model.items():
                for action in actions:
                    yield {"app_label": app_label, "model_name": model_name, "action": action}
    elif address.name == "wagtailadmin_tag_model_autocomplete":
        yield {"app_name": "taggit", "model_name": "tag"}
    elif "action_name" in address.arguments:
        names = ("approve", "reject") if "task_state_id" in address.arguments else ("publish",)
        for name in names:
            yield {"action_name": name}
    else:
        yield {
            name: value
            for names, values in PAIRS.items()
            if set(names) <= set(address.arguments)
            for name, value in zip(names, values, strict=True)
        }


def path_of(address: Address, variant: dict[str, str], world: World, owner: Owner) -> str | None:
    """The path with the owner's keys; None if the owner has no such thing.

    Raises:
        LookupError: an argument has no provider.
    """
    values = {
        each: variant[each] if each in variant else _value(address, each, world, owner)
        for each in address.arguments
    }
    return None if None in values.values() else address.template % values


def _value(address: Address, argument: str, world: World, owner: Owner) -> object:
    try:
        if (address.name, argument) in HERE:
            return HERE[address.name, argument](world, owner)
        if argument == "token" and address.name.startswith(("mitmachkarte:", "termintipps:")):
            page = _initiative(world, owner)
            return care._link(world.kommunen[owner], page).token(_tomorrow())
        if argument in WORDS:
            return WORDS[argument](world, owner)
        if argument == "page_id" and "workflow" in address.name:
            return world.row(owner, WorkflowState).object_id  # the page that waits
        if argument == "revision_id":
            return _revision(address, world, owner)
        if argument == "pk":
            return _key(world, owner, _about(address))
        if argument in KEYS:
            return _key(world, owner, KEYS[argument])
    except ObjectDoesNotExist:
        return None
    raise LookupError(f"What is “{argument}” of {address}? Write it into {__name__}.")


def about(address: Address) -> type[Model] | None:
    """The model whose rows the address shows or changes; None if it does not say."""
    namespace = address.name.rpartition(":")[0]
    kind, _, label = namespace.partition("_")
    if label and kind in {"wagtailsnippets", "wagtailsnippetchoosers"}:
        return apps.get_model(label.replace("_", ".", 1))
    if namespace in ABOUT:
        return ABOUT[namespace]
    if namespace == "wagtailadmin_workflows":
        return TownApprovalTask if "task" in address.name.rpartition(":")[2] else Workflow
    return address.model


def _about(address: Address) -> type[Model]:
    if model := about(address):
        return model
    raise LookupError(f"What is “pk” of {address}? Write it into {__name__}.ABOUT.")


def _key(world: World, owner: Owner, model: type[Model]) -> int | None:
    if model in (Workflow, TownApprovalTask):
        return model.objects.latest("pk").pk  # one for all towns
    return world.key(owner, model)


def _revision(address: Address, world: World, owner: Owner) -> int | None:
    row = world.row(owner, _about(address))
    return Revision.objects.for_instance(row).latest("pk").pk


def _path(page: Page) -> str:
    return page.relative_url(None).lstrip("/")


def _tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


def _person(world: World, owner: Owner) -> Model:
    return world.row(owner, get_user_model())


def _event(world: World, owner: Owner) -> EventPage:
    return world.row(owner, EventPage)


def _text(world: World, owner: Owner) -> Textbaustein:
    return world.row(owner, Textbaustein)


def _initiative(world: World, owner: Owner):
    return world.row(owner, apps.get_model("mitmachkarte.InitiativePage"))
