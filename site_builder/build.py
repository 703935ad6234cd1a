"""One build: snapshot and last release in, new release out, all or nothing."""

import gc
import hashlib
import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from catalogue.durable import sync_directory
from catalogue.snapshot import read_manifest
from catalogue.texts import TEXTS, Text, digest_of_texts, read_texts
from site_builder.assets import AssetsMissingError, theme_digest, theme_files
from site_builder.durable import sync_files
from site_builder.generation import Made, Order, generate
from site_builder.lock import exclusive
from site_builder.releases import WORK, current_name, is_finished, remove_unfinished
from site_builder.spare import take
from site_builder.state import State, file_of, read_state, write_state

PROJECT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Built:
    """What a build did; `release` is the name of the folder in the releases directory, `digest`
    that of the snapshot."""

    release: str
    digest: str
    pages: int
    written: int
    unchanged: int
    removed: int
    unchanged_release: bool = False


@dataclass(frozen=True)
class Input:
    """Everything a release is made from. `theme` is what shapes all pages, `name` follows from
    all of it."""

    snapshot: Path
    digest: str
    files: dict[str, bytes]
    texts: tuple[Text, ...]
    site_url: str
    applications: bool
    theme: str
    name: str


def make_ready() -> None:
    """Fetch what every build needs, while another process still makes the snapshot."""
    with suppress(AssetsMissingError):  # the build says so
        theme_files(PROJECT)


def build(
    snapshot: Path,
    releases: Path,
    *,
    site_url: str,
    applications: bool = False,
    full: bool = False,
    texts: Path = TEXTS,
) -> Built:
    """Build the release of `snapshot` and the `texts`; a finished one is kept unless `full`.
    With `applications` its pages lead to the card application, which is served beside it.

    Raises CatalogueError for a refused snapshot, AssetsMissingError without the npm packages,
    BusyError when another run does not end; then, as on any failure, nothing is left that could
    be served.
    """
    wanted = _input(snapshot, texts, site_url, applications)
    releases.mkdir(parents=True, exist_ok=True)
    with exclusive(releases):
        finished = None if full else _finished(releases, wanted.name)
        state = read_state(releases / finished) if finished else None
        if finished and state:
            count = len(state.pages)
            return Built(finished, state.digest, count, 0, count, 0, unchanged_release=True)
        remove_unfinished(releases)
        work = releases / f"{WORK}{os.getpid()}"
        collecting = gc.isenabled()
        gc.disable()  # nothing here is garbage before the end, and looking costs a tenth
        try:
            return _build(wanted, releases, work, full=full)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
        finally:
            if collecting:
                gc.enable()


def _build(wanted: Input, releases: Path, work: Path, *, full: bool) -> Built:
    based_on, before = ("", {}) if full else _base(wanted, releases, work)
    site = work / "site"
    site.mkdir(parents=True, exist_ok=True)
    made = generate(
        Order(
            wanted.snapshot,
            site,
            wanted.texts,
            wanted.files,
            wanted.site_url,
            wanted.applications,
            before,
        )
    )
    state = State(
        digest=wanted.digest,
        theme=wanted.theme,
        site_url=wanted.site_url,
        based_on=based_on,
        pages={row.address: row.fingerprint for row in made.written},
        offers=made.offers,
        ended=made.ended,
    )
    new = [row.address for row in made.written if row.is_new]
    sync_files([*made.files, *(file_of(site, address) for address in new)])
    write_state(work, state)
    name = _unused(releases, wanted.name)
    work.rename(releases / name)
    sync_directory(releases)
    return _report(name, wanted.digest, made, before, len(new))


def _report(name: str, digest: str, made: Made, before: dict[str, str], new: int) -> Built:
    count = len(made.written)
    gone = before.keys() - {row.address for row in made.written}
    return Built(name, digest, count, new, count - new, len(gone))


def _input(snapshot: Path, texts: Path, site_url: str, applications: bool) -> Input:
    files, standing = theme_files(PROJECT), read_texts(texts)
    theme = theme_digest(files, site_url, f"applications {applications}", *link_rows(standing))
    digest = read_manifest(snapshot).digest
    rest = hashlib.sha256(f"{theme}{digest_of_texts(standing)}".encode()).hexdigest()
    return Input(
        snapshot,
        digest,
        files,
        standing,
        site_url,
        applications,
        theme,
        name=f"{digest[:16]}-{rest[:8]}",
    )


def link_rows(texts: tuple[Text, ...]) -> list[str]:
    """What every page shows of the texts: a change there is a change of all pages."""
    return [f"{text.path} {text.label} {text.places}" for text in texts]


def _finished(releases: Path, name: str) -> str | None:
    """The release of this name, or the one built anew beside it when that is public."""
    current = current_name(releases)
    if current and current.startswith(name) and is_finished(releases, current):
        return current
    return name if is_finished(releases, name) else None


def _unused(releases: Path, name: str) -> str:
    """A rebuilt release stands beside the one that may be public right now, never in its place."""
    candidate, number = name, 2
    while (releases / candidate).exists():
        candidate, number = f"{name}-{number}", number + 1
    return candidate


def _base(wanted: Input, releases: Path, work: Path) -> tuple[str, dict[str, str]]:
    """The public release cloned into `work`, when its pages came from the same theme."""
    current = current_name(releases)
    state = read_state(releases / current) if current else None
    if not current or not state or state.theme != wanted.theme:
        return "", {}
    if not take(releases, current, state.pages, work):
        return "", {}
    return current, state.pages


def as_json(built: Built) -> str:
    return json.dumps(asdict(built))
