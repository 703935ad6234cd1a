"""What is sealed about a case, opened and sealed in this one place."""

from dataclasses import dataclass

from applications.casework.cases.models import Case, Confirmation, Message
from applications.casework.vault.sealing import open_sealed_content, seal
from applications.form import CardApplication, Contact, Hours


@dataclass(frozen=True, slots=True)
class Said:
    """Who was asked, and what was said. `hours` only where they were corrected; `reason` where it
    was not confirmed; `note` is the case worker's about a telephone call.
    `address` are street and town of the organisation, where it has no e-mail address."""

    contact: Contact
    answered_by: str = ""
    hours: Hours | None = None
    reason: str = ""
    note: str = ""
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A text between office and applicant."""

    text: str


def application_of(case: Case) -> CardApplication:
    """Raises UnreadableContentError once it was erased."""
    application: CardApplication = open_sealed_content(
        CardApplication, case.content, key=case.data_key, place=case.place
    )
    return application


def seal_application(case: Case, application: CardApplication) -> None:
    case.content = seal(application, key=case.data_key, place=case.place)


def said_in(confirmation: Confirmation) -> Said:
    said: Said = open_sealed_content(
        Said, confirmation.content, key=confirmation.case.data_key, place=confirmation.place
    )
    return said


def seal_said(confirmation: Confirmation, said: Said) -> None:
    confirmation.content = seal(said, key=confirmation.case.data_key, place=confirmation.place)


def text_of(message: Message) -> str:
    letter: Letter = open_sealed_content(
        Letter, message.content, key=message.case.data_key, place=message.place
    )
    return letter.text


def seal_text(message: Message, text: str) -> None:
    message.content = seal(Letter(text), key=message.case.data_key, place=message.place)
