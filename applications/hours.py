"""Hours and length of service over all engagements, against the rules of one office.

Hours of several organisations add up. A week and a year are converted with 50 weeks a year: that is
how the Land's own rules relate (5 hours or 250, 4 hours or 200), so 4 hours a week and 200 hours a
year are the same engagement, however they are written down.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from applications.calendar_months import months_between
from applications.facts import EngagementFacts
from applications.form import HoursPer
from applications.reasons import RejectionReason
from applications.verdict import Criterion, Finding, Measure, Standing
from catalogue.policy import EffectivePolicy

WEEKS_A_YEAR = 50

Engagements = Sequence[EngagementFacts]


def hours_a_year(engagements: Engagements) -> Decimal:
    """All hours said, as hours a year."""
    weeks = {HoursPer.WEEK: WEEKS_A_YEAR, HoursPer.YEAR: 1}
    said = [e.hours for e in engagements if e.hours is not None]
    return sum((hours.amount * weeks[hours.per] for hours in said), Decimal(0))


def enough_hours(engagements: Engagements, policy: EffectivePolicy) -> bool:
    """Whether they reach the hours a year or the hours a week, whichever the policy names."""
    year = hours_a_year(engagements)
    by_year, by_week = policy.hours_per_year, policy.hours_per_week
    if by_year is None and by_week is None:
        return True
    return (by_year is not None and year >= by_year.value) or (
        by_week is not None and year >= by_week.value * WEEKS_A_YEAR
    )


def counted(engagements: Engagements, policy: EffectivePolicy) -> Engagements:
    """Without help outside of organisations, unless the office counts it."""
    helps = policy.accepts_private_help
    return [e for e in engagements if not e.private_help or (helps is not None and helps.value)]


def check_hours(ongoing: Engagements, policy: EffectivePolicy) -> Finding:
    certain = counted(ongoing, policy)
    year = hours_a_year(certain)
    measures = (
        Measure("hours_per_year", policy.hours_per_year, year),
        Measure("hours_per_week", policy.hours_per_week, year / WEEKS_A_YEAR),
    )
    if enough_hours(certain, policy):
        return Finding(Criterion.HOURS, Standing.MET, measures)
    if enough_hours(ongoing, policy):
        # Only with private help: refused where the office's rule says so, else for a person to see.
        helps = policy.accepts_private_help
        return Finding(
            Criterion.HOURS,
            Standing.UNCLEAR if helps is None else Standing.NOT_MET,
            (*measures, Measure("accepts_private_help", helps, True)),
            RejectionReason.PRIVATE_HELP_NOT_COUNTED,
        )
    if any(e.hours is None for e in ongoing):
        return Finding(Criterion.HOURS, Standing.UNCLEAR, measures, RejectionReason.INCOMPLETE)
    return Finding(Criterion.HOURS, Standing.NOT_MET, measures, RejectionReason.HOURS_BELOW)


def check_service(ongoing: Engagements, policy: EffectivePolicy, *, on: date) -> Finding | None:
    """Whether the engagement lasts long enough; nothing where no length is asked for.

    Unclear when the hours are reached only together with engagements that are too young.
    """
    term = policy.months_of_service
    if term is None:
        return None
    lasting = [e for e in ongoing if months_between(e.since, on) >= term.value]
    longest = max((months_between(e.since, on) for e in ongoing), default=0)
    measures = (Measure("months_of_service", term, longest),)
    if not lasting:
        reason = RejectionReason.SERVICE_TOO_SHORT
        return Finding(Criterion.SERVICE, Standing.NOT_MET, measures, reason)
    if enough_hours(lasting, policy) or not enough_hours(ongoing, policy):
        return Finding(Criterion.SERVICE, Standing.MET, measures)
    reason = RejectionReason.SERVICE_TOO_SHORT
    return Finding(Criterion.SERVICE, Standing.UNCLEAR, measures, reason)
