"""What each of the many towns has: nine pages, two people with roles, a picture."""

from django.contrib.auth import get_user_model
from django.core.management import call_command

from benchmarks.scale import copies
from kommunen.lifecycle.founding import found_kommune
from kommunen.models import Kommune, Role
from kommunen.people.roles import grant
from tests.factories.kommunen import image

PASSWORD = "geheim"
OPERATOR = "betrieb"


def fill(towns: int) -> None:
    """The centre, the operator and so many towns into an empty database."""
    call_command("migrate", verbosity=0)
    get_user_model().objects.create_superuser(username=OPERATOR, password=PASSWORD)
    # Collections are sorted by name: the template has to be the last one for copies to follow.
    found_kommune(
        name="Baukasten", host="baukasten.example", kind=Kommune.Kind.ZENTRALE, state="live"
    )
    before = copies.read_tables()
    _template_town()
    template = copies.new_rows(before, copies.read_tables())
    copies.multiply(template, towns - 1)


def _template_town() -> None:
    town = found_kommune(
        name=copies.NAME, host=copies.HOST, key="05158028", state=Kommune.State.LIVE
    )
    for role in (Role.REDAKTION, Role.FREIGABE):
        name = f"{role}@{copies.HOST}"
        user = get_user_model().objects.create_user(name, email=name, password=PASSWORD)
        grant(user, town, role)
    picture = image(town, "Beet")
    picture.get_rendition("max-165x165")
