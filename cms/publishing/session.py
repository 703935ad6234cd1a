"""Another part of the product as a process of its own that does several steps for a run."""

import json
import select
import subprocess
import sys

from django.conf import settings


class StepError(Exception):
    """A step was refused, or its process is gone; the text is what it said."""


class Session:
    """`python -m MODULE session …`, which begins to load at once and ends with its input.

    Steps are done in the order in which they were sent, and answered in that order. `gone` is what
    to say when the process ended without a word.
    """

    def __init__(self, module: str, *options: str, gone: str) -> None:
        self._gone = gone
        self._process = subprocess.Popen(  # noqa: S603 - our own module with our own arguments
            [sys.executable, "-m", module, "session", *options],
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,  # a line read ahead would hide from `select`
        )

    def send(self, *arguments: object) -> None:
        """Raises StepError when nobody is there to hear it."""
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        line = json.dumps([str(argument) for argument in arguments]) + "\n"
        try:
            self._process.stdin.write(line.encode())
        except BrokenPipeError:
            raise StepError(self._gone) from None

    def answer(self, seconds: float | None = None) -> str:
        """What the next step wrote to its standard output.

        Raises StepError when it was refused, TimeoutError when there is no answer in time.
        """
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        if not select.select([self._process.stdout], [], [], seconds)[0]:
            raise TimeoutError(f"keine Antwort nach {seconds:g} Sekunden.")
        line = self._process.stdout.readline()
        if not line:
            raise StepError(self._gone)
        done = json.loads(line)
        if done["code"] != 0:
            raise StepError(done["error"].strip()[-4000:] or self._gone)
        return str(done["out"])

    def end(self) -> None:
        """Once it has done what was sent."""
        self._process.communicate()

    def kill(self) -> None:
        self._process.kill()  # nothing happens to one that has ended
        self._process.communicate()
