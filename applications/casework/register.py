"""Offices, rules and places as published, read from a snapshot's files."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from catalogue.codec import from_json
from catalogue.offices import IssuingOffice, Offices
from catalogue.policy import EffectivePolicy, effective_policy
from catalogue.regions import RegionTree
from catalogue.snapshot import read_manifest


@dataclass(frozen=True)
class Register:
    """What the rules need to know of the published state."""

    offices: Offices
    regions: RegionTree

    def office(self, key: str) -> IssuingOffice | None:
        return next((office for office in self.offices.offices if office.key == key), None)

    def policy(self, key: str, *, on: date) -> EffectivePolicy:
        return effective_policy(self.offices, key, on=on)

    def town(self, ags: str) -> str:
        """The town's name; empty outside of the Land."""
        return self.regions.municipality(ags).name if self.regions.knows(ags) else ""


def register() -> Register:
    """The register of CASEWORK_SNAPSHOT, read again when another state was put there.

    Raises CatalogueError when there is none.
    """
    directory = Path(str(settings.CASEWORK_SNAPSHOT))
    return _read(directory, read_manifest(directory).digest)


@lru_cache(maxsize=1)
def _read(directory: Path, digest: str) -> Register:
    offices = json.loads((directory / "offices.json").read_bytes())
    regions = json.loads((directory / "regions.json").read_bytes())
    return Register(
        from_json(Offices, offices, where="offices.json"),
        from_json(RegionTree, regions, where="regions.json"),
    )
