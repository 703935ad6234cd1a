"""Who may sign in. A user holds exactly one role at exactly one page of the tree."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models

from cms.accounts.roles import Role


class AccountState(models.TextChoices):
    """What can be done with an account today."""

    ACTIVE = "active", "aktiv"
    INVITED = "invited", "eingeladen"
    EXPIRED = "expired", "Einladung abgelaufen"
    BLOCKED = "blocked", "gesperrt"


class User(AbstractUser):
    """`role` and `area` say in words what the grants of the user's group say to Wagtail; both are
    set by `cms.accounts.services.user_assign_role` alone."""

    role = models.CharField(
        "Rolle",
        max_length=20,
        choices=[(role.value, role.label) for role in Role],
        blank=True,
        editable=False,
    )
    area = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="Gebiet",
        related_name="+",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
    )
    invited_at = models.DateTimeField("eingeladen am", null=True, editable=False)

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"

    @property
    def is_chancellery(self) -> bool:
        """May decide for the whole Land (statewide offers, categories, released guards)."""
        return self.is_active and (self.is_superuser or self.role == Role.STATE_EDITOR)

    @property
    def invitation_ends(self) -> datetime | None:
        """Until when the link in the last invitation works, if there was one."""
        if self.invited_at is None:
            return None
        return self.invited_at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)

    def state(self, now: datetime) -> AccountState:
        if not self.is_active:
            return AccountState.BLOCKED
        if self.has_usable_password():
            return AccountState.ACTIVE
        if self.invitation_ends and now <= self.invitation_ends:
            return AccountState.INVITED
        return AccountState.EXPIRED
