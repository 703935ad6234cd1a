"""Whether this session was opened with two factors: own ones (allauth) or the provider's."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

METHOD = "mfa"
"""As allauth notes a code that was entered; the same here for a factor asked for elsewhere."""


def note_second_factor(request: HttpRequest, *, by: str, fresh: bool = False) -> None:
    """Note it in the session of the person who is signed in; `fresh` lets them change it now."""
    record_authentication(request, request.user, METHOD, type=by, reauthenticated=fresh or None)


def missing_factor_page(request: HttpRequest) -> str | None:
    """Name of the address where the missing factor is set up or given; nothing if none is."""
    if not settings.CASEWORK_MFA_REQUIRED:
        return None
    records = get_authentication_records(request, request.user)
    if any(record.get("method") == METHOD for record in records):
        return None
    return "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_activate_totp"


def _was_set_up(sender: Any, request: HttpRequest, **rest: Any) -> None:
    note_second_factor(request, by="set_up", fresh=True)


authenticator_added.connect(_was_set_up, dispatch_uid="second_factor_was_set_up")
