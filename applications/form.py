"""A card application as it is submitted.

What is not here is not asked: no bank data, photo, copy of an ID, gender, nationality or telephone
number. Months are written as the first day of the month. `applications.validation` says what must
be filled in for which kind; the types here say only what can be said at all.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from applications.limits import Count, Span, Text

SCHEMA_VERSION = 1
MOST_ENGAGEMENTS = 5

Name = Annotated[str, Text(80)]
Line = Annotated[str, Text(120)]
LongLine = Annotated[str, Text(300)]
PostalCode = Annotated[str, Text(5, r"[0-9]{5}")]
Ags = Annotated[str, Text(8, r"05[0-9]{6}")]
"""Empty for a place outside of the Land."""

Email = Annotated[str, Text(254, r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")]
CardNumber = Annotated[str, Text(40, r"[0-9A-Za-zÄÖÜäöü /.\-]+")]


class ApplicationKind(StrEnum):
    """What is applied for: a first card, a renewal, the card for 25 years, or to bring in a card
    that was already issued."""

    FIRST = "first"
    RENEWAL = "renewal"
    JUBILEE = "jubilee"
    CLAIM = "claim"


class CardMedium(StrEnum):
    """How the card is wanted; both may be."""

    DIGITAL = "digital"
    PLASTIC = "plastic"


class EngagementField(StrEnum):
    """The field of volunteering, coarse on purpose."""

    SOCIAL = "social"
    YOUTH = "youth"
    SENIORS = "seniors"
    SPORT = "sport"
    CULTURE = "culture"
    EDUCATION = "education"
    ENVIRONMENT = "environment"
    ANIMALS = "animals"
    HEALTH = "health"
    RESCUE = "rescue"
    CHURCH = "church"
    MIGRATION = "migration"
    SELF_HELP = "self_help"
    JUSTICE = "justice"
    OTHER = "other"


class HoursPer(StrEnum):
    """What the hours are counted by: an average week, or a year."""

    WEEK = "week"
    YEAR = "year"


class AllowanceKind(StrEnum):
    """What is paid for the engagement: nothing, real costs, or one of the two tax-free lump sums
    (Ehrenamtspauschale, Übungsleiterpauschale), or something else."""

    NONE = "none"
    EXPENSES = "expenses"
    VOLUNTEER = "volunteer"
    TRAINER = "trainer"
    OTHER = "other"


class HelperRole(StrEnum):
    """Who fills in the form for the applicant."""

    RELATIVE = "relative"
    GUARDIAN = "guardian"
    ADVISER = "adviser"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant. Without `email` the office writes letters, so it needs `street`."""

    first_names: Name
    last_name: Name
    birth_date: date
    postal_code: PostalCode
    place: Name
    ags: Ags
    street: Line = ""
    address_addition: Line = ""
    email: Email = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of volunteering, on average of a year; half hours are usual."""

    amount: Annotated[Decimal, Span(0, 8784)]
    per: HoursPer


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the organisation pays; `yearly_amount` in euro, absent when nothing is paid."""

    kind: AllowanceKind
    yearly_amount: Annotated[int, Span(0, 100_000)] | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Who confirms. Must be somebody else than the applicant, and knows of being asked.

    Without `email` the office finds another way.
    """

    name: Name
    function: Name
    email: Email = ""


@dataclass(frozen=True, slots=True)
class Engagement:
    """One engagement at one place. `private_help` is help outside of organisations; then
    `organisation` is empty and the contact is somebody who can speak for it.

    `since` and `until` are first days of months; `until` is absent while it goes on. `hours` are
    absent where they do not count (jubilee card, cards already issued). `second_contact` is needed
    where the office asks for two signatories.
    """

    organisation: Line
    field: EngagementField
    function: LongLine
    since: date
    postal_code: PostalCode
    ags: Ags
    allowance: Allowance
    contact: Contact
    hours: Hours | None = None
    until: date | None = None
    private_help: bool = False
    second_contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Juleica:
    """The youth leader card; it is shown at the office, never uploaded."""

    number: CardNumber
    valid_until: date


@dataclass(frozen=True, slots=True)
class Helper:
    """Who filled in the form for the applicant, and that the applicant agreed."""

    name: Name
    role: HelperRole
    applicant_agrees: bool


@dataclass(frozen=True, slots=True)
class GuardianConsent:
    """Consent of a parent or guardian, needed at 16 and 17."""

    name: Name
    given: bool


@dataclass(frozen=True, slots=True)
class PreviousCard:
    """The card to renew or to bring in; the lifelong jubilee card has no `valid_until`."""

    number: CardNumber
    valid_until: date | None = None
    issued_by: Line = ""


@dataclass(frozen=True, slots=True)
class Declarations:
    """What the applicant must declare before sending."""

    correct_and_complete: bool
    privacy_notice_read: bool
    contacts_agreed: bool


@dataclass(frozen=True, slots=True)
class Consents:
    """What may be consented to, each on its own; nothing depends on it."""

    news_by_email: bool = False
    press_at_ceremony: bool = False
    reminder_before_expiry: bool = False
    invitations: bool = False


@dataclass(frozen=True, slots=True)
class CardApplication:
    """An application as it is submitted. `office` is the key of the office that shall decide."""

    kind: ApplicationKind
    card_media: Annotated[tuple[CardMedium, ...], Count(1, 2)]
    person: Person
    engagements: Annotated[tuple[Engagement, ...], Count(0, MOST_ENGAGEMENTS)]
    declarations: Declarations
    office: Name
    consents: Consents = Consents()
    juleica: Juleica | None = None
    helper: Helper | None = None
    guardian_consent: GuardianConsent | None = None
    previous_card: PreviousCard | None = None
    schema_version: Annotated[int, Span(SCHEMA_VERSION, SCHEMA_VERSION)] = SCHEMA_VERSION
