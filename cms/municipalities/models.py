"""The page tree of the register: Land → Kreis → Gemeinde, and who issues cards."""

from functools import cache

from django.conf import settings
from django.db import models
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, Site

from catalogue import addresses
from catalogue.offices import TerritorialRule
from catalogue.regions import DistrictKind, MunicipalityKind, RegionTree
from catalogue.register import load_register
from cms.municipalities.permissions import RegisterPagePermissionTester

RICH_TEXT_FEATURES = ["bold", "italic", "ul", "ol", "link"]


@cache
def register() -> RegionTree:
    """The register, read once per process: it changes with a release of the code."""
    return load_register()


def public_url_parts(path: str | None) -> tuple[int, str, str] | None:
    """For Wagtail's links "view live": the page as the static site shows it, if it does."""
    sites = Site.get_site_root_paths()
    return (sites[0].site_id, settings.SITE_URL, path) if path and sites else None


class RegisterPage(Page):
    """A page whose place and name the register decides; created by `load_regions` only."""

    is_creatable = False
    promote_panels = []
    settings_panels = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        return RegisterPagePermissionTester(user, self)

    def get_url_parts(self, request=None):
        """None: the CMS serves no public pages; the static site has its own addresses."""
        return


class HomePage(RegisterPage):
    """The Land, North Rhine-Westphalia."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["municipalities.DistrictPage", "municipalities.StatewidePage"]
    content_panels = []

    public_path = addresses.START

    class Meta:
        verbose_name = "Land"


class StatewidePage(RegisterPage):
    """Holds the offers of the chancellery which belong to no single town."""

    max_count = 1
    parent_page_types = ["municipalities.HomePage"]
    subpage_types = ["offers.OfferPage"]
    content_panels = []

    public_path = addresses.STATEWIDE

    class Meta:
        verbose_name = "Landesweit"


class DistrictPage(RegisterPage):
    key = models.CharField("Kreisschlüssel", max_length=5, unique=True)
    kind = models.CharField(
        "Art", max_length=20, choices=[(k.value, k.value) for k in DistrictKind]
    )

    parent_page_types = ["municipalities.HomePage"]
    subpage_types = ["municipalities.MunicipalityPage"]
    content_panels = []

    class Meta:
        verbose_name = "Kreis oder kreisfreie Stadt"

    @property
    def public_path(self) -> str:
        regions = register()
        return addresses.district_address(regions.district(self.key), regions)


class MunicipalityPage(RegisterPage):
    ags = models.CharField("Amtlicher Gemeindeschlüssel", max_length=8, unique=True)
    kind = models.CharField(
        "Art", max_length=20, choices=[(k.value, k.value) for k in MunicipalityKind]
    )
    participating = models.BooleanField(
        "nimmt an der Ehrenamtskarte teil",
        default=False,
        help_text="Bestimmt, ob die Seite des Ortes Angebote oder einen Hinweis zeigt.",
    )
    intro = RichTextField(
        "Einleitung",
        blank=True,
        features=RICH_TEXT_FEATURES,
        max_length=1500,
        help_text="Steht auf der Seite des Ortes über den Angeboten. Höchstens 1.500 Zeichen.",
    )

    parent_page_types = ["municipalities.DistrictPage"]
    subpage_types = ["offers.OfferPage"]
    content_panels = [FieldPanel("participating"), FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.FilterField("ags")]

    class Meta:
        verbose_name = "Gemeinde"
        verbose_name_plural = "Gemeinden"

    @property
    def public_path(self) -> str:
        return addresses.municipality_address(register().municipality(self.ags))


class IssuingOffice(models.Model):
    """Who issues the card, for which municipalities: a town, its Kreis, or an association."""

    key = models.SlugField("Schlüssel", unique=True)
    name = models.CharField("Name", max_length=150)
    municipalities = models.ManyToManyField(
        MunicipalityPage, verbose_name="zuständig für", related_name="issuing_offices"
    )
    street = models.CharField("Straße und Hausnummer", max_length=100, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=5, blank=True)
    place = models.CharField("Ort", max_length=100, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    website = models.URLField("Internetseite", blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = "Ausgabestelle"
        verbose_name_plural = "Ausgabestellen"

    def __str__(self) -> str:
        return self.name


class CardPolicy(models.Model):
    """Dated rules of an office; no office means the baseline of the Land. Empty = as the Land."""

    office = models.ForeignKey(
        IssuingOffice,
        verbose_name="Ausgabestelle",
        related_name="policies",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        help_text="Leer: Grundregel des Landes.",
    )
    valid_from = models.DateField("gilt ab")
    source = models.CharField("Quelle", max_length=200)
    hours_per_year = models.PositiveSmallIntegerField("Stunden im Jahr", null=True, blank=True)
    hours_per_week = models.PositiveSmallIntegerField("Stunden je Woche", null=True, blank=True)
    months_of_service = models.PositiveSmallIntegerField(
        "bisherige Dauer in Monaten", null=True, blank=True
    )
    minimum_age = models.PositiveSmallIntegerField("Mindestalter", null=True, blank=True)
    validity_months = models.PositiveSmallIntegerField(
        "Gültigkeit in Monaten", null=True, blank=True
    )
    territorial_rule = models.CharField(
        "örtliche Regel",
        max_length=10,
        blank=True,
        choices=[
            (TerritorialRule.RESIDENCE.value, "Wohnort"),
            (TerritorialRule.ENGAGEMENT.value, "Ort des Engagements"),
            (TerritorialRule.EITHER.value, "Wohnort oder Ort des Engagements"),
        ],
    )
    signatories = models.PositiveSmallIntegerField("Unterschriften", null=True, blank=True)
    juleica_suffices = models.BooleanField("Juleica genügt", null=True, blank=True)
    accepts_private_help = models.BooleanField(
        "Hilfe außerhalb von Vereinen zählt", null=True, blank=True
    )
    volunteer_allowance_limit = models.PositiveIntegerField(
        "Grenze Ehrenamtspauschale (Euro im Jahr)", null=True, blank=True
    )
    trainer_allowance_limit = models.PositiveIntegerField(
        "Grenze Übungsleiterpauschale (Euro im Jahr)", null=True, blank=True
    )

    class Meta:
        ordering = ["office__key", "valid_from"]
        verbose_name = "Kartenregel"
        verbose_name_plural = "Kartenregeln"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "valid_from"],
                name="one_policy_per_office_and_day",
                violation_error_message="Für diesen Tag gibt es schon eine Regel dieser Stelle.",
            ),
            models.UniqueConstraint(
                fields=["valid_from"],
                condition=models.Q(office=None),
                name="one_baseline_per_day",
                violation_error_message="Für diesen Tag gibt es schon eine Grundregel.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office or 'Land'} ab {self.valid_from:%d.%m.%Y}"
