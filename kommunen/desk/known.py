"""Which things a member of a town may know of: the town's own and the centre's."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model, Q
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Collection, Page

from kommunen.models import Kommune, TenantModel
from kommunen.tenancy import is_bound, site_ids_of


def knows(user: AbstractBaseUser, thing: Model) -> bool:
    """Whether the person may read the thing's title.

    One query for each kind of thing and person, however many things are asked about.
    """
    if not is_bound(user):
        return True
    if isinstance(thing, TenantModel):
        return thing.site_id is None or thing.site_id in site_ids_of(user)
    if isinstance(thing, Page):
        return thing.depth == 1 or thing.path.startswith(_kept(user, "paths", _paths))
    if isinstance(thing, (AbstractImage, AbstractDocument)):
        return thing.collection_id in _kept(user, "collections", _collections)
    return True


def _kept(user: AbstractBaseUser, name: str, look_up) -> tuple:
    """What was looked up for this person, kept on the user object for the request."""
    kept = user.__dict__.setdefault("_kommunen_known", {})
    if name not in kept:
        near = Q(site__in=site_ids_of(user)) | Q(kind=Kommune.Kind.ZENTRALE)
        kept[name] = tuple(look_up(Kommune.objects.filter(near).order_by()))
    return kept[name]


def _paths(near):
    return near.values_list("site__root_page__path", flat=True)


def _collections(near):
    """The towns' collections and all below them."""
    for path in near.values_list("collection__path", flat=True):
        yield from Collection.objects.filter(path__startswith=path).values_list("pk", flat=True)
