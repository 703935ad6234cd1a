"""What a check of the rules finds: one finding per criterion, with the rule and what was found.

A verdict informs; only a case worker decides.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from applications.reasons import RejectionReason
from catalogue.policy import Term

Amount = Decimal | int | date | bool


class Criterion(StrEnum):
    """What is looked at."""

    TERRITORY = "territory"
    AGE = "age"
    JULEICA = "juleica"
    HOURS = "hours"
    SERVICE = "service"
    ALLOWANCE = "allowance"
    JUBILEE_YEARS = "jubilee_years"
    PREVIOUS_CARD = "previous_card"


class Standing(StrEnum):
    """How it stands with one criterion; unclear is what a person has to look at."""

    MET = "met"
    NOT_MET = "not_met"
    UNCLEAR = "unclear"


class Outcome(StrEnum):
    """How it stands with all of them."""

    ELIGIBLE = "eligible"
    NOT_YET = "not_yet"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Measure:
    """One value against its rule. `rule` is the name of the value in EffectivePolicy, or of what
    the Land fixes for all; `term` is the rule's value with day and source, none where no office may
    set it. `has` is what the applicant has, in the rule's unit, none where it was not said."""

    rule: str
    term: Term[Any] | None
    has: Amount | None


@dataclass(frozen=True, slots=True)
class Finding:
    """`reason` says why it is not met, or what the case worker should look at."""

    criterion: Criterion
    standing: Standing
    measures: tuple[Measure, ...] = ()
    reason: RejectionReason | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings, those met included."""

    findings: tuple[Finding, ...]

    @property
    def outcome(self) -> Outcome:
        standings = {finding.standing for finding in self.findings}
        if Standing.NOT_MET in standings:
            return Outcome.NOT_YET
        return Outcome.UNCLEAR if Standing.UNCLEAR in standings else Outcome.ELIGIBLE

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """What stands between the applicant and the card."""
        return tuple(f for f in self.findings if f.standing is not Standing.MET)
