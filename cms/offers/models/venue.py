"""Where an offer is redeemed."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from catalogue.findings import Finding
from catalogue.offer import Accessibility
from cms.municipalities.selectors import geography
from cms.offers.labels import ACCESSIBILITIES, LOCATION_STATES, LocationState
from cms.offers.locating import Located, locate, parse_location


class OfferVenue(Orderable):
    """`location` is what the map widget writes; `lat`, `lon` (WGS 84), `ags` and `location_state`
    follow from it and the address whenever the form is saved."""

    offer = ParentalKey("offers.OfferPage", related_name="venues", on_delete=models.CASCADE)
    name = models.CharField("Name des Standorts", max_length=100, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=100)
    postal_code = models.CharField("Postleitzahl", max_length=5)
    place = models.CharField("Ort", max_length=100)
    location = models.CharField(
        "Markierung auf der Karte",
        max_length=80,
        blank=True,
        help_text="Wird aus der Anschrift ermittelt; die Markierung lässt sich verschieben.",
    )
    accessibility = models.CharField(
        "Barrierefreiheit",
        max_length=10,
        choices=ACCESSIBILITIES,
        default=Accessibility.UNKNOWN.value,
    )
    public_transport = models.CharField("Bus und Bahn", max_length=150, blank=True)

    ags = models.CharField(max_length=8, blank=True, editable=False)
    lat = models.FloatField(null=True, blank=True, editable=False)
    lon = models.FloatField(null=True, blank=True, editable=False)
    location_state = models.CharField(
        "Lage",
        max_length=12,
        choices=LOCATION_STATES,
        default=LocationState.MISSING.value,
        editable=False,
    )

    class Meta(Orderable.Meta):
        verbose_name = "Standort"
        verbose_name_plural = "Standorte"

    def __str__(self) -> str:
        return f"{self.street}, {self.postal_code} {self.place}"

    def clean(self) -> None:
        """Derive town and coordinates; a draft without a postal code has none yet."""
        super().clean()
        located = self._located()
        if isinstance(located, Finding):
            raise ValidationError({located.field: located.message})
        if located is not None:
            self.ags, self.lat, self.lon = located.ags, located.lat, located.lon
            self.location_state = located.state

    def _located(self) -> Located | Finding | None:
        point = parse_location(self.location)
        if isinstance(point, Finding) or not self.postal_code:
            return point if isinstance(point, Finding) else None
        return locate(
            postal_code=self.postal_code.strip(),
            place=self.place,
            point=point,
            geography=geography(),
        )
