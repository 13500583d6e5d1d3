"""What each role may do with the rows of the ground floor. Upper floors register theirs alike."""

from kommunen.models import Role
from kommunen.registry import RolePermission

WRITERS = (Role.REDAKTION, Role.FREIGABE, Role.TEXTREDAKTION)
KEEPERS = (Role.VERWALTUNG, Role.TEXTREDAKTION)

LOOKUP_PERMISSIONS = [
    RolePermission(role, f"kommunen.{action}_{model}")
    for roles, models, actions in (
        (WRITERS, ("contactperson", "supporter"), ("add", "change", "delete")),
        (KEEPERS, ("category", "topic"), ("add", "change", "delete")),
        (WRITERS, ("category", "topic"), ("view",)),  # to choose among them
    )
    for role in roles
    for model in models
    for action in actions
]

AUDIT_PERMISSIONS = [RolePermission(role, "kommunen.view_auditentry") for role in KEEPERS]
