"""Releases and snapshots on disk, and a search service over them."""

import json
import shutil
from pathlib import Path
from typing import Any

from search.service.engines import engines_by
from search.service.states import EnginesFor, Source, States
from site_builder import releases
from site_builder.build import build
from tests.world import written

SITE = "https://angebote.example"
IN_MEMORY = engines_by("memory:")


class Published:
    """Releases and snapshots, as the publication leaves them."""

    def __init__(self, root: Path) -> None:
        self.releases, self.snapshots = root / "releases", root / "snapshots"
        self.snapshots.mkdir(parents=True)

    def publish(self, *offers: Any) -> str:
        fresh = written(self.snapshots / "neu", *offers)
        digest = json.loads((fresh / "manifest.json").read_text())["digest"]
        kept = self.snapshots / digest[:16]
        if not kept.exists():
            shutil.copytree(fresh, kept)
        shutil.rmtree(fresh)
        built = build(kept, self.releases, site_url=SITE)
        releases.promote(self.releases, built.release)
        return built.release

    def states(self, engines_for: EnginesFor = IN_MEMORY) -> States:
        return States(Source(self.releases, self.snapshots, engines_for))
