"""Who reads which text: a town sees what the centre has published, not its drafts."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from kommunen.desk.policies import READING, TenantPolicy
from kommunen.tenancy import is_bound

from .models import Textbaustein


class TextPolicy(TenantPolicy):
    def user_has_permission_for_instance(
        self, user: AbstractBaseUser, action: str, instance: Textbaustein
    ) -> bool:
        if not super().user_has_permission_for_instance(user, action, instance):
            return False
        is_finished = instance.live or not instance.is_central
        return is_finished or action not in READING or self._writes_for_the_centre(user)

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        texts = super().instances_user_has_any_permission_for(user, actions)
        if READING.isdisjoint(actions) or self._writes_for_the_centre(user):
            return texts
        return texts.exclude(site=None, live=False)

    def _writes_for_the_centre(self, user: AbstractBaseUser) -> bool:
        return not is_bound(user) or None in self._sites_where(user, ["change"])
