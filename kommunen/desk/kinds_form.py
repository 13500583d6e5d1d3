"""The form of an entry that is of certain kinds of engagement."""

from django.utils.translation import gettext as _

from kommunen.models import Category
from kommunen.pages import BasePageForm
from kommunen.tenancy import kommune_of


class KindsForm(BasePageForm):
    """Offers the categories that the town shows; those it hides stay with an entry unseen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept_kinds: list[Category] = []
        place = self.parent_page or self.instance
        self.kommune = kommune_of(place) if place.path else None
        if "categories" in self.fields and self.kommune:
            self._offer_what_is_shown()

    def _offer_what_is_shown(self) -> None:
        field = self.fields["categories"]
        field.queryset = Category.objects.visible_to(self.kommune)
        carried = {kind.pk for kind in self.instance.categories.all()}
        hidden = Category.objects.hidden_by(self.kommune)
        self.kept_kinds = [kind for kind in hidden if kind.pk in carried]
        if self.kept_kinds:
            field.help_text = _(
                "Your town hides %(names)s. The entry keeps it, and shows it again as soon as the "
                "Verwaltung shows it again."
            ) % {"names": ", ".join(f"„{kind}“" for kind in self.kept_kinds)}

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.kept_kinds and "categories" in cleaned:
            keys = [kind.pk for kind in (*cleaned["categories"], *self.kept_kinds)]
            cleaned["categories"] = Category.objects.filter(pk__in=keys)
        return cleaned
