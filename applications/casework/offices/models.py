"""Who works at the desk: a user belongs to exactly one office and has exactly one role there."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from applications.casework.offices.roles import ACTORS, Role
from applications.states import Actor


class Office(models.Model):
    """An issuing office of the published state; its rules stay there and are never copied."""

    key = models.SlugField("Schlüssel", max_length=80, unique=True)
    name = models.CharField("Name", max_length=200)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """Without an office an account sees nothing."""

    office = models.ForeignKey(Office, verbose_name="Stelle", null=True, on_delete=models.PROTECT)
    role = models.CharField("Rolle", max_length=20, choices=Role.choices, default=Role.CASE_WORKER)
    # As the identity provider calls this person; set when they first come through it.
    subject = models.CharField(max_length=255, null=True, unique=True, editable=False)

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"

    @property
    def actor(self) -> Actor | None:
        """As whom this account acts on applications; auditors only read the trail."""
        return ACTORS.get(Role(self.role))
