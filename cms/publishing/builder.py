"""The site builder as a process of its own: it shares no memory and no licence with the CMS."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

from django.conf import settings

_GONE = "Der Seitenbau brach ab."


class BuilderError(Exception):
    """A step of the builder refused; the text is what it said."""


class Builder:
    """One process of the site builder that does several steps, one after the other.

    It starts while others still work and has all it needs loaded when its first step comes. To be
    used in `with`; raises BuilderError when a step refuses or the process is gone.
    """

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "site_builder", "session"],
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *error: object) -> None:
        self._process.communicate()  # the end of its input is the end of the session

    def build(self, snapshot: Path, *, full: bool) -> dict[str, Any]:
        """{"release", "pages", "written", "unchanged", "removed", …}."""
        options = ["--full"] if full else []
        out = self._run(
            "build", snapshot, settings.RELEASES_DIR, "--site-url", settings.SITE_URL, *options
        )
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
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        try:
            self._send([str(argument) for argument in arguments])
        except BrokenPipeError:
            raise BuilderError(_GONE) from None
        line = self._process.stdout.readline()
        if not line:
            raise BuilderError(_GONE)
        done = json.loads(line)
        if done["code"] != 0:
            raise BuilderError(done["error"].strip()[-4000:] or _GONE)
        return str(done["out"])

    def _send(self, arguments: list[str]) -> None:
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        self._process.stdin.write(json.dumps(arguments) + "\n")
        self._process.stdin.flush()


def current_release() -> str | None:
    link = Path(settings.RELEASES_DIR) / "current"
    return link.readlink().name if link.is_symlink() else None


def kept_releases() -> set[str]:
    root = Path(settings.RELEASES_DIR)
    return {path.name for path in root.iterdir() if path.is_dir() and not path.is_symlink()}
