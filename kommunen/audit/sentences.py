"""The record in words: „Ada Beispiel (Redaktion) hat die Seite „Repair-Café“ veröffentlicht“.

Names of things stand in the accusative, because all that one does here is done to something.
"""

from collections.abc import Iterator

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.log_actions import registry as wagtail_log
from wagtail.models import Page, get_page_models

from kommunen.models import AuditEntry, Kommune
from kommunen.registry import thing_names

Kind = AuditEntry.ActorKind

PAGE = "wagtailcore.page"

WORDS: dict[str, str | Promise] = {
    "wagtail.create": gettext_lazy("%(who)s has created %(what)s"),
    "wagtail.edit": gettext_lazy("%(who)s has edited %(what)s"),
    "wagtail.publish": gettext_lazy("%(who)s has published %(what)s"),
    "wagtail.unpublish": gettext_lazy("%(who)s has unpublished %(what)s"),
    "wagtail.delete": gettext_lazy("%(who)s has deleted %(what)s"),
    "wagtail.move": gettext_lazy("%(who)s has moved %(what)s"),
    "wagtail.reorder": gettext_lazy("%(who)s has sorted %(what)s differently"),
    "wagtail.copy": gettext_lazy("%(who)s has copied %(what)s"),
    "wagtail.rename": gettext_lazy("%(who)s has renamed %(what)s"),
    "wagtail.revert": gettext_lazy("%(who)s has set %(what)s back to an earlier version"),
    "wagtail.lock": gettext_lazy("%(who)s has locked %(what)s"),
    "wagtail.unlock": gettext_lazy("%(who)s has unlocked %(what)s"),
    "wagtail.publish.schedule": gettext_lazy("%(who)s has scheduled %(what)s for publication"),
    "wagtail.schedule.cancel": gettext_lazy(
        "%(who)s has cancelled the scheduled publication of: %(what)s"
    ),
    "wagtail.view_restriction.create": gettext_lazy("%(who)s has restricted access to: %(what)s"),
    "wagtail.view_restriction.edit": gettext_lazy(
        "%(who)s has changed the restricted access to: %(what)s"
    ),
    "wagtail.view_restriction.delete": gettext_lazy("%(who)s has opened access to: %(what)s"),
    "wagtail.comments.create": gettext_lazy("%(who)s has commented on %(what)s"),
    "wagtail.comments.edit": gettext_lazy("%(who)s has edited a comment on: %(what)s"),
    "wagtail.comments.delete": gettext_lazy("%(who)s has deleted a comment on: %(what)s"),
    "wagtail.comments.resolve": gettext_lazy("%(who)s has resolved a comment on: %(what)s"),
    "wagtail.comments.create_reply": gettext_lazy("%(who)s has answered a comment on: %(what)s"),
    "wagtail.workflow.start": gettext_lazy("%(who)s has submitted %(what)s for approval"),
    "wagtail.workflow.approve": gettext_lazy("%(who)s has approved %(what)s"),
    "wagtail.workflow.reject": gettext_lazy("%(who)s has returned %(what)s with a comment"),
    "wagtail.workflow.resume": gettext_lazy("%(who)s has submitted %(what)s for approval again"),
    "wagtail.workflow.cancel": gettext_lazy("%(who)s has withdrawn %(what)s from approval"),
    "kommunen.create": gettext_lazy("%(who)s has created %(what)s"),
    "kommunen.change": gettext_lazy("%(who)s has edited %(what)s"),
    "kommunen.delete": gettext_lazy("%(who)s has deleted %(what)s"),
    "kommunen.hide": gettext_lazy("%(who)s has hidden %(what)s in the town"),
    "kommunen.show": gettext_lazy("%(who)s shows %(what)s in the town again"),
    "kommunen.grant": gettext_lazy("%(who)s has given %(title)s the role %(detail)s"),
    "kommunen.revoke": gettext_lazy("%(who)s has taken the role %(detail)s from %(title)s"),
    "kommunen.hand_over": gettext_lazy(
        "%(who)s has handed the open work of %(title)s to %(detail)s"
    ),
    "kommunen.offer": gettext_lazy("%(who)s has offered “%(title)s” to: %(detail)s"),
    "kommunen.withdraw": gettext_lazy("%(who)s lets it no longer show “%(title)s”: %(detail)s"),
    "kommunen.show_offer": gettext_lazy("%(who)s shows “%(title)s” here, offered by: %(detail)s"),
    "kommunen.decline_offer": gettext_lazy(
        "%(who)s does not show “%(title)s” here, offered by: %(detail)s"
    ),
    "kommunen.second_factor_on": gettext_lazy("%(who)s has set up a second factor for %(what)s"),
    "kommunen.second_factor_off": gettext_lazy("%(who)s has removed the second factor of %(what)s"),
    "kommunen.found": gettext_lazy("%(who)s has set up %(what)s"),
    "kommunen.go_live": gettext_lazy("%(who)s has taken %(what)s live"),
    "kommunen.pause": gettext_lazy("%(who)s has paused %(what)s"),
    "kommunen.archive": gettext_lazy("%(who)s has archived %(what)s"),
    "kommunen.bring_back": gettext_lazy("%(who)s has brought back %(what)s"),
    "kommunen.export": gettext_lazy("%(who)s has exported %(what)s"),
    "kommunen.import": gettext_lazy("%(who)s has imported %(what)s"),
    "kommunen.erase": gettext_lazy("%(who)s has deleted %(what)s with everything it held"),
}

THINGS: dict[str, str | Promise] = {
    "auth.user": pgettext_lazy("accusative", "the account"),
    "kommunen.category": pgettext_lazy("accusative", "the kind of engagement"),
    "kommunen.contactperson": pgettext_lazy("accusative", "the contact person"),
    "kommunen.embedcheck": pgettext_lazy("accusative", "the checked page"),
    "kommunen.embedhost": pgettext_lazy("accusative", "the host that may embed"),
    "kommunen.embedhostwish": pgettext_lazy("accusative", "the wish for a host"),
    "kommunen.document": pgettext_lazy("accusative", "the document"),
    "kommunen.image": pgettext_lazy("accusative", "the picture"),
    "kommunen.kommune": pgettext_lazy("accusative", "the Kommune"),
    "kommunen.kommunesettings": pgettext_lazy("accusative", "the settings"),
    "kommunen.membership": pgettext_lazy("accusative", "the role"),
    "kommunen.person": pgettext_lazy("accusative", "the person"),
    "kommunen.supporter": pgettext_lazy("accusative", "the supporter"),
    "kommunen.topic": pgettext_lazy("accusative", "the topic"),
    PAGE: pgettext_lazy("accusative", "the page"),
    "wagtailredirects.redirect": pgettext_lazy("accusative", "the redirect"),
}


def sentence(entry: AuditEntry, *, for_operator: bool) -> str:
    """What happened, in one sentence without a full stop."""
    values = {
        "who": actor(entry, for_operator=for_operator),
        "what": _("%(kind)s “%(title)s”") % {"kind": thing_name(entry.thing), "title": entry.about},
        "title": entry.about,
        "detail": entry.detail,
    }
    words = WORDS.get(entry.action)
    if words is None:
        return f"{values['who']}: {_label_of(entry.action)} – {values['what']}"
    return str(words) % values


def actor(entry: AuditEntry, *, for_operator: bool) -> str:
    """Who it was. A town reads names of its own people only."""
    name = entry.actor_name
    match entry.actor_kind:
        case Kind.MEMBER:
            return _("%(name)s (%(roles)s)") % {"name": name, "roles": entry.role_labels}
        case Kind.OPERATOR if for_operator:
            return _("%(name)s (%(roles)s)") % {"name": name, "roles": Kind.OPERATOR.label}
        case Kind.OUTSIDER if for_operator:
            return _("%(name)s (without a role here)") % {"name": name}
    return str(entry.get_actor_kind_display())


def thing_name(model: str) -> str:
    """„die Seite“ for "home.contentpage"; kinds of pages without a name of their own are pages."""
    names = _all_names()
    if model in names:
        return str(names[model])
    try:
        found = apps.get_model(model)
    except LookupError:
        return model
    if issubclass(found, Page):
        return str(names[PAGE])
    return str(found._meta.verbose_name)


def models_called(kind: str) -> set[str]:
    """The models behind one kind: „Seite“ is every kind of page without a name of its own."""
    if kind != PAGE:
        return {kind}
    unnamed = {model._meta.label_lower for model in get_page_models()} - _all_names().keys()
    return unnamed | {PAGE}


def kind_choices() -> Iterator[tuple[str, str]]:
    """Kinds of things to filter by: (label of the model, its name in the nominative)."""
    for model in _all_names():
        try:
            yield model, str(apps.get_model(model)._meta.verbose_name)
        except LookupError:  # a package that is not installed
            continue


def _all_names() -> dict[str, str | Promise]:
    return THINGS | {each.model: each.phrase for each in thing_names}


def _label_of(action: str) -> str:
    return str(dict(wagtail_log.get_choices()).get(action, action))


def whose(kommune: Kommune | None) -> str:
    return str(kommune) if kommune else _("the whole installation")
