"""Which versions of offers must be written so that one more state can be shown: pure.

Every version is shown by the runs from `since` on until `until`. The public state keeps its run and
so sees nothing of the next one while that is written. What a broken run left has higher numbers
than any announced run: the next run takes it over or takes it back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """`id` is "<offer>.<run that wrote it>"; `content` names what it says; without `until` it is
    still shown."""

    id: str
    content: str
    since: int
    until: int | None = None

    @property
    def offer(self) -> str:
        return self.id.rpartition(".")[0]

    def is_shown_by(self, run: int) -> bool:
        return self.since <= run and (self.until is None or self.until > run)


@dataclass(frozen=True, slots=True)
class Changes:
    """`write`: offers that get a new version; `close`: versions that end with this run; `reopen`:
    those whose end is taken back; `drop`: those that no run shows or will show."""

    run: int
    write: tuple[str, ...]
    close: tuple[Version, ...]
    reopen: tuple[Version, ...]
    drop: tuple[Version, ...]


def version_id(offer: str, run: int) -> str:
    return f"{offer}.{run}"


def changes(stored: Iterable[Version], wanted: Mapping[str, str], last: int) -> Changes:
    """From what is stored to a new run that shows exactly the `wanted` contents by offer.

    `last` is the highest announced run. Done twice, or after half of it, it leads to the same.
    """
    stored = tuple(stored)
    shown: set[str] = set()
    close, reopen, drop = [], [], []
    for version in stored:
        if version.until is not None and version.until <= last:
            continue  # history
        if wanted.get(version.offer) == version.content and version.offer not in shown:
            shown.add(version.offer)
            if version.until is not None:
                reopen.append(version)
        elif version.since > last:
            drop.append(version)
        elif version.until is None:
            close.append(version)
    write = tuple(sorted(wanted.keys() - shown))
    return Changes(_fresh(stored, last), write, tuple(close), tuple(reopen), tuple(drop))


def _fresh(stored: Iterable[Version], last: int) -> int:
    """A run nothing stored belongs to yet."""
    return 1 + max((last, *(n for v in stored for n in (v.since, v.until or 0))))


def shown_by(
    stored: Iterable[Version], todo: Changes, wanted: Mapping[str, str]
) -> tuple[Version, ...]:
    """The versions that the run of these changes shows, for the next run to start from."""
    ended = {version.id for version in (*todo.close, *todo.drop)}
    again = {version.id for version in todo.reopen}
    kept = (
        Version(v.id, v.content, v.since)
        for v in stored
        if v.id in again or (v.until is None and v.id not in ended)
    )
    new = (Version(version_id(o, todo.run), wanted[o], todo.run) for o in todo.write)
    return (*kept, *new)


def listed(shown: Iterable[Version]) -> str:
    """The list of what a run shows, one a line, to be kept with its announcement."""
    return "\n".join(f"{version.id} {version.content}" for version in shown)


def read_list(text: str) -> tuple[Version, ...]:
    """Raises ValueError when it is no such list."""
    rows = (line.split(" ") for line in text.splitlines())
    return tuple(Version(id_, content, int(id_.rpartition(".")[2])) for id_, content in rows)
