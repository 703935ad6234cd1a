"""The site builder as a process of its own: it shares no memory and no licence with the CMS."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings


class BuilderError(Exception):
    """A step of the builder refused; the text is what it said."""


def _run(*arguments: str | Path) -> str:
    done = subprocess.run(  # noqa: S603 - our own module with our own arguments
        [sys.executable, "-m", "site_builder", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BuilderError(done.stderr.strip()[-4000:] or "Der Seitenbau brach ab.")
    return done.stdout


def build(snapshot: Path, *, full: bool) -> dict[str, Any]:
    """{"release", "pages", "written", "unchanged", "removed", …}; raises BuilderError."""
    options = ["--full"] if full else []
    out = _run("build", snapshot, settings.RELEASES_DIR, "--site-url", settings.SITE_URL, *options)
    answer: dict[str, Any] = json.loads(out.splitlines()[-1])
    return answer


def verify(release: str) -> None:
    _run("check", Path(settings.RELEASES_DIR) / release)


def switch(release: str) -> None:
    _run("promote", settings.RELEASES_DIR, release)


def back() -> str:
    """Name of the release that is public again."""
    return _run("rollback", settings.RELEASES_DIR).strip()


def prune(keep: int) -> None:
    _run("prune", settings.RELEASES_DIR, "--keep", str(keep))


def current_release() -> str | None:
    link = Path(settings.RELEASES_DIR) / "current"
    return link.readlink().name if link.is_symlink() else None


def kept_releases() -> set[str]:
    root = Path(settings.RELEASES_DIR)
    return {path.name for path in root.iterdir() if path.is_dir() and not path.is_symlink()}
