"""Cases for the demo's desk, one in each state a case worker meets, made by the services alone."""

import secrets
from datetime import datetime, timedelta
from decimal import Decimal

from applications.casework.cases.models import Answer, Case
from applications.casework.cases.services.confirming import confirmation_answer
from applications.casework.cases.services.deciding import case_ask_back, case_grant, case_reject
from applications.casework.cases.services.filing import case_confirm_email, case_receive
from applications.casework.demo.people import NAMES, WITHOUT_EMAIL, application_of
from applications.casework.offices.models import Office, User
from applications.casework.register import register
from applications.form import Hours, HoursPer
from applications.reasons import TEXT_MODULES, RejectionReason
from applications.references import REFERENCES, build_reference
from catalogue.regions import Municipality


def cases_load(*, office: Office, by: User, now: datetime) -> int:
    """How many were made; none where the office has cases already."""
    if Case.objects.filter(office=office).exists():
        return 0
    _unconfirmed, asked, confirmed, corrected, unclear, granted = (
        _received(name, office, now - timedelta(days=days))
        for name, days in zip(NAMES, (0, 15, 6, 5, 9, 12), strict=True)
    )
    _received(WITHOUT_EMAIL, office, now - timedelta(days=3))
    for case in (asked, confirmed, corrected, unclear, granted):
        case_confirm_email(case=case, now=case.received_at + timedelta(hours=1))
    for case in (confirmed, unclear, granted):
        _answered(case, Answer.CONFIRMED, None)
    _answered(corrected, Answer.CORRECTED, Hours(Decimal(1), HoursPer.WEEK))
    proof, short = RejectionReason.PROOF_MISSING, RejectionReason.HOURS_BELOW
    two_days_ago = now - timedelta(days=2)
    case_ask_back(
        case=unclear, reason=proof, text=TEXT_MODULES[proof].text, by=by, now=two_days_ago
    )
    case_grant(case=granted, by=by, now=two_days_ago)
    refused = _received("Hanno Zuwenig", office, now - timedelta(days=20))
    case_confirm_email(case=refused, now=refused.received_at)
    _answered(refused, Answer.CORRECTED, Hours(Decimal("0.5"), HoursPer.WEEK))
    case_reject(case=refused, reason=short, text=TEXT_MODULES[short].text, by=by, now=two_days_ago)
    return Case.objects.filter(office=office).count()


def _received(name: str, office: Office, at: datetime) -> Case:
    town, code = _town_of(office)
    application = application_of(name, town=town, code=code, office=office.key, on=at.date())
    case = case_receive(
        application=application,
        office=office,
        reference=build_reference(secrets.randbelow(REFERENCES)),
        spool_name=secrets.token_hex(32),
        now=at,
    )
    assert case is not None  # noqa: S101 - its name in the spool is new
    return case


def _town_of(office: Office) -> tuple[Municipality, str]:
    """The first town the office serves, with a postal code of it."""
    known = register()
    issuing = known.office(office.key)
    assert issuing is not None  # noqa: S101 - offices come from the register
    ags = issuing.municipalities[0]
    return known.regions.municipality(ags), known.regions.postal_codes_of(ags)[0]


def _answered(case: Case, answer: Answer, hours: Hours | None) -> None:
    """By everybody who was asked, a day after they were."""
    for confirmation in case.confirmations.all():
        confirmation_answer(
            confirmation=confirmation,
            answer=answer,
            answered_by="Mia Vorsitz",
            hours=hours,
            reason="",
            now=case.received_at + timedelta(days=1),
        )
