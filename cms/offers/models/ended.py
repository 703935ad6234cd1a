"""What stays of an offer that was taken off the site, for the page that says so."""

from django.db import models


class EndedOfferRecord(models.Model):
    """Written when a published offer is unpublished or deleted; removed when it comes back.

    Also reserves the public address: it never leads to another offer.
    """

    offer_uuid = models.UUIDField(unique=True)
    public_path = models.CharField(max_length=160, unique=True)
    title = models.CharField(max_length=255)
    provider = models.CharField(max_length=100)
    category = models.CharField(max_length=60)
    municipality = models.CharField(max_length=8)
    ended_on = models.DateField()

    class Meta:
        verbose_name = "beendetes Angebot"
        verbose_name_plural = "beendete Angebote"

    def __str__(self) -> str:
        return self.title
