"""The form of an offer: flat, in tabs, in the order an editor has the facts at hand."""

from django import forms
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from cms.offers.status_panel import OfferStatusPanel
from cms.offers.widgets import KindCheckboxes, VenueMapPanel

_OFFER = [
    FieldPanel("provider"),
    FieldPanel("title"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("benefit_kind"), FieldPanel("benefit_value")]),
            FieldPanel("benefit_applies_to"),
            FieldPanel("benefit_companion"),
        ],
        heading="Vergünstigung",
        classname="benefit-sentence-source",
    ),
    FieldPanel("summary"),
    FieldPanel("category", widget=forms.Select),
    FieldPanel("kinds", widget=KindCheckboxes),
    FieldPanel("description"),
]

_PLACE = [
    FieldPanel("scope"),
    InlinePanel(
        "venues",
        label="Standort",
        panels=[
            FieldPanel("name"),
            FieldPanel("street"),
            FieldRowPanel([FieldPanel("postal_code"), FieldPanel("place")]),
            VenueMapPanel("location", address_field="street"),
            FieldPanel("accessibility"),
            FieldPanel("public_transport"),
        ],
    ),
]

_CONDITIONS = [
    FieldPanel("conditions"),
    FieldPanel("redemption"),
    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
    MultiFieldPanel(
        [
            FieldPanel("standard_card"),
            FieldPanel("jubilee_card"),
            FieldPanel("digital_card_accepted"),
        ],
        heading="Gilt für",
    ),
]

_CONTACT = [FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")]

_REVIEW = [OfferStatusPanel(), FieldPanel("easy_language"), FieldPanel("english")]

OFFER_PANELS = TabbedInterface(
    [
        ObjectList(_OFFER, heading="Angebot"),
        ObjectList(_PLACE, heading="Ort"),
        ObjectList(_CONDITIONS, heading="Bedingungen"),
        ObjectList(_CONTACT, heading="Kontakt"),
        ObjectList(_REVIEW, heading="Prüfung"),
    ]
)
