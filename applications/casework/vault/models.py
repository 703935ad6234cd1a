"""The data keys: one per office and month, so that destroying one makes a month unreadable."""

from django.db import models

from applications.casework.offices.models import Office


class DataKey(models.Model):
    """`wrapped` is the key under the master key of the settings; empty once it was destroyed."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    month = models.DateField("Monat")
    wrapped = models.BinaryField("verpackter Schlüssel")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "month"], name="one_data_key_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.month:%m.%Y}"
