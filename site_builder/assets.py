"""The theme's files under names that carry their hash, so that they may be cached for good."""

import hashlib
import subprocess
from pathlib import Path

from themes.environment import ROOT

KERN = Path("node_modules/@kern-ux/native/dist/kern.min.css")

ESBUILD = "node_modules/@esbuild/*/bin/esbuild"
"""The bundler itself: its starter script would cost a tenth of a second at every build."""
SCRIPTS = ("suche.js", "search/browser_search.js")
"""What pages load, in the theme's `src`; the second only when the first needs it."""

ROOMS = ("themes", "catalogue", "site_builder")
"""The code that shapes a page."""


class AssetsMissingError(Exception):
    """An installed package is not there; the text says what to do."""


def theme_files(project: Path) -> dict[str, bytes]:
    """File name → content of everything the pages load."""
    kern = project / KERN
    if not kern.exists():
        raise AssetsMissingError(f"{KERN} fehlt. Bitte „npm ci --ignore-scripts“ ausführen.")
    static = sorted((ROOT / "static").iterdir())
    return {
        "kern.css": kern.read_bytes(),
        **{path.name: path.read_bytes() for path in static},
        **{Path(script).name: _bundled(project, script) for script in SCRIPTS},
    }


def _bundled(project: Path, script: str) -> bytes:
    """A script with everything it imports, as one module."""
    bundler = next(project.glob(ESBUILD), None)
    if bundler is None:
        raise AssetsMissingError("esbuild fehlt. Bitte „npm ci --ignore-scripts“ ausführen.")
    options = ("--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=error")
    done = subprocess.run(  # noqa: S603 - an installed package with our own file
        [str(bundler), str(ROOT / "src" / script), *options], capture_output=True, check=False
    )
    if done.returncode != 0:
        raise AssetsMissingError(f"{script}: {done.stderr.decode().strip()}")
    return done.stdout


def asset_addresses(files: dict[str, bytes]) -> dict[str, str]:
    return {name: _address(name, content) for name, content in files.items()}


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


def _address(name: str, content: bytes) -> str:
    stem, suffix = name.rsplit(".", 1)
    return f"/assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"
