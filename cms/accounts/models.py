"""Who may sign in. A user holds exactly one role at exactly one page of the tree."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from cms.accounts.roles import Role


class User(AbstractUser):
    role = models.CharField(
        "Rolle",
        max_length=20,
        choices=[(role.value, role.label) for role in Role],
        blank=True,
        editable=False,
    )

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"

    @property
    def is_chancellery(self) -> bool:
        """May decide for the whole Land (statewide offers, categories, released guards)."""
        return self.is_active and (self.is_superuser or self.role == Role.STATE_EDITOR)
