"""Links for people without an account: 256 bits in the fragment, stored as a hash.

Letters carry a code instead, short enough to be typed: 100 bits of the symbols of reference
numbers, which read O as 0 and I as 1. It opens the same page.

A token is a keyed hash of what it opens, so a reminder can repeat the link although nothing that
opens anything is stored. Asking again counts the round up, which makes the older link worthless.
"""

import hashlib
from base64 import urlsafe_b64encode

from django.conf import settings

from applications.casework.cases.models import Case, Confirmation
from applications.casework.mail.letters import Door
from applications.casework.vault.sealing import secret_mark
from applications.references import ALPHABET, as_symbols, grouped

CONFIRMATION_DAYS = 28
CODE_LENGTH = 20


def status_token(case: Case) -> str:
    return _token("status", case.reference)


def confirmation_token(confirmation: Confirmation) -> str:
    return _token("confirmation", f"{confirmation.place}/{confirmation.round}")


def status_link(case: Case) -> str:
    return f"{settings.CASEWORK_URL}/status/#{status_token(case)}"


def confirmation_link(confirmation: Confirmation) -> str:
    return f"{settings.CASEWORK_URL}/bestaetigen/#{confirmation_token(confirmation)}"


def status_door(case: Case) -> Door:
    """The status page and its code, for a letter."""
    return Door(f"{settings.CASEWORK_URL}/status/", grouped(status_code(case)))


def confirmation_door(confirmation: Confirmation) -> Door:
    return Door(f"{settings.CASEWORK_URL}/bestaetigen/", grouped(confirmation_code(confirmation)))


def status_code(case: Case) -> str:
    return _code("status-code", case.reference)


def confirmation_code(confirmation: Confirmation) -> str:
    return _code("confirmation-code", f"{confirmation.place}/{confirmation.round}")


def token_hash(token: str) -> str:
    """As it is stored and looked up."""
    return hashlib.sha256(token.strip().encode()).hexdigest()


def code_hash(typed: str) -> str:
    """As token_hash, of a code however it was written down."""
    return token_hash(as_symbols(typed))


def _token(purpose: str, what: str) -> str:
    return urlsafe_b64encode(secret_mark(purpose, what)).decode().rstrip("=")


def _code(purpose: str, what: str) -> str:
    number = int.from_bytes(secret_mark(purpose, what))
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in range(CODE_LENGTH))
