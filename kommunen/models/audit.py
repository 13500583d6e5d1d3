"""Who did what, when, from which role: the record of changes that a town reads for itself."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .kommune import Kommune
from .membership import Role


class AuditEntry(models.Model):
    """One change. Written once by `kommunen.audit`, never edited, deleted when its time is over.

    Names stand as text beside the keys: the line is still readable when the account, the page or
    the model is gone. It holds no address of a computer and nothing of what was written.
    """

    tenant_path = "kommune__site"
    is_shown_on_pages = False
    is_audited = False
    wagtail_reference_index_ignore = True

    class ActorKind(models.TextChoices):
        MEMBER = "member", _("Somebody of the town")
        OPERATOR = "operator", _("Betrieb")
        OUTSIDER = "outsider", _("Somebody from outside")
        VISITOR = "visitor", _("A visitor of the site")
        SYSTEM = "system", _("The system")

    # Null: of no tenant, so only the operator reads it.
    kommune = models.ForeignKey(
        Kommune, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("Kommune")
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    actor_name = models.CharField(_("person"), max_length=255, blank=True)
    actor_kind = models.CharField(_("who"), max_length=10, choices=ActorKind.choices)
    # Roles held in this tenant at that time, e.g. "redaktion,freigabe".
    roles = models.CharField(_("roles"), max_length=80, blank=True)
    action = models.CharField(_("action"), max_length=100)
    thing = models.CharField(_("kind"), max_length=100)  # the model, e.g. "home.newspage"
    thing_id = models.CharField(max_length=255, blank=True)
    about = models.CharField(_("title"), max_length=255, blank=True)
    detail = models.CharField(_("detail"), max_length=500, blank=True)
    # What one person does to one thing while an editor keeps saving is one act, and one line.
    act = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("recorded change")
        verbose_name_plural = _("recorded changes")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["kommune", "-at"], name="audit_of_a_kommune"),
            models.Index(fields=["at"], name="audit_by_time"),
            models.Index(fields=["act"], name="audit_by_act"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.about}"

    @property
    def role_labels(self) -> str:
        """„Redaktion, Freigabe“."""
        labels = dict(Role.choices)  # a line may be older than today's roles
        return ", ".join(str(labels.get(role, role)) for role in self.roles.split(",") if role)
