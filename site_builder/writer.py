"""Writes the pages of a release: changed ones new, unchanged ones as hard links to the last one."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment

from catalogue.directory import Directory, Page
from themes.environment import render_page

WORKERS = 2
"""Creating files is the larger part of a build; two processes halve it."""


class Written(NamedTuple):
    address: str
    fingerprint: str
    indexable: bool
    changed_on: str
    is_new: bool


@dataclass
class Previous:
    """The last release, when its pages came from the same theme."""

    site: Path
    fingerprints: dict[str, str] = field(default_factory=dict)


@dataclass
class Job:
    directory: Directory
    environment: Environment
    site: Path
    previous: Previous | None


_job: Job | None = None


def file_of(site: Path, address: str) -> Path:
    return site / (address.lstrip("/") + ("index.html" if address.endswith("/") else ""))


def write_pages(job: Job) -> list[Written]:
    """Write every page of the directory; the result is in the order of the addresses.

    The processes are forked: they share the snapshot without copying it.
    """
    global _job
    _job = job
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("fork")) as pool:
        results = pool.map(_write_share, range(WORKERS))
        return sorted(row for rows in results for row in rows)


def _write_share(share: int) -> list[Written]:
    assert _job is not None  # noqa: S101 - set by write_pages before the fork
    directory = _job.directory
    pages = _share_of(directory.pages(), share)
    return [_write(page, directory.fingerprint(page), _job) for page in pages]


def _share_of(pages: Iterator[Page], share: int) -> Iterator[Page]:
    return (page for number, page in enumerate(pages) if number % WORKERS == share)


def _write(page: Page, digest: str, job: Job) -> Written:
    target = file_of(job.site, page.address)
    target.parent.mkdir(parents=True, exist_ok=True)
    previous = job.previous
    is_new = previous is None or previous.fingerprints.get(page.address) != digest
    if is_new or previous is None:
        target.write_text(render_page(job.environment, page), encoding="utf-8")
    else:
        os.link(file_of(previous.site, page.address), target)
    day = page.changed_on.isoformat() if page.changed_on else ""
    return Written(page.address, digest, page.indexable, day, is_new)
