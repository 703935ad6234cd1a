"""The publication guard: a state that has lost strikingly many offers is not published unasked."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.errors import CatalogueError
from catalogue.german import count_de, number_of_offers
from catalogue.offer import STATE_KEY
from catalogue.snapshot import read_manifest

LARGEST_FALL_PERCENT = 5
"""Offers that may vanish from one publication to the next, in percent of all."""

SMALLEST_GUARDED_TOWN = 3
"""A town with so many offers does not lose all of them at once without somebody looking."""


@dataclass(frozen=True, slots=True)
class LiveCounts:
    """Live offers of a state: all, and by owner (AGS, or "05" for the whole Land).

    `names` are those of the owners, for messages.
    """

    total: int
    by_municipality: Mapping[str, int]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GuardFinding:
    """One reason to refuse; `municipality` is absent when it concerns the whole directory."""

    municipality: str | None
    message: str


def guard_findings(old: LiveCounts | None, new: LiveCounts) -> list[GuardFinding]:
    """Why `new` must not replace the published `old` unreleased; empty when it may.

    The first publication (`old` is None) has nothing to lose.
    """
    if old is None:
        return []
    findings = []
    allowed = old.total * LARGEST_FALL_PERCENT // 100
    if old.total - new.total > allowed:
        findings.append(GuardFinding(None, _fall(old.total, new.total, allowed)))
    emptied = [
        (_name(ags, old, new), ags, count)
        for ags, count in old.by_municipality.items()
        if count >= SMALLEST_GUARDED_TOWN and not new.by_municipality.get(ags)
    ]
    return findings + [
        GuardFinding(
            ags, f"{name}: bisher {number_of_offers(count)}, nach der Veröffentlichung keines mehr."
        )
        for name, ags, count in sorted(emptied)
    ]


def _fall(before: int, after: int, allowed: int) -> str:
    return (
        f"Im ganzen Land: {count_de(after)} statt {number_of_offers(before)}, also "
        f"{count_de(before - after)} weniger; ohne Freigabe dürfen höchstens "
        f"{count_de(allowed)} ({LARGEST_FALL_PERCENT} %) wegfallen."
    )


def _name(ags: str, old: LiveCounts, new: LiveCounts) -> str:
    return new.names.get(ags) or old.names.get(ags) or f"Gemeinde {ags}"


def live_counts(directory: Path) -> LiveCounts:
    """The counts of the snapshot in `directory`, read row by row without building offers.

    Raises CatalogueError when the snapshot is incomplete or a row is not readable.
    """
    expected = read_manifest(directory).counts.get("offers")
    owners: Counter[str] = Counter()
    try:
        with (directory / "offers.jsonl").open(encoding="utf-8") as rows:
            owners.update(json.loads(row)["municipality"] for row in rows)
        regions = json.loads((directory / "regions.json").read_text(encoding="utf-8"))
        names = {town["ags"]: town["name"] for town in regions["municipalities"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogueError(
            f"{directory} ist nicht lesbar ({error}). Bitte neu exportieren."
        ) from None
    if owners.total() != expected:
        raise CatalogueError(
            f"{directory / 'offers.jsonl'}: {number_of_offers(owners.total())} statt {expected}. "
            "Bitte neu exportieren."
        )
    return LiveCounts(owners.total(), dict(owners), {**names, STATE_KEY: "Landesweite Angebote"})
