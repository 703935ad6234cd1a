"""The guard before publication: an accident must not empty the directory unnoticed."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.offer import STATE_KEY
from catalogue.regions import RegionTree

LARGEST_FALL = 0.05
"""Share of the live offers that may disappear in one publication."""

TOWN_COUNTS_FROM = 3
"""A town with at least this many offers may not drop to none."""


@dataclass(frozen=True, slots=True)
class LiveCounts:
    """Live offers in a snapshot, in all and by owner (AGS, or "05" for the Land)."""

    total: int
    by_owner: Mapping[str, int]


def live_counts(snapshot: Path) -> LiveCounts:
    """Counted from offers.jsonl line by line; memory does not grow with the offers."""
    owners: Counter[str] = Counter()
    with (snapshot / "offers.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            owners[json.loads(line)["municipality"]] += 1
    return LiveCounts(owners.total(), owners)


def guard_findings(old: LiveCounts, new: LiveCounts, regions: RegionTree) -> list[str]:
    """Why `new` must not follow `old` unless released by name; empty when it may."""
    findings = []
    lost = old.total - new.total
    if lost > old.total * LARGEST_FALL:
        findings.append(
            f"Die Zahl der Angebote fiele von {old.total} auf {new.total}, also um mehr als "
            f"{LARGEST_FALL:.0%}.".replace("%", " %")
        )
    for owner, before in sorted(old.by_owner.items()):
        if before >= TOWN_COUNTS_FROM and not new.by_owner.get(owner):
            findings.append(f"{_name(owner, regions)}: alle {before} Angebote wären weg.")
    return findings


def _name(owner: str, regions: RegionTree) -> str:
    if owner == STATE_KEY:
        return "Landesweit"
    return regions.municipality(owner).name if regions.knows(owner) else owner
