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


def outlived(stored: Iterable[Version], oldest: int) -> tuple[Version, ...]:
    """Versions that no run from `oldest` on shows."""
    return tuple(v for v in stored if v.until is not None and v.until <= oldest)
