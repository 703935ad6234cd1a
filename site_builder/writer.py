"""Writes the pages of a release: those whose content changed; the others are there already."""

import os
import pickle
from collections import Counter
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment

from catalogue.directory import Directory, Page
from catalogue.errors import CatalogueError
from site_builder.durable import write_new
from site_builder.state import file_of
from themes.environment import render_page

SHARES = 2
"""Two processes work on the pages: this one and a second, forked from it."""


class Written(NamedTuple):
    address: str
    fingerprint: str
    indexable: bool
    changed_on: str
    is_new: bool


class WorkerDiedError(Exception):
    """The second process ended without an answer, e.g. because memory ran out."""


@dataclass
class Job:
    """`before` maps the addresses in `site` to the fingerprints of what stands there."""

    directory: Directory
    environment: Environment
    site: Path
    before: dict[str, str]


def write_pages(job: Job) -> list[Written]:
    """Bring every page of the directory to `site` and remove those that are no more; the result
    is in the order of the addresses. Raises CatalogueError when two pages share an address.
    """
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    worker = context.Process(
        target=_work, args=(job, os.getpid(), receiver, sender), name="pages", daemon=True
    )
    worker.start()
    sender.close()
    try:
        rows = _write_share(job, 0) + _answer(receiver)
    finally:
        worker.kill()
        worker.join()
        worker.close()
        receiver.close()
    _refuse_twins(rows)
    _remove(job, job.before.keys() - {row.address for row in rows})
    return sorted(rows)


def _work(job: Job, parent: int, receiver: Connection, sender: Connection) -> None:
    """The second process: it stops when the first one is gone, so that nothing writes on."""
    receiver.close()
    try:
        answer: object = _write_share(job, 1, parent=parent)
    except Exception as error:  # noqa: BLE001 - it is raised again in the first process
        answer = _sendable(error)
    sender.send(answer)


def _sendable(error: Exception) -> Exception:
    """Not every exception survives the way between processes; its text does."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:  # noqa: BLE001 - whatever its class does when copied
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _answer(receiver: Connection) -> list[Written]:
    try:
        answer = receiver.recv()
    except EOFError:
        raise WorkerDiedError("Ein Teil des Baus wurde von außen beendet.") from None
    if isinstance(answer, Exception):
        raise answer
    return list(answer)


def _write_share(job: Job, share: int, *, parent: int | None = None) -> list[Written]:
    rows = []
    for page in job.directory.share(share, SHARES):
        if parent is not None and os.getppid() != parent:
            os._exit(1)
        rows.append(_write(page, job))
    return rows


def _write(page: Page, job: Job) -> Written:
    digest = job.directory.fingerprint(page)
    before = job.before.get(page.address)
    if before != digest:
        html = render_page(job.environment, page)
        _place(str(file_of(job.site, page.address)), html, page.address, before is not None)
    day = page.changed_on.isoformat() if page.changed_on else ""
    return Written(page.address, digest, page.indexable, day, before != digest)


def _place(target: str, html: str, address: str, is_there: bool) -> None:
    """A new file, never the old one rewritten: that one may be public under another name."""
    if is_there:
        os.unlink(target)
    else:
        _make_folder(os.path.dirname(target))
    try:
        write_new(target, html.encode())
    except FileExistsError:
        raise _twins(address) from None


def _make_folder(folder: str) -> None:
    """Most folders are new and stand in one that is there: then this is a single call."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


def _refuse_twins(rows: list[Written]) -> None:
    address, number = Counter(row.address for row in rows).most_common(1)[0]
    if number > 1:
        raise _twins(address)


def _twins(address: str) -> CatalogueError:
    return CatalogueError(f"Zwei Seiten haben die Adresse {address}. Bitte eine davon ändern.")


def _remove(job: Job, addresses: set[str]) -> None:
    """Delete pages and the folders they leave empty."""
    for address in addresses:
        file = file_of(job.site, address)
        file.unlink()
        for folder in file.parents:
            if folder == job.site or any(folder.iterdir()):
                break
            folder.rmdir()
