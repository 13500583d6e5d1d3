"""What is noted when somebody signs in."""

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone

from kommunen.models import Person
from kommunen.people import sessions, throttle


def note_sign_in(sender: type, request: HttpRequest, user: AbstractBaseUser, **kwargs) -> None:
    """Django's signal handler: the town whose host it was sees when its people were last here."""
    throttle.forgive(request, user)
    sessions.bind(request, user)
    if kommune := getattr(request, "kommune", None):
        Person.objects.filter(user=user, kommune=kommune).update(signed_in_at=timezone.now())
