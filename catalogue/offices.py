"""Who issues the card, and under which dated rules."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TerritorialRule(StrEnum):
    """Whether living in the town, volunteering there, or either of the two entitles."""

    RESIDENCE = "residence"
    ENGAGEMENT = "engagement"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class IssuingOffice:
    """The body that issues cards for `municipalities` (AGS): a town, a Kreis, or an association."""

    key: str
    name: str
    municipalities: tuple[str, ...]
    street: str = ""
    postal_code: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class CardPolicy:
    """Rules of one office (`office` is its key, or "05" for the state baseline) from a day on.

    Absent values are inherited from the state baseline valid on the same day. Amounts are euro a
    year; 0 means that no lump sum may be paid. `accepts_private_help`: help outside of
    organisations counts.
    """

    office: str
    valid_from: date
    source: str
    hours_per_year: int | None = None
    hours_per_week: int | None = None
    months_of_service: int | None = None
    minimum_age: int | None = None
    validity_months: int | None = None
    territorial_rule: TerritorialRule | None = None
    signatories: int | None = None
    juleica_suffices: bool | None = None
    accepts_private_help: bool | None = None
    volunteer_allowance_limit: int | None = None
    trainer_allowance_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Offices:
    """All issuing offices and all rules, past and future ones included."""

    offices: tuple[IssuingOffice, ...]
    policies: tuple[CardPolicy, ...]

    def responsible_for(self, ags: str) -> IssuingOffice | None:
        """The office that issues for this municipality, or nothing where no card is issued."""
        return next((office for office in self.offices if ags in office.municipalities), None)
