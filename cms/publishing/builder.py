"""The site builder as a process of its own: it shares no memory and no licence with the CMS."""

import json
from pathlib import Path
from typing import Any, Self

from django.conf import settings

from cms.publishing.session import Session


class Builder:
    """One process of the site builder that does several steps, one after the other.

    It starts while others still work and has all it needs loaded when its first step comes. To be
    used in `with`; raises StepError when a step refuses or the process is gone.
    """

    def __enter__(self) -> Self:
        self._session = Session("site_builder", gone="Der Seitenbau brach ab.")
        return self

    def __exit__(self, *error: object) -> None:
        self._session.end()

    def build(self, snapshot: Path, *, full: bool) -> dict[str, Any]:
        """{"release", "pages", "written", "unchanged", "removed", …}."""
        options = ["--site-url", settings.SITE_URL]
        options += ["--applications"] if settings.CARD_APPLICATIONS else []
        options += ["--full"] if full else []
        out = self._run("build", snapshot, settings.RELEASES_DIR, *options)
        answer: dict[str, Any] = json.loads(out.splitlines()[-1])
        return answer

    def verify(self, release: str) -> None:
        self._run("check", Path(settings.RELEASES_DIR) / release)

    def switch(self, release: str) -> None:
        self._run("promote", settings.RELEASES_DIR, release)

    def rollback(self) -> str:
        """Name of the release that is public again."""
        return self._run("rollback", settings.RELEASES_DIR).strip()

    def prune(self, keep: int) -> None:
        self._run("prune", settings.RELEASES_DIR, "--keep", str(keep))

    def _run(self, *arguments: str | Path) -> str:
        """What the command wrote to its standard output."""
        self._session.send(*arguments)
        return self._session.answer()


def current_release() -> str | None:
    link = Path(settings.RELEASES_DIR) / "current"
    return link.readlink().name if link.is_symlink() else None


def kept_releases() -> set[str]:
    root = Path(settings.RELEASES_DIR)
    return {path.name for path in root.iterdir() if path.is_dir() and not path.is_symlink()}
