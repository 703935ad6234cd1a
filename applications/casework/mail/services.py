"""Queueing mails inside the transaction they belong to, and sending them outside of it.

A mail with a key that exists is not queued again, so each kind goes out once however often a job
runs. Sending notes success only afterwards: who is killed in between sends the same mail again,
with the same Message-ID, by which mailboxes recognise it.
"""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet

from applications.casework.mail.models import OutgoingMail
from applications.casework.mail.wording import kind_of, wording
from applications.casework.offices.models import Office
from applications.casework.vault.models import DataKey
from applications.casework.vault.sealing import (
    KeyUnavailableError,
    UnreadableContentError,
    open_sealed_content,
    seal,
)
from applications.form import Email
from applications.limits import Text, fits, limit_of

_LOG = logging.getLogger(__name__)

MOST_ATTEMPTS = 10
"""With the pauses below, after about three days."""


class NoAddressError(ValueError):
    """What should be the address is none, or several, or would write lines into the header."""


@dataclass(frozen=True, slots=True)
class MailContent:
    """To whom and what."""

    to: str
    subject: str
    text: str


def mail_queue(
    *,
    key: str,
    reference: str,
    to: str,
    context: Mapping[str, Any],
    data_key: DataKey,
    now: datetime,
) -> None:
    """Queue the mail whose template is named by the first part of `key`; once per key."""
    if not to:
        return
    said = wording(kind_of(key), context)
    content = MailContent(to=to, subject=said.subject, text=said.text)
    OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "reference": reference,
            "content": seal(content, key=data_key, place=f"mail/{key}"),
            "data_key": data_key,
            "queued_at": now,
            "next_at": now,
        },
    )


def mails_due(now: datetime) -> list[int]:
    """Ids of the mails to try now, oldest first."""
    waiting = OutgoingMail.objects.filter(sent_at=None, given_up_at=None, next_at__lte=now)
    return list(waiting.values_list("pk", flat=True))


def mails_given_up(office: Office) -> QuerySet[OutgoingMail]:
    """Mails that did not get out and whose case is still there: a task for the office."""
    given_up = OutgoingMail.objects.filter(data_key__office=office).exclude(given_up_at=None)
    return given_up.exclude(content=b"")


@transaction.atomic
def mail_send(*, pk: int, now: datetime) -> bool:
    """Try one mail; whether it was handed over. A failed one waits, longer each time."""
    mail = OutgoingMail.objects.select_for_update().get(pk=pk)
    if mail.sent_at or mail.given_up_at:
        return False
    try:
        content = open_sealed_content(
            MailContent, mail.content, key=mail.data_key, place=mail.place
        )
        _message(mail, content).send()
    except KeyUnavailableError as fault:
        _postpone(mail, now)
        _LOG.error("mail %s: attempt %s: %s", mail.pk, mail.attempts, fault)
    except (UnreadableContentError, NoAddressError) as unusable:
        mail.given_up_at = now
        _LOG.warning("mail %s: given up: %s", mail.pk, type(unusable).__name__)
    except (OSError, SMTPException) as failure:
        _postpone(mail, now)
        # Neither the address nor the server's words: they may repeat the address.
        _LOG.warning("mail %s: attempt %s: %s", mail.pk, mail.attempts, type(failure).__name__)
    else:
        mail.sent_at, mail.content = now, b""
    mail.save()
    return mail.sent_at is not None


def _postpone(mail: OutgoingMail, now: datetime) -> None:
    mail.attempts += 1
    if mail.attempts >= MOST_ATTEMPTS:
        mail.given_up_at = now
    mail.next_at = now + timedelta(minutes=min(2**mail.attempts * 5, 12 * 60))


def _message(mail: OutgoingMail, content: MailContent) -> EmailMessage:
    if not fits(content.to, _ADDRESS):
        raise NoAddressError
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    identity = hashlib.sha256(mail.key.encode()).hexdigest()[:32]
    return EmailMessage(
        content.subject,
        content.text,
        to=[content.to],
        headers={"Message-ID": f"<{identity}@{domain}>", "Auto-Submitted": "auto-generated"},
    )


_ADDRESS: Text = limit_of(Email)  # type: ignore[assignment]
"""Checked again here, because whoever reaches this queue by another door than the forms must not
choose recipients."""
