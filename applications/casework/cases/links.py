"""Links for people without an account: 256 bits in the fragment, stored as a hash.

A token is a keyed hash of what it opens, so a reminder can repeat the link although nothing that
opens anything is stored. Asking again counts the round up, which makes the older link worthless.
"""

import hashlib
from base64 import urlsafe_b64encode

from django.conf import settings

from applications.casework.cases.models import Case, Confirmation
from applications.casework.vault.sealing import secret_mark

CONFIRMATION_DAYS = 28


def status_token(case: Case) -> str:
    return _token("status", case.reference)


def confirmation_token(confirmation: Confirmation) -> str:
    return _token("confirmation", f"{confirmation.place}/{confirmation.round}")


def status_link(case: Case) -> str:
    return f"{settings.CASEWORK_URL}/status/#{status_token(case)}"


def confirmation_link(confirmation: Confirmation) -> str:
    return f"{settings.CASEWORK_URL}/bestaetigen/#{confirmation_token(confirmation)}"


def token_hash(token: str) -> str:
    """As it is stored and looked up."""
    return hashlib.sha256(token.strip().encode()).hexdigest()


def _token(purpose: str, what: str) -> str:
    return urlsafe_b64encode(secret_mark(purpose, what)).decode().rstrip("=")
