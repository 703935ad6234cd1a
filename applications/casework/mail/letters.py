"""The print queue: letters to people without an e-mail address, sealed until they are printed.

A letter with a key that exists is not queued again, as with mails.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from applications.casework.mail.models import OutgoingLetter
from applications.casework.mail.wording import kind_of, wording
from applications.casework.vault.models import DataKey
from applications.casework.vault.sealing import open_sealed_content, seal
from applications.retention import PERIODS, Period

KEPT = timedelta(days=PERIODS["letter_printed"].days)
"""By default, so long a printed letter can be taken back and printed again."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what an organisation is asked to confirm by hand."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Door:
    """A page, and the code that opens it there; `code` is grouped for typing."""

    page: str
    code: str

    @property
    def text(self) -> str:
        return f"{self.page}\nCode: {self.code}"

    @property
    def address(self) -> str:
        """What a camera opens; the code stands where no server sees it."""
        return f"{self.page}#{self.code}"


@dataclass(frozen=True, slots=True)
class LetterContent:
    """`to` are the lines of the address window; `slip` makes a form to sign and send back."""

    to: tuple[str, ...]
    subject: str
    text: str
    door: Door
    slip: tuple[Fact, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text.split("\n\n") if part.strip())


def letter_queue(
    *,
    key: str,
    reference: str,
    to: tuple[str, ...],
    door: Door,
    slip: tuple[Fact, ...] = (),
    context: Mapping[str, Any],
    data_key: DataKey,
    now: datetime,
) -> None:
    """Queue the letter whose text is named by the first part of `key`; once per key."""
    said = wording(kind_of(key), {**context, "link": door.text}, on_paper=True)
    content = LetterContent(to, said.subject, said.text, door, slip)
    OutgoingLetter.objects.get_or_create(
        key=key,
        defaults={
            "reference": reference,
            "content": seal(content, key=data_key, place=f"letter/{key}"),
            "data_key": data_key,
            "queued_at": now,
        },
    )


def content_of(letter: OutgoingLetter) -> LetterContent:
    """Raises UnreadableContentError once it was emptied."""
    content: LetterContent = open_sealed_content(
        LetterContent, letter.content, key=letter.data_key, place=letter.place
    )
    return content


def letters_empty(*, now: datetime, periods: Mapping[str, Period] = PERIODS) -> int:
    """Empty the letters printed long enough ago; how many."""
    return (
        OutgoingLetter.objects.filter(printed_at__lte=periods["letter_printed"].before(now))
        .exclude(content=b"")
        .update(content=b"")
    )
