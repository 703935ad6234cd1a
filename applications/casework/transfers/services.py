"""Queueing a grant inside its transaction, and handing it on outside of it.

A decision never waits for another system: whatever goes wrong here is tried again and shown.
"""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from applications.casework.offices.models import Office
from applications.casework.transfers.models import Transfer
from applications.casework.vault.models import DataKey
from applications.casework.vault.sealing import (
    KeyUnavailableError,
    UnreadableContentError,
    open_sealed_content,
    seal,
)
from applications.form import CardApplication
from applications.transfer.adapter import Accepted, NotHandedOnError
from applications.transfer.choosing import BadTransfersError, adapter_for

_LOG = logging.getLogger(__name__)


def transfer_queue(
    *,
    reference: str,
    office: Office,
    application: CardApplication,
    granted: datetime,
    data_key: DataKey,
) -> None:
    """Queue a grant where the office hands on to another system."""
    if not _hands_on(office):
        return
    before = Transfer.objects.filter(reference=reference).count()
    transfer = Transfer(
        reference=reference,
        round=before + 1,
        data_key=data_key,
        queued_at=granted,
        next_at=granted,
    )
    accepted = Accepted(
        reference, transfer.round, office.key, timezone.localtime(granted).date(), application
    )
    transfer.content = seal(accepted, key=data_key, place=transfer.place)
    transfer.save()


def transfers_cancel(*, reference: str, now: datetime) -> None:
    """What still waits of this application is handed on no more."""
    waiting = Transfer.objects.filter(reference=reference, done_at=None, cancelled_at=None)
    waiting.update(cancelled_at=now, content=b"")


def transfers_due(now: datetime) -> list[int]:
    """Ids of the transfers to try now, oldest first."""
    waiting = Transfer.objects.filter(done_at=None, cancelled_at=None, next_at__lte=now)
    return list(waiting.values_list("pk", flat=True))


def transfers_failing(office: Office) -> QuerySet[Transfer]:
    """Those that were tried in vain: a task for the office."""
    return Transfer.objects.filter(
        data_key__office=office, done_at=None, cancelled_at=None, attempts__gt=0
    )


@transaction.atomic
def transfer_send(*, pk: int, now: datetime) -> bool:
    """Try one; whether it was handed on. A failed one waits, longer each time, and never ends."""
    transfer = Transfer.objects.select_for_update(of=("self",)).select_related("data_key__office")
    one = transfer.get(pk=pk)
    if not one.is_open:
        return False
    try:
        _hand_on(one)
    except (OSError, KeyUnavailableError, NotHandedOnError, BadTransfersError) as problem:
        _postpone(one, problem, now)
    except UnreadableContentError:
        one.cancelled_at = now
    else:
        one.done_at, one.content, one.problem = now, b"", ""
    one.save()
    return one.done_at is not None


def _hand_on(transfer: Transfer) -> None:
    accepted: Accepted = open_sealed_content(
        Accepted, transfer.content, key=transfer.data_key, place=transfer.place
    )
    adapter = adapter_for(accepted.office, Path(str(settings.CASEWORK_TRANSFERS)))
    if adapter is None:
        raise NotHandedOnError(
            f"Für {accepted.office} steht in CASEWORK_TRANSFERS kein anderes System mehr."
        )
    adapter.hand_on(accepted)


def _postpone(transfer: Transfer, problem: Exception, now: datetime) -> None:
    transfer.attempts += 1
    transfer.problem = _said(problem)[:300]
    transfer.next_at = now + timedelta(minutes=min(2 ** min(transfer.attempts, 10), 6 * 60))
    _LOG.warning("transfer %s: attempt %s: %s", transfer.pk, transfer.attempts, transfer.problem)


def _said(problem: Exception) -> str:
    """Files are named by ids, so nothing of an application stands here."""
    if isinstance(problem, OSError):
        return f"{type(problem).__name__}: {problem.strerror or ''}"
    return str(problem)


def _hands_on(office: Office) -> bool:
    """A file that cannot be read is the worker's to report; a decision does not fail by it."""
    if not str(settings.CASEWORK_TRANSFERS):
        return False
    try:
        return adapter_for(office.key, Path(str(settings.CASEWORK_TRANSFERS))) is not None
    except BadTransfersError as bad:
        _LOG.error("%s", bad)
        return True
