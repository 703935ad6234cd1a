"""What pages load, from installed packages and the theme's sources, under names with a hash."""

import hashlib
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parents[1]
SOURCES = Path(__file__).parent / "ehrenamt" / "src"
KERN = Path("node_modules/@kern-ux/native/dist/kern.min.css")

ESBUILD = "node_modules/@esbuild/*/bin/esbuild"
"""The bundler itself: its starter script would cost a tenth of a second at every build."""


class AssetsMissingError(Exception):
    """An installed package is not there; the text says what to do."""


def kern(project: Path = PROJECT) -> bytes:
    """The style sheet of KERN. Raises AssetsMissingError."""
    path = project / KERN
    if not path.exists():
        raise AssetsMissingError(f"{KERN} fehlt. Bitte „npm ci --ignore-scripts“ ausführen.")
    return path.read_bytes()


def bundled(script: str, project: Path = PROJECT) -> bytes:
    """A script of the theme with everything it imports, as one module. Raises
    AssetsMissingError."""
    bundler = next(project.glob(ESBUILD), None)
    if bundler is None:
        raise AssetsMissingError("esbuild fehlt. Bitte „npm ci --ignore-scripts“ ausführen.")
    options = ("--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=error")
    done = subprocess.run(  # noqa: S603 - an installed package with our own file
        [str(bundler), str(SOURCES / script), *options], capture_output=True, check=False
    )
    if done.returncode != 0:
        raise AssetsMissingError(f"{script}: {done.stderr.decode().strip()}")
    return done.stdout


def hashed_name(name: str, content: bytes) -> str:
    """The name under which a file may be cached for good."""
    stem, suffix = name.rsplit(".", 1)
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"
