"""What the rules need to know of an application, and nothing that says who it is.

The check before applying fills it from a few answers, the handler from the submission, and casework
from the submission as the organisations confirmed or corrected it.
"""

from dataclasses import dataclass
from datetime import date

from applications.form import Allowance, ApplicationKind, CardApplication, Hours


@dataclass(frozen=True, slots=True)
class EngagementFacts:
    """One engagement in the municipality `ags`; months are first days of months."""

    ags: str
    since: date
    until: date | None
    hours: Hours | None
    allowance: Allowance
    private_help: bool = False

    def ongoing(self, on: date) -> bool:
        return self.until is None or self.until > on


@dataclass(frozen=True, slots=True)
class Facts:
    """`residence` is an AGS. With `holds_card` and no `card_valid_until` the card is lifelong."""

    kind: ApplicationKind
    birth_date: date | None
    residence: str
    engagements: tuple[EngagementFacts, ...]
    juleica_valid_until: date | None = None
    holds_card: bool = False
    card_valid_until: date | None = None


def facts_of(card_application: CardApplication) -> Facts:
    """What the rules read of a submission."""
    juleica, card = card_application.juleica, card_application.previous_card
    return Facts(
        kind=card_application.kind,
        birth_date=card_application.person.birth_date,
        residence=card_application.person.ags,
        engagements=tuple(
            EngagementFacts(e.ags, e.since, e.until, e.hours, e.allowance, e.private_help)
            for e in card_application.engagements
        ),
        juleica_valid_until=juleica.valid_until if juleica else None,
        holds_card=card is not None,
        card_valid_until=card.valid_until if card else None,
    )
