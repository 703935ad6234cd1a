"""The queues of mails and letters: what is to be sent, and that it was sent."""

from django.db import models

from applications.casework.vault.models import DataKey


class OutgoingMail(models.Model):
    """One mail. `key` says what it is about, e.g. "granted/7K3M9QX2VB4T", and exists once.

    `content` (address, subject, text) is sealed, and emptied as soon as the mail was handed over.
    """

    key = models.CharField(max_length=120, unique=True)
    reference = models.CharField("Vorgang", max_length=12, db_index=True)
    content = models.BinaryField()
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT)
    queued_at = models.DateTimeField("eingereiht")
    attempts = models.PositiveSmallIntegerField("Versuche", default=0)
    next_at = models.DateTimeField("nächster Versuch", db_index=True)
    sent_at = models.DateTimeField("verschickt", null=True)
    given_up_at = models.DateTimeField("aufgegeben", null=True)

    class Meta:
        ordering = ["queued_at", "pk"]

    def __str__(self) -> str:
        return self.key

    @property
    def kind(self) -> str:
        return self.key.partition("/")[0]

    @property
    def place(self) -> str:
        return f"mail/{self.key}"


class OutgoingLetter(models.Model):
    """One letter for the printer of the office whose `data_key` seals it.

    `key` as for mails. `content` stays for some days after printing, so that a jammed printer
    loses nothing; letters printed together have the same `printed_at`.
    """

    key = models.CharField(max_length=120, unique=True)
    reference = models.CharField("Vorgang", max_length=12, db_index=True)
    content = models.BinaryField()
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT)
    queued_at = models.DateTimeField("geschrieben")
    printed_at = models.DateTimeField("gedruckt", null=True, db_index=True)

    class Meta:
        ordering = ["queued_at", "pk"]

    def __str__(self) -> str:
        return self.key

    @property
    def place(self) -> str:
        return f"letter/{self.key}"

    @property
    def kind(self) -> str:
        return self.key.partition("/")[0]
