"""What a legal page still lacks: fields of the town's settings that are empty."""

from collections.abc import Iterable

from kommunen.models import KommuneSettings


def gaps(needs: Iterable[str], settings: KommuneSettings) -> list[str]:
    """The labels of the fields that are empty, in the order given."""
    empty = (name for name in needs if not getattr(settings, name))
    return [str(settings._meta.get_field(name).verbose_name) for name in empty]
