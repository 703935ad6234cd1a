"""What another system gets of an accepted application, and what every way there promises."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from applications.form import CardApplication
from catalogue.codec import to_json

VERSION = 1
"""Of the document below; it grows when a reader would have to change."""

_NAMESPACE = uuid.UUID("6f1d5c0e-7f0a-5c57-9a4e-2b9c1a7d3e10")


class NotHandedOnError(Exception):
    """The other side cannot take it now; the text says what to do and never what is in it."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An application that was granted. `round` counts the grants of the same application: one that
    was taken back and given again is handed on again."""

    reference: str
    round: int
    office: str
    granted_on: date
    application: CardApplication

    @property
    def submission_id(self) -> uuid.UUID:
        """The same for the same grant, whenever and however often it is handed on."""
        return uuid.uuid5(_NAMESPACE, f"{self.reference}/{self.round}")

    @property
    def case_id(self) -> uuid.UUID:
        """The same for everything about one application."""
        return uuid.uuid5(_NAMESPACE, self.reference)


class Adapter(Protocol):
    """A way to another system. Who is asked twice for the same hands on once."""

    def hand_on(self, accepted: Accepted) -> None:
        """It is there when this returns. Raises OSError and NotHandedOnError; then nothing of it
        is there, or asking again completes it."""


def document(accepted: Accepted) -> dict[str, Any]:
    """The application as other systems read it; `docs/operations.md` describes the fields."""
    return {
        "version": VERSION,
        "submissionId": str(accepted.submission_id),
        "caseId": str(accepted.case_id),
        "reference": accepted.reference,
        "office": accepted.office,
        "grantedOn": accepted.granted_on.isoformat(),
        "application": to_json(accepted.application),
    }
