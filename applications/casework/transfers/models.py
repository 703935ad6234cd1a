"""The queue of accepted applications for other systems."""

from django.db import models

from applications.casework.vault.models import DataKey


class Transfer(models.Model):
    """One grant on its way. `content` is sealed, and emptied as soon as it was handed on.

    `problem` says why the last attempt failed, without anything of the application.
    """

    reference = models.CharField("Vorgang", max_length=12, db_index=True)
    round = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT)
    queued_at = models.DateTimeField("eingereiht")
    attempts = models.PositiveIntegerField("Versuche", default=0)
    next_at = models.DateTimeField("nächster Versuch", db_index=True)
    problem = models.CharField("Grund", max_length=300, blank=True)
    done_at = models.DateTimeField("weitergegeben", null=True)
    cancelled_at = models.DateTimeField("nicht mehr nötig", null=True)

    class Meta:
        ordering = ["queued_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["reference", "round"], name="one_transfer_a_grant")
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        return f"transfer/{self.reference}/{self.round}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None
