"""Whether the rules of an office are met: findings with reasons, under its policy of one day."""

from datetime import date

from applications.calendar_months import age_on, months_covered
from applications.facts import EngagementFacts, Facts
from applications.form import AllowanceKind, ApplicationKind
from applications.hours import check_hours, check_service, counted
from applications.reasons import RejectionReason
from applications.renewal import renewal_opens
from applications.verdict import Criterion, Finding, Measure, Standing, Verdict
from catalogue.offices import IssuingOffice, TerritorialRule
from catalogue.policy import EffectivePolicy, Term

JUBILEE_MONTHS = 25 * 12
"""The Land's definition of the jubilee card; no office may set it."""


def check_eligibility(facts: Facts, office: IssuingOffice, policy: EffectivePolicy) -> Verdict:
    """The findings on the policy's day. `policy` must be that of `office`."""
    if facts.kind is ApplicationKind.CLAIM:
        return Verdict((_card_to_bring_in(facts, policy.on),))
    ongoing = [e for e in facts.engagements if e.ongoing(policy.on)]
    findings = [_territory(facts, office, policy), _age(facts, policy)]
    if facts.kind is ApplicationKind.JUBILEE:
        findings += [_jubilee_years(facts, policy), *_allowances(ongoing, policy, strict=False)]
    else:
        findings += [
            _renewal(facts, policy.on),
            *_service_to_others(facts, ongoing, policy),
            *_allowances(ongoing, policy, strict=True),
        ]
    return Verdict(tuple(finding for finding in findings if finding is not None))


def territorial_rule(policy: EffectivePolicy) -> TerritorialRule:
    """Where nobody has set one, living there or volunteering there is enough."""
    return policy.territorial_rule.value if policy.territorial_rule else TerritorialRule.EITHER


def _territory(facts: Facts, office: IssuingOffice, policy: EffectivePolicy) -> Finding:
    lives_here = facts.residence in office.municipalities
    # For the jubilee card former engagements count, so their places do too.
    engaged_here = any(
        e.ags in office.municipalities
        for e in facts.engagements
        if e.ongoing(policy.on) or facts.kind is ApplicationKind.JUBILEE
    )
    rule = territorial_rule(policy)
    met = {
        TerritorialRule.RESIDENCE: lives_here,
        TerritorialRule.ENGAGEMENT: engaged_here,
        TerritorialRule.EITHER: lives_here or engaged_here,
    }[rule]
    measures = (Measure("territorial_rule", policy.territorial_rule, met),)
    return _finding(Criterion.TERRITORY, met, measures, RejectionReason.WRONG_OFFICE)


def _age(facts: Facts, policy: EffectivePolicy) -> Finding | None:
    term = policy.minimum_age
    if term is None:
        return None
    if facts.birth_date is None:
        measure = Measure("minimum_age", term, None)
        return Finding(Criterion.AGE, Standing.UNCLEAR, (measure,), RejectionReason.INCOMPLETE)
    age = age_on(facts.birth_date, policy.on)
    measures = (Measure("minimum_age", term, age),)
    return _finding(Criterion.AGE, age >= term.value, measures, RejectionReason.UNDER_AGE)


def _service_to_others(
    facts: Facts, ongoing: list[EngagementFacts], policy: EffectivePolicy
) -> list[Finding | None]:
    """The Juleica where it suffices and is valid, else hours and length of service."""
    suffices, until = policy.juleica_suffices, facts.juleica_valid_until
    if suffices is not None and suffices.value and until is not None and until >= policy.on:
        measures = (Measure("juleica_suffices", suffices, until),)
        return [Finding(Criterion.JULEICA, Standing.MET, measures)]
    return [check_hours(ongoing, policy), check_service(ongoing, policy, on=policy.on)]


def _allowances(
    ongoing: list[EngagementFacts], policy: EffectivePolicy, *, strict: bool
) -> list[Finding]:
    """Lump sums of all engagements together: the tax-free amounts are per person and year.

    Not `strict`: above the limit is for a person to see, since offices differ there.
    """
    limits = (
        (AllowanceKind.VOLUNTEER, "volunteer_allowance_limit", policy.volunteer_allowance_limit),
        (AllowanceKind.TRAINER, "trainer_allowance_limit", policy.trainer_allowance_limit),
    )
    findings = []
    for kind, rule, limit in limits:
        paid = [e.allowance.yearly_amount for e in ongoing if e.allowance.kind is kind]
        if paid:
            findings.append(_lump_sum(rule, limit, paid, strict=strict))
    if any(e.allowance.kind is AllowanceKind.OTHER for e in ongoing):
        reason = RejectionReason.PAID_WORK
        findings.append(Finding(Criterion.ALLOWANCE, Standing.UNCLEAR, (), reason))
    return findings


def _lump_sum(
    rule: str, limit: Term[int] | None, paid: list[int | None], *, strict: bool
) -> Finding:
    known = sum(amount for amount in paid if amount is not None)
    measures = (Measure(rule, limit, known),)
    # A limit of 0 forbids lump sums, so the amount need not be known.
    above = limit is not None and (known > limit.value or (not limit.value and None in paid))
    if above:
        standing = Standing.NOT_MET if strict else Standing.UNCLEAR
        return Finding(Criterion.ALLOWANCE, standing, measures, RejectionReason.ALLOWANCE_ABOVE)
    if limit is None or None in paid:
        reason = RejectionReason.ALLOWANCE_ABOVE if limit is None else RejectionReason.INCOMPLETE
        return Finding(Criterion.ALLOWANCE, Standing.UNCLEAR, measures, reason)
    return Finding(Criterion.ALLOWANCE, Standing.MET, measures)


def _jubilee_years(facts: Facts, policy: EffectivePolicy) -> Finding:
    """Months of all engagements, past ones too; what overlaps counts once, breaks do no harm."""
    certain, everything = (
        months_covered(tuple((e.since, min(e.until or policy.on, policy.on)) for e in engagements))
        for engagements in (counted(facts.engagements, policy), facts.engagements)
    )
    measures = (Measure("jubilee_months", None, certain),)
    criterion = Criterion.JUBILEE_YEARS
    if certain < JUBILEE_MONTHS <= everything:
        reason = RejectionReason.PRIVATE_HELP_NOT_COUNTED
        return Finding(criterion, Standing.UNCLEAR, measures, reason)
    reason = RejectionReason.JUBILEE_YEARS_MISSING
    return _finding(criterion, certain >= JUBILEE_MONTHS, measures, reason)


def _renewal(facts: Facts, on: date) -> Finding | None:
    if not facts.holds_card:
        return None
    criterion, until = Criterion.PREVIOUS_CARD, facts.card_valid_until
    if until is None:
        return Finding(criterion, Standing.NOT_MET, (), RejectionReason.JUBILEE_CARD_HELD)
    opens = renewal_opens(until)
    measures = (Measure("renewal_opens", None, opens),)
    return _finding(criterion, opens <= on, measures, RejectionReason.CARD_STILL_VALID)


def _card_to_bring_in(facts: Facts, on: date) -> Finding:
    until = facts.card_valid_until
    measures = (Measure("card_valid_until", None, until),)
    if not facts.holds_card:
        reason = RejectionReason.INCOMPLETE
        return Finding(Criterion.PREVIOUS_CARD, Standing.UNCLEAR, (), reason)
    met = until is None or until >= on
    return _finding(Criterion.PREVIOUS_CARD, met, measures, RejectionReason.CARD_EXPIRED)


def _finding(
    criterion: Criterion, met: bool, measures: tuple[Measure, ...], reason: RejectionReason
) -> Finding:
    if met:
        return Finding(criterion, Standing.MET, measures)
    return Finding(criterion, Standing.NOT_MET, measures, reason)
