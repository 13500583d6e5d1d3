"""The second factor: codes from an app (TOTP, RFC 6238) and backup codes, kept by django-otp.

A session of somebody who has one counts only after a code; whatever door it came in by.
"""

import time
from base64 import b32encode
from collections.abc import Iterable

import segno
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from kommunen.audit.recording import record
from kommunen.models import Kommune

DEVICE = "kommunen_second_factor"
BACKUP_CODES = 10


def device_keys(user: AbstractBaseUser) -> frozenset[int]:
    """Keys of the apps a person has set up; kept on the user object. One query."""
    if not hasattr(user, "_kommunen_device_keys"):
        devices = TOTPDevice.objects.filter(user=user, confirmed=True)
        user._kommunen_device_keys = frozenset(devices.values_list("pk", flat=True))
    return user._kommunen_device_keys


def is_passed(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Whether this session has shown a code, or its person has no second factor."""
    keys = device_keys(user)
    return not keys or request.session.get(DEVICE) in keys


def is_required(user: AbstractBaseUser, kommune: Kommune | None) -> bool:
    """The operator requires it of everybody, or of whoever signs in to this town."""
    everybody = getattr(settings, "KOMMUNEN_SECOND_FACTOR_FOR_ALL", False)
    return everybody or (kommune is not None and kommune.requires_second_factor)


def people_with(users: Iterable[int]) -> set[int]:
    """Which of these users (keys) have a second factor."""
    devices = TOTPDevice.objects.filter(user__in=users, confirmed=True)
    return set(devices.values_list("user", flat=True))


@transaction.atomic
def accept(user: AbstractBaseUser, code: str) -> int | None:
    """Key of the person's app if the code is good: one from the app, or a backup code, once.

    Wrong codes make the next attempt wait, twice as long each time (`seconds_to_wait`).
    """
    code = "".join(code.split()).lower()
    app = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
    if app is None:
        return None
    if code.isdecimal():
        return app.pk if app.verify_token(code) else None
    backup = StaticDevice.objects.select_for_update().filter(user=user).first()
    return app.pk if backup and backup.verify_token(code) else None


def seconds_to_wait(user: AbstractBaseUser) -> int:
    """Until the next code is looked at; 0 if at once."""
    waits = [0]
    for model in (TOTPDevice, StaticDevice):
        for device in model.objects.filter(user=user):
            allowed, why = device.verify_is_allowed()
            if not allowed and "locked_until" in (why or {}):
                waits.append(int(why["locked_until"].timestamp() - time.time()) + 1)
    return max(waits)


def begin(user: AbstractBaseUser) -> TOTPDevice:
    """The app that is being set up: it counts as soon as it has shown a code."""
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user=user, name="App", confirmed=False)


@transaction.atomic
def confirm(device: TOTPDevice, code: str) -> bool:
    """Let the app count if it shows the right code."""
    if not device.verify_token("".join(code.split())):
        return False
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    _forget_kept(device.user)
    record("kommunen.second_factor_on", device.user)
    return True


@transaction.atomic
def new_backup_codes(user: AbstractBaseUser) -> list[str]:
    """Ten codes, each good for one sign-in; earlier ones are worth nothing any more."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Backup")
    codes = [StaticToken.random_token() for _number in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def backup_codes_left(user: AbstractBaseUser) -> int:
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def reset(user: AbstractBaseUser) -> None:
    """Forget app and backup codes; the next sign-in asks for the password alone."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    _forget_kept(user)
    record("kommunen.second_factor_off", user)


def secret_of(device: TOTPDevice) -> str:
    """The key to type by hand, in groups of four."""
    text = b32encode(device.bin_key).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def drawing_of(device: TOTPDevice) -> SafeString:
    """The QR code as SVG, drawn here: no foreign host learns the key."""
    code = segno.make(device.config_url, micro=False)
    return mark_safe(code.svg_inline(scale=5, border=4, light="#fff", omitsize=False))


def _forget_kept(user: AbstractBaseUser) -> None:
    user.__dict__.pop("_kommunen_device_keys", None)
