"""The form as data: which questions, in which order, for which kind of application."""

from dataclasses import replace

from applications.form import ApplicationKind
from applications.journey.closing import CONSENTS, DECLARATIONS, JULEICA
from applications.journey.engagement import ENGAGEMENT
from applications.journey.person import CARD, GUARDIAN, HELPER, PERSON, PREVIOUS_CARD
from applications.journey.questions import Step

JOURNEY = (
    CARD,
    HELPER,
    PREVIOUS_CARD,
    PERSON,
    GUARDIAN,
    ENGAGEMENT,
    JULEICA,
    DECLARATIONS,
    CONSENTS,
)

KIND_LABELS = {
    ApplicationKind.FIRST: "Ehrenamtskarte beantragen",
    ApplicationKind.RENEWAL: "Ehrenamtskarte verlängern",
    ApplicationKind.JUBILEE: "Jubiläums-Ehrenamtskarte beantragen",
    ApplicationKind.CLAIM: "Vorhandene Karte übernehmen",
}


def journey_for(kind: ApplicationKind) -> tuple[Step, ...]:
    """The steps of one kind in their order, each with the questions of that kind only."""
    return tuple(
        replace(step, questions=tuple(q for q in step.questions if kind in q.kinds))
        for step in JOURNEY
        if kind in step.kinds
    )
