"""The published offer: one benefit, granted by one partner, at one or more venues."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

STATE_KEY = "05"
"""Owner of offers which belong to the whole Land (the official key of North Rhine-Westphalia)."""

TITLE_LENGTH = 80
SUMMARY_LENGTH = 160


class BenefitKind(StrEnum):
    """What sort of benefit it is."""

    PERCENT = "percent"
    AMOUNT_OFF = "amount_off"
    FIXED_PRICE = "fixed_price"
    REDUCED_PRICE = "reduced_price"
    FREE = "free"
    TWO_FOR_ONE = "two_for_one"
    EXTRA = "extra"
    CONTINGENT = "contingent"
    OTHER = "other"


KINDS_WITH_VALUE = frozenset({BenefitKind.PERCENT, BenefitKind.AMOUNT_OFF, BenefitKind.FIXED_PRICE})
"""Benefits that say nothing without a number."""


class Scope(StrEnum):
    """Where the offer can be used: at its venues, in the whole Land, or over the internet."""

    LOCAL = "local"
    STATEWIDE = "statewide"
    ONLINE = "online"


class CardType(StrEnum):
    """Ehrenamtskarte (standard) or Jubiläums-Ehrenamtskarte."""

    STANDARD = "standard"
    JUBILEE = "jubilee"


class Accessibility(StrEnum):
    """Whether people with disabilities reach and use the venue without help."""

    UNKNOWN = "unknown"
    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Benefit:
    """What the holder gets; `value` is percent or euro, depending on `kind`."""

    kind: BenefitKind
    value: Decimal | None = None
    applies_to: str = ""
    companion: bool = False


@dataclass(frozen=True, slots=True)
class Venue:
    """Where the offer is redeemed; `lat`/`lon` are WGS 84 degrees, absent when not trustworthy."""

    name: str
    street: str
    postal_code: str
    place: str
    ags: str
    lat: float | None = None
    lon: float | None = None
    accessibility: Accessibility = Accessibility.UNKNOWN
    public_transport: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Public function contact of the partner; never a person's own address."""

    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Languages:
    """The offer's short text in other forms of language; empty means there is none."""

    easy_language: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """One live offer. `id` and `path` stay for life; `description` is sanitised HTML."""

    id: str
    path: str
    provider: str
    title: str
    summary: str
    description: str
    benefit: Benefit
    conditions: str
    redemption: str
    category: str
    kinds: tuple[str, ...]
    scope: Scope
    venues: tuple[Venue, ...]
    valid_from: date | None
    valid_until: date | None
    card_types: tuple[CardType, ...]
    digital_card_accepted: bool
    contact: Contact
    languages: Languages
    verified_on: date | None
    first_published_on: date
    changed_on: date
    municipality: str
    demo: bool = False


@dataclass(frozen=True, slots=True)
class EndedOffer:
    """What is left of an offer that ended, for the page which says so for twelve months."""

    id: str
    path: str
    title: str
    provider: str
    category: str
    municipality: str
    ended_on: date
