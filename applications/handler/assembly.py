"""From files to a handler: the one place where its parts are put together."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from applications.handler.app import Handler
from applications.handler.files import KeyDirectory, watched_register
from applications.handler.proofs import Effort, Proofs
from applications.handler.receiving import RESERVE_BYTES, Receiving, Secrets
from applications.handler.shell import read_shell
from applications.handler.traffic import Limits, Traffic
from applications.keys.keypair import read_signing_key
from applications.spool import Spool

_EFFORT, _LIMITS = Effort(), Limits()


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are. `keys` is the signed directory, `root` the pinned public half (text),
    `receipts` the private file that signs receipts, `shell` a page of the site to look like."""

    spool: Path
    keys: Path
    root: str
    receipts: Path
    snapshot: Path
    origins: Collection[str]
    shell: Path | None = None
    reserve: int = RESERVE_BYTES
    effort: Effort = _EFFORT
    limits: Limits = _LIMITS


def build_handler(settings: Settings, clock: Callable[[], float] = time.time) -> Handler:
    """Prepares the spool. Raises KeyFileError, ShellError and OSError."""
    keys = Secrets(read_signing_key(settings.receipts))
    spool = Spool(settings.spool)
    spool.prepare()
    proofs = Proofs(keys.derived("proofs"), clock, settings.effort)
    receiving = Receiving(
        spool=spool,
        keys=KeyDirectory(settings.keys, settings.root, settings.spool / "directory-seen"),
        register=watched_register(settings.snapshot),
        secrets_=keys,
        proofs=proofs,
        clock=clock,
        reserve=settings.reserve,
    )
    traffic = Traffic(clock, settings.limits)
    return Handler(receiving, proofs, traffic, read_shell(settings.shell), settings.origins)
