"""The application beside what the organisations said, and the verdict of the rules on both."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from applications.casework.cases import content
from applications.casework.cases.content import Said
from applications.casework.cases.models import Answer, Case, Confirmation
from applications.casework.register import register
from applications.eligibility import check_eligibility
from applications.explanations import explain
from applications.facts import Facts, facts_of
from applications.form import CardApplication, Engagement, Hours, HoursPer
from applications.hours import WEEKS_A_YEAR, hours_a_year
from applications.verdict import Criterion, Outcome, Standing

CRITERIA = {
    Criterion.TERRITORY: "Gebiet",
    Criterion.AGE: "Alter",
    Criterion.JULEICA: "Juleica",
    Criterion.HOURS: "Stunden",
    Criterion.SERVICE: "Dauer",
    Criterion.ALLOWANCE: "Aufwandsentschädigung",
    Criterion.JUBILEE_YEARS: "25 Jahre",
    Criterion.PREVIOUS_CARD: "Bisherige Karte",
}
OUTCOMES = {
    Outcome.ELIGIBLE: "Nach den Angaben sind die Regeln erfüllt.",
    Outcome.NOT_YET: "Nach den Angaben sind die Regeln nicht erfüllt.",
    Outcome.UNCLEAR: "Nach den Angaben ist noch etwas offen.",
}
"""As the desk reads it; applicants read applications.explanations."""


@dataclass(frozen=True)
class AskedPerson:
    """One confirmation with what is sealed in it."""

    confirmation: Confirmation
    said: Said
    writes_from_elsewhere: bool

    @property
    def open(self) -> bool:
        return not self.confirmation.answer


@dataclass(frozen=True)
class EngagementRow:
    """One engagement: what was applied, who was asked, and which hours count."""

    engagement: Engagement
    town: str
    asked: tuple[AskedPerson, ...]

    @property
    def confirmed_hours(self) -> Hours | None:
        """The lowest hours an organisation named; those applied for where none was corrected."""
        corrected = [
            p.said.hours
            for p in self.asked
            if p.confirmation.answer == Answer.CORRECTED and p.said.hours is not None
        ]
        return min(corrected, key=_a_year, default=self.engagement.hours)

    @property
    def objected(self) -> bool:
        return any(p.confirmation.answer == Answer.OBJECTED for p in self.asked)

    @property
    def differs(self) -> bool:
        return self.objected or self.confirmed_hours != self.engagement.hours


@dataclass(frozen=True)
class Sentence:
    """One finding of the rules in German; `standing` says whether it is met."""

    criterion: str
    standing: Standing
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Judgement:
    """What the case page shows. A verdict informs; only people decide."""

    application: CardApplication
    rows: tuple[EngagementRow, ...]
    said_a_year: Decimal
    confirmed_a_year: Decimal
    outcome: Outcome
    findings: tuple[Sentence, ...]
    missing_signatory: bool

    @property
    def differs(self) -> bool:
        return any(row.differs for row in self.rows)


def judge(case: Case, *, on: date) -> Judgement:
    """Raises UnreadableContentError once the case was erased."""
    application = content.application_of(case)
    rows = _rows(case, application)
    confirmed = _confirmed(application, rows)
    known = register()
    office, policy = known.office(case.office.key), known.policy(case.office.key, on=on)
    findings: tuple[Sentence, ...] = ()
    outcome = Outcome.UNCLEAR
    if office is not None:
        verdict = check_eligibility(confirmed, office, policy)
        outcome = verdict.outcome
        findings = tuple(
            Sentence(
                CRITERIA[f.criterion],
                f.standing,
                explain(f),
            )
            for f in verdict.findings
        )
    signatories = policy.signatories.value if policy.signatories else 1
    return Judgement(
        application=application,
        rows=rows,
        said_a_year=hours_a_year(facts_of(application).engagements),
        confirmed_a_year=hours_a_year(confirmed.engagements),
        outcome=outcome,
        findings=findings,
        missing_signatory=any(len(row.asked) < signatories for row in rows),
    )


def _rows(case: Case, application: CardApplication) -> tuple[EngagementRow, ...]:
    asked: dict[int, list[AskedPerson]] = {}
    for confirmation in case.confirmations.all():
        confirmation.case = case
        said = content.said_in(confirmation)
        asked.setdefault(confirmation.engagement, []).append(
            AskedPerson(confirmation, said, _elsewhere(said, application))
        )
    return tuple(
        EngagementRow(engagement, register().town(engagement.ags), tuple(asked.get(number, ())))
        for number, engagement in enumerate(application.engagements)
    )


def _confirmed(application: CardApplication, rows: tuple[EngagementRow, ...]) -> Facts:
    """What counts: corrected hours, and nothing that an organisation denied."""
    facts = facts_of(application)
    counted = tuple(
        replace(engagement, hours=row.confirmed_hours)
        for engagement, row in zip(facts.engagements, rows, strict=True)
        if not row.objected
    )
    return replace(facts, engagements=counted)


def _elsewhere(said: Said, application: CardApplication) -> bool:
    """Whether the address is the applicant's own or of a provider where anybody gets one: a reason
    to look twice, never more."""
    address = said.contact.email.casefold()
    domain = address.rpartition("@")[2]
    own = application.person.email.casefold()
    return bool(address) and (address == own or domain in FREE_MAIL)


FREE_MAIL = frozenset(
    {"gmail.com", "googlemail.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "outlook.com",
     "outlook.de", "hotmail.com", "hotmail.de", "yahoo.com", "yahoo.de", "icloud.com",
     "freenet.de", "posteo.de", "mailbox.org"}
)  # fmt: skip


def _a_year(hours: Hours) -> Decimal:
    return hours.amount * (WEEKS_A_YEAR if hours.per is HoursPer.WEEK else 1)
