"""Some arithmetic that a visitor's browser does against spam (ALTCHA), where the town wants it.

Never the only gate: who brings no solution, for want of JavaScript, may send a few times an hour.
A solution fits the one display of the form for which it was given out, and no foreign host is
asked. https://altcha.org
"""

import hashlib
import json
from datetime import datetime

import altcha
from django.utils.crypto import salted_hmac

from .guard import MAX_AGE_S

ALGORITHM = "PBKDF2/SHA-256"
COST = 2_000  # rounds of each try; 256 tries on average, about a second on a phone
LONGEST = 4_000  # characters of a solution; a true one has about 900


def challenge_for(token: str, at: datetime) -> str:
    """What the browser is to work out, as JSON, for the form that carries this token."""
    challenge = altcha.create_challenge(
        ALGORITHM,
        COST,
        data={"form": _digest(token)},
        expires_at=int(at.timestamp()) + MAX_AGE_S,
        hmac_secret=_secret(),
    )
    return json.dumps(challenge.to_dict())


def is_solved(solution: str, token: str) -> bool:
    """Whether it is right, not too old, and for this form. Whatever is wrong counts as none."""
    if not solution or not token or len(solution) > LONGEST:
        return False
    try:
        payload = altcha.Payload.from_base64(solution)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    if payload.challenge.parameters.data != {"form": _digest(token)}:
        return False
    return altcha.verify_solution(payload, _secret()).verified is True


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def _secret() -> str:
    return salted_hmac("inbox.arithmetic", "").hexdigest()
