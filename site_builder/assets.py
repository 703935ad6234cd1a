"""The theme's files under names that carry their hash, so that they may be cached for good."""

import hashlib
from functools import cache
from pathlib import Path

from themes.bundling import AssetsMissingError, bundled, hashed_name, kern
from themes.environment import ROOT

__all__ = ["AssetsMissingError", "asset_addresses", "theme_digest", "theme_files"]

SCRIPTS = ("suche.js", "search/browser_search.js")
"""What pages load, in the theme's `src`; the second only when the first needs it."""

ROOMS = ("themes", "catalogue", "site_builder")
"""The code that shapes a page."""


@cache
def theme_files(project: Path) -> dict[str, bytes]:
    """File name → content of everything the pages load, read once a process. Raises
    AssetsMissingError."""
    static = sorted((ROOT / "static").iterdir())
    return {
        "kern.css": kern(project),
        **{path.name: path.read_bytes() for path in static},
        **{Path(script).name: bundled(script, project) for script in SCRIPTS},
    }


def asset_addresses(files: dict[str, bytes]) -> dict[str, str]:
    return {name: f"/assets/{hashed_name(name, content)}" for name, content in files.items()}


def theme_digest(files: dict[str, bytes], *settings: str) -> str:
    """Digest of everything besides the snapshot that shapes a page: code, templates, assets."""
    project = ROOT.parents[1]
    state = hashlib.sha256("\0".join(settings).encode())
    sources = [
        *ROOT.rglob("*.html"),
        *(path for room in ROOMS for path in project.glob(f"{room}/**/*.py")),
    ]
    for path in sorted(sources):
        state.update(str(path.relative_to(project)).encode() + b"\0" + path.read_bytes())
    for name, content in sorted(files.items()):
        state.update(name.encode() + b"\0" + content)
    return state.hexdigest()
