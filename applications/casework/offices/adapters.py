"""What allauth asks about accounts: none is made by who signs in, and when a password is due."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

_TOO_MANY = "Zu viele Versuche. Bitte warten Sie eine Viertelstunde."


class DeskAccounts(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Benutzername oder Passwort stimmt nicht.",
        "incorrect_password": "Das Passwort stimmt nicht.",
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not to set up the first factor, right after signing in; always to change it."""
        return is_mfa_enabled(self.request.user)
