"""What each role may do with texts: Redaktion drafts, Freigabe and Textredaktion publish."""

from kommunen.models import Role
from kommunen.registry import RolePermission

DRAFTING = ("add", "change")
PUBLISHING = (*DRAFTING, "delete", "publish", "lock", "unlock")

TEXT_PERMISSIONS = [
    RolePermission(role, f"textbausteine.{action}_textbaustein")
    for role, actions in (
        (Role.REDAKTION, DRAFTING),
        (Role.FREIGABE, PUBLISHING),
        (Role.TEXTREDAKTION, PUBLISHING),
    )
    for action in actions
]
