"""The data keys: one per office and month, so that destroying one makes a month unreadable."""

from django.db import models

from applications.casework.offices.models import Office


class DataKey(models.Model):
    """Names a key; the key itself is a file outside of the database (`vault.key_folder`)."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    month = models.DateField("Monat")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "month"], name="one_data_key_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.month:%m.%Y}"

    @property
    def file_name(self) -> str:
        return f"{self.office.key}.{self.month:%Y-%m}.key"
