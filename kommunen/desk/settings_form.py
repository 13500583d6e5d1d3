"""The form of a town's settings."""

from wagtail.admin.forms import WagtailAdminModelForm

from kommunen.desk.references import refuse_foreign_references
from kommunen.models import Kommune


class TownSettingsForm(WagtailAdminModelForm):
    """Takes no logo of another town: the chooser is only the surface of what can be sent."""

    def _post_clean(self) -> None:
        super()._post_clean()
        kommune = Kommune.objects.filter(site=self.instance.site_id).first()
        if kommune is not None:
            refuse_foreign_references(self, kommune)
