"""The tenant and what each tenant keeps once: media, lookups, people."""

from .audit import AuditEntry
from .base import TenantModel, TenantQuerySet
from .consent import EntryConsent, TownConsent
from .deputyship import Deputyship
from .embeds import EmbedCheck, EmbedDay, EmbedHostWish
from .farewell import DeletedKommune
from .job import JobLease
from .kommune import EmbedHost, HostAlias, Kommune
from .lookups import Category, ContactPerson, Supporter, Topic
from .media import Document, Image, Rendition
from .membership import KommuneGroup, Membership, Role
from .moderation import TownApprovalTask
from .person import Person
from .settings import KommuneSettings
from .sign_in import SignInAttempt

__all__ = [
    "AuditEntry",
    "Category",
    "ContactPerson",
    "DeletedKommune",
    "Deputyship",
    "Document",
    "EmbedCheck",
    "EmbedDay",
    "EmbedHost",
    "EmbedHostWish",
    "EntryConsent",
    "HostAlias",
    "Image",
    "JobLease",
    "Kommune",
    "KommuneGroup",
    "KommuneSettings",
    "Membership",
    "Person",
    "Rendition",
    "Role",
    "SignInAttempt",
    "Supporter",
    "TenantModel",
    "TenantQuerySet",
    "Topic",
    "TownApprovalTask",
    "TownConsent",
]
