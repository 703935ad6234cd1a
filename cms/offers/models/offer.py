"""The offer as a page of the tree, below its town or below "Landesweit"."""

import uuid
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.fields import RichTextField
from wagtail.models import Page

from catalogue.addresses import offer_address
from catalogue.offer import STATE_KEY, SUMMARY_LENGTH, Scope
from cms.municipalities.models import RICH_TEXT_FEATURES, public_url_parts
from cms.offers.forms import OfferPageForm
from cms.offers.labels import BENEFIT_KINDS, SCOPES
from cms.offers.models.ended import EndedOfferRecord
from cms.offers.panels import OFFER_PANELS
from cms.offers.permissions import OfferPermissionTester

# Decided once or by a service, so an older draft brought back never changes them.
_KEPT_FIELDS = ("uuid", "public_path", "verified_on", "demo")


class OfferPage(Page):
    """`public_path` is decided when the offer is first published and never changes."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    public_path = models.CharField(
        max_length=160, unique=True, null=True, blank=True, editable=False
    )
    provider = models.CharField("Anbieter", max_length=100)
    summary = models.CharField(
        "Kurztext",
        max_length=SUMMARY_LENGTH,
        help_text=f"Ein Satz für Listen und Suche. Höchstens {SUMMARY_LENGTH} Zeichen.",
    )
    description = RichTextField(
        "Beschreibung", blank=True, features=RICH_TEXT_FEATURES, max_length=5000
    )
    benefit_kind = models.CharField("Art der Vergünstigung", max_length=20, choices=BENEFIT_KINDS)
    benefit_value = models.DecimalField(
        "Wert",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(99_999)],
        help_text="Prozent oder Euro, je nach Art.",
    )
    benefit_applies_to = models.CharField(
        "worauf",
        max_length=100,
        blank=True,
        help_text="Zum Beispiel „Einzel- und Zehnerkarten“.",
    )
    benefit_companion = models.BooleanField("gilt auch für eine Begleitperson", default=False)
    conditions = models.TextField("Bedingungen", blank=True, max_length=1000)
    redemption = models.CharField(
        "So wird eingelöst",
        max_length=300,
        blank=True,
        default="Zeigen Sie Ihre Karte zusammen mit einem Lichtbildausweis.",
    )
    category = models.ForeignKey(
        "offers.Category",
        verbose_name="Rubrik",
        related_name="offers",
        null=True,
        on_delete=models.PROTECT,
    )
    kinds = ParentalManyToManyField("offers.Kind", verbose_name="Angebotsarten", blank=True)
    scope = models.CharField("Geltung", max_length=10, choices=SCOPES, default=Scope.LOCAL.value)
    valid_from = models.DateField("gültig ab", null=True, blank=True)
    valid_until = models.DateField(
        "gültig bis", null=True, blank=True, help_text="Letzter Tag; leer heißt unbefristet."
    )
    standard_card = models.BooleanField("Ehrenamtskarte", default=True)
    jubilee_card = models.BooleanField("Jubiläums-Ehrenamtskarte", default=True)
    digital_card_accepted = models.BooleanField("digitale Karte wird angenommen", default=True)
    phone = models.CharField(
        "Telefon", max_length=40, blank=True, help_text="Öffentliche Nummer des Anbieters."
    )
    email = models.EmailField(
        "E-Mail", blank=True, help_text="Öffentliches Postfach, keine Adresse einer Person."
    )
    website = models.URLField("Internetseite", blank=True)
    easy_language = models.TextField("Kurztext in Leichter Sprache", blank=True, max_length=600)
    english = models.TextField("Kurztext auf Englisch", blank=True, max_length=600)
    verified_on = models.DateField("zuletzt bestätigt", null=True, blank=True, editable=False)
    demo = models.BooleanField(default=False, editable=False)

    base_form_class = OfferPageForm
    edit_handler = OFFER_PANELS
    parent_page_types = ["municipalities.MunicipalityPage", "municipalities.StatewidePage"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = list(_KEPT_FIELDS)
    search_fields = [
        *Page.search_fields,
        index.SearchField("provider"),
        index.AutocompleteField("provider"),  # the box above the list searches these
        index.SearchField("summary"),
        index.FilterField("uuid"),
    ]

    class Meta:
        verbose_name = "Angebot"
        verbose_name_plural = "Angebote"

    def permissions_for_user(self, user: Any) -> OfferPermissionTester:
        return OfferPermissionTester(user, self)

    def with_content_json(self, content: dict[str, Any]) -> "OfferPage":
        page = super().with_content_json(content)
        for name in _KEPT_FIELDS:
            setattr(page, name, getattr(self, name))
        return page

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from cms.offers.preview import preview_html

        return HttpResponse(preview_html(self))

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        return public_url_parts(self.public_path)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.live and not self.public_path:
            self.public_path = self._free_path()
        super().save(*args, **kwargs)

    def _free_path(self) -> str:
        owner = self.get_parent().specific
        slug = "landesweit" if self.owner_ags == STATE_KEY else owner.slug
        plain = offer_address(
            owner_slug=slug, provider=self.provider, title=self.title, taken=frozenset()
        )
        stem = plain.rstrip("/")
        taken = {
            *OfferPage.objects.filter(public_path__startswith=stem).values_list(
                "public_path", flat=True
            ),
            *EndedOfferRecord.objects.filter(public_path__startswith=stem)
            .exclude(offer_uuid=self.uuid)
            .values_list("public_path", flat=True),
        }
        return offer_address(owner_slug=slug, provider=self.provider, title=self.title, taken=taken)

    @property
    def owner_ags(self) -> str:
        """AGS of the town that owns the offer, or "05" for the Land."""
        return str(getattr(self.get_parent().specific, "ags", STATE_KEY))
