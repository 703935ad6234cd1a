"""The form of signing in, as the desk words it."""

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].label = "Benutzername"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)  # the label says it
