"""The form of a town's settings."""

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from kommunen.desk.references import refuse_foreign_references
from kommunen.models import Kommune, KommuneSettings
from kommunen.tiles.services import services


class TownSettingsForm(WagtailAdminModelForm):
    """Takes no logo of another town: the chooser is only the surface of what can be sent.

    Of map services it offers those that the operator has named.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("tile_service"):
            offered = [(each.name, each.label) for each in services().values()]
            self.fields["tile_service"] = forms.ChoiceField(
                label=field.label,
                required=False,
                choices=[("", _("none")), *offered],
                help_text=_("Its credit stands below the map."),
            )

    def clean(self) -> dict:
        wishes = super().clean()
        self._check_base_map(wishes)
        return wishes

    def _check_base_map(self, wishes: dict) -> None:
        base_map, name = wishes.get("base_map"), wishes.get("tile_service")
        if not base_map or base_map == KommuneSettings.BaseMap.OUTLINES:
            return
        if not name:
            self.add_error("tile_service", _("Choose the service from which the streets come."))
            return
        service = services()[name]
        is_direct = base_map == KommuneSettings.BaseMap.CONSENT
        if is_direct and not service.may_be_direct:
            self.add_error("base_map", _("Visitors cannot load this service directly."))
        if not is_direct and not (service.may_be_kept or service.file):
            self.add_error("base_map", _("The licence of this service does not let us hand it on."))

    def _post_clean(self) -> None:
        super()._post_clean()
        kommune = Kommune.objects.filter(site=self.instance.site_id).first()
        if kommune is not None:
            refuse_foreign_references(self, kommune)
