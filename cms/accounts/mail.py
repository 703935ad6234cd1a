"""Mails about accounts; their texts are templates."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from cms.accounts.models import User


def invitation_send(*, user: User, by: User) -> None:
    """A link with which the invited sets a password, once. Raises OSError when mail fails."""
    link = reverse(
        "wagtailadmin_password_reset_confirm",
        args=[
            urlsafe_base64_encode(force_bytes(user.pk)),
            default_token_generator.make_token(user),
        ],
    )
    subject, text = render_to_string(
        "accounts/invitation.txt",
        {
            "user": user,
            "by": by.get_full_name() or "Die Staatskanzlei",
            "link": f"{settings.CMS_URL}{link}",
            "login": f"{settings.CMS_URL}{reverse('wagtailadmin_login')}",
        },
    ).split("\n", 1)
    send_mail(subject, text.lstrip(), None, [user.email])
