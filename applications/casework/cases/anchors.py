"""Daily anchors of the trail, in a file outside of the database.

A chain of hashes alone does not show when somebody with the database writes it anew from some event
on. So the head of every office's chain is appended to a file once a day, with a keyed hash over the
line and the one before it: whoever has the database has neither the key nor, where the file is
append-only, the file.
"""

import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from applications.casework.vault.sealing import secret_mark
from catalogue.codec import canonical_json
from catalogue.durable import sync_directory

Head = tuple[int, str]
"""The number and the digest of the last event of a chain."""


class BrokenAnchorsError(Exception):
    """A line of the file was changed, removed, inserted or moved; the text names it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The heads of chains by office key, as they stood at a time (ISO, UTC): of those that grew
    since the anchor before."""

    at: str
    heads: Mapping[str, Head]


def append_anchor(file: Path, heads: Mapping[str, Head], *, now: datetime) -> str:
    """Add a line, on the disk when this returns; its seal, which may be written down elsewhere.

    Raises BrokenAnchorsError rather than covering up what happened to the lines before.
    """
    anchors, before = _read(file)
    known: dict[str, Head] = {}
    for anchor in anchors:
        known.update(anchor.heads)
    grown = {office: head for office, head in heads.items() if known.get(office) != head}
    content = canonical_json({"at": now.isoformat(), "heads": grown})
    seal = _seal(content, before)
    is_new = not file.exists()
    line = canonical_json({"content": content, "seal": seal}) + "\n"
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync_directory(file.parent)
    return seal


def read_anchors(file: Path) -> tuple[Anchor, ...]:
    """All anchors, oldest first; none while there is no file. Raises BrokenAnchorsError."""
    return _read(file)[0]


def _read(file: Path) -> tuple[tuple[Anchor, ...], str]:
    """The anchors and the seal of the last line."""
    anchors, before = [], ""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            content, seal = row["content"], row["seal"]
            good = hmac.compare_digest(seal, _seal(content, before))
            read = json.loads(content)
        except (ValueError, KeyError, TypeError, AttributeError):
            good = False
        if not good:
            raise BrokenAnchorsError(
                f"Zeile {number} von {file.name} ist nicht so, wie sie geschrieben wurde. Bitte "
                "mit einer Kopie vergleichen und die Datei nicht überschreiben."
            )
        heads = {office: (int(n), str(digest)) for office, (n, digest) in read["heads"].items()}
        anchors.append(Anchor(read["at"], heads))
        before = seal
    return tuple(anchors), before


def _seal(content: str, before: str) -> str:
    return secret_mark("anchor", f"{before}\n{content}").hex()
