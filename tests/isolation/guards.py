"""What keeps the borders: each guard by name, how to take it away, and who notices.

A guard is taken away by putting something careless in its place. `noticed_by` names the cases
tagged for it: who asks, by which method, which addresses (shell patterns), for whose things.
"""

from dataclasses import dataclass, field
from importlib import import_module

import pytest
from wagtail import hooks

from kommunen.models import Kommune
from tests.isolation.birds import Owner
from tests.isolation.cases import Visitor

REDAKTION, FREIGABE = Visitor.REDAKTION, Visitor.FREIGABE
VERWALTUNG, ANONYMOUS = Visitor.VERWALTUNG, Visitor.ANONYMOUS
ABROAD = Visitor.ABROAD
OWN, FOREIGN = Owner.OWN, Owner.FOREIGN


@dataclass(frozen=True)
class Cases:
    visitor: Visitor
    method: str  # "FORGE": the visitor's own form with foreign keys in it
    addresses: tuple[str, ...]
    owner: Owner = OWN


@dataclass(frozen=True)
class Guard:
    name: str  # "module:attribute"
    careless: object  # what stands in its place
    noticed_by: Cases
    also: dict[str, object] = field(default_factory=dict)  # further places that hold the same

    def take_away(self, patch: pytest.MonkeyPatch) -> None:
        for name, careless in {self.name: self.careless, **self.also}.items():
            owner, attribute = _find(name)
            patch.setattr(owner, attribute, careless)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class HookGuard(Guard):
    """A guard that Wagtail calls as a hook; `name` is "hook:module:function"."""

    def take_away(self, patch: pytest.MonkeyPatch) -> None:
        hook, module, function = self.name.split(":")
        guard = getattr(import_module(module), function)
        hooks.get_hooks(hook)  # so that all are registered
        kept = [each for each in hooks._hooks[hook] if each[0] is not guard]
        assert len(kept) < len(hooks._hooks[hook]), f"{self.name} is no hook"
        patch.setitem(hooks._hooks, hook, kept)


def _find(name: str) -> tuple[object, str]:
    module, _, path = name.partition(":")
    *owners, attribute = path.split(".")
    found = import_module(module)
    for each in owners:
        found = getattr(found, each)
    getattr(found, attribute)  # a guard that is gone stands here no longer
    return found, attribute


def _all_rows(self, *args, **kwargs):
    return self.all()


def _every_row(self, user, actions):
    return self.model._default_manager.all()


def _only_the_model_counts(self, user, action, instance) -> bool:
    return self.user_has_permission(user, action)


def _yes(*args, **kwargs) -> bool:
    return True


def _nothing(*args, **kwargs) -> None:
    return None


def _whoever_it_is(request, user):
    return user


def _no_finding(*args, **kwargs) -> list:
    return []


def _the_other_town(self, hostname: str):
    return self.complete().filter(site__hostname="nachbarstadt.example")


def _folders_of_all(request) -> set[str]:
    return {f"kommune-{pk}" for pk in Kommune.objects.values_list("pk", flat=True)}


def _any_row_to_choose(model, user):
    return model._default_manager.all()


SNIPPETS = ("wagtailsnippets_kommunen_contactperson:*",)
CHOOSERS = ("wagtailsnippetchoosers_*",)

GUARDS = [
    Guard(
        "kommunen.middleware:AdminGuardMiddleware.process_view",
        _nothing,
        Cases(FREIGABE, "GET", ("wagtailadmin_reports:*", "wagtailadmin_tag_autocomplete")),
    ),
    Guard(
        "kommunen.people.sessions:_known_here",
        _whoever_it_is,
        Cases(ABROAD, "GET", ("wagtailadmin_explore_root", "wagtailadmin_home")),
    ),
    Guard(
        "kommunen.models.kommune:KommuneQuerySet.serving",
        _the_other_town,
        Cases(ANONYMOUS, "GET", ("wagtail_serve", "mitmachkarte:geojson"), FOREIGN),
    ),
    Guard(
        "kommunen.desk.policies:TenantPolicy.instances_user_has_any_permission_for",
        _every_row,
        Cases(REDAKTION, "GET", ("wagtailsnippets_kommunen_contactperson:list",)),
    ),
    Guard(
        "kommunen.desk.policies:TenantPolicy.user_has_permission_for_instance",
        _only_the_model_counts,
        Cases(REDAKTION, "GET", SNIPPETS, FOREIGN),
    ),
    Guard(
        "kommunen.desk.snippets.viewset:TenantSnippetViewSet._check",
        _nothing,
        Cases(REDAKTION, "GET", SNIPPETS, FOREIGN),
    ),
    Guard(
        "kommunen.desk.snippets.chooser:choosable",
        _any_row_to_choose,
        Cases(REDAKTION, "GET", CHOOSERS, FOREIGN),
    ),
    Guard(
        "kommunen.desk.snippets.views:names_foreign_things",
        _no_finding,
        Cases(REDAKTION, "FORGE", ("wagtailsnippets_kommunen_contactperson:edit",)),
    ),
    Guard(
        "kommunen.desk.snippets.previews:names_foreign_things",
        _no_finding,
        Cases(REDAKTION, "FORGE", ("wagtailsnippets_textbausteine_textbaustein:preview_on_edit",)),
    ),
    Guard(
        "kommunen.pages:refuse_foreign_references",
        _no_finding,
        Cases(REDAKTION, "FORGE", ("wagtailadmin_pages:edit",)),
    ),
    Guard(
        "kommunen.desk.checks:_is_near",
        _yes,
        Cases(REDAKTION, "GET", ("wagtailadmin_choose_page_child",), FOREIGN),
    ),
    Guard(
        "kommunen.desk.checks:_is_own",
        _yes,
        Cases(REDAKTION, "GET", ("wagtail_bulk_action",), FOREIGN),
    ),
    Guard(
        "kommunen.desk.checks:knows",
        _yes,
        Cases(REDAKTION, "GET", ("wagtailadmin_choose_page_chosen_multiple",), FOREIGN),
    ),
    Guard(
        "kommunen.desk.unlocked_doors:knows",
        _yes,
        Cases(REDAKTION, "FORGE", ("wagtailadmin_pages:choose_parent",)),
    ),
    HookGuard(
        "construct_page_chooser_queryset:kommunen.desk.choosers:only_own_and_central_pages",
        None,
        Cases(REDAKTION, "GET", ("wagtailadmin_choose_page*",), FOREIGN),
    ),
    HookGuard(
        "before_serve_document:kommunen.media:serve_document_only_here",
        None,
        Cases(REDAKTION, "GET", ("wagtaildocs_serve",), FOREIGN),
    ),
    Guard(
        "kommunen.media:_folders_of",
        _folders_of_all,
        Cases(ANONYMOUS, "GET", ("kommunen_picture",), FOREIGN),
    ),
    Guard(
        "textbausteine.queries:TextQuerySet.usable_by",
        _all_rows,
        Cases(ANONYMOUS, "GET", ("textbausteine.TextsPage/<slug:slug>/", "wagtail_serve"), FOREIGN),
    ),
    Guard(
        "mitmachkarte.queries:InitiativeQuerySet.shown_by",
        _all_rows,
        Cases(ANONYMOUS, "GET", ("mitmachkarte:geojson", "mitmachkarte:embed")),
    ),
    Guard(
        "kommunen.models.consent:ConsentQuerySet.in_force",
        lambda rows: rows,
        Cases(ANONYMOUS, "GET", ("mitmachkarte:embed",)),
    ),
    Guard(
        "kommunen.sharing.views:WithdrawEntryView.rows",
        lambda view: view.model.objects.all(),
        Cases(FREIGABE, "POST", ("kommunen_sharing:withdraw_entry",), FOREIGN),
    ),
    Guard(
        "termintipps.queries:OccurrenceQuerySet.for_site",
        _all_rows,
        Cases(ANONYMOUS, "GET", ("termintipps:*",)),
    ),
    Guard(
        "inbox.log_admin:is_bound",
        lambda user: False,
        Cases(FREIGABE, "GET", ("log_modeladmin_*",), FOREIGN),
    ),
    Guard(
        "kommunen.models:TownApprovalTask._may_approve",
        _yes,
        Cases(FREIGABE, "POST", ("wagtailadmin_pages:workflow_action",), FOREIGN),
    ),
    Guard(
        "kommunen.models:TownApprovalTask.get_task_states_user_can_moderate",
        lambda self, user, **kwargs: self.task_states.all(),
        Cases(FREIGABE, "GET", ("wagtailadmin_home",)),
    ),
]
