"""The mails of the demo, read from the files that Django's file backend writes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

_BETWEEN = b"-" * 79 + b"\n"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Mail:
    """`key` names it in addresses."""

    key: str
    at: datetime
    to: str
    subject: str
    text: str


def mails_in(folder: Path) -> list[Mail]:
    """Newest first; none where nothing was ever sent."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
    found = [mail for file in files for mail in _mails(file)]
    return sorted(found, key=lambda mail: mail.at)[::-1]


def _mails(file: Path) -> list[Mail]:
    parts = [part for part in file.read_bytes().split(_BETWEEN) if part.strip()]
    messages = (message_from_bytes(part, policy=policy.default) for part in parts)
    return [_mail(f"{file.stem}-{n}", message) for n, message in enumerate(messages)]


def _mail(key: str, message: EmailMessage) -> Mail:
    body = message.get_body(("plain",))
    at = parsedate_to_datetime(str(message["Date"])) if message["Date"] else _LONG_AGO
    if at.tzinfo is None:  # "-0000": in UTC, from a sender that does not say where it is
        at = at.replace(tzinfo=UTC)
    text = str(body.get_content()) if body is not None else ""
    return Mail(key, at, str(message["To"]), str(message["Subject"]), text)
