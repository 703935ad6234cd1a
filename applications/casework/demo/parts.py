"""The processes of the demo's application service, started together and ended together."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

Part = subprocess.Popen[bytes]


def run(*module_and_options: str) -> None:
    """One command of our own to its end. Raises CalledProcessError."""
    subprocess.run([sys.executable, "-m", *module_and_options], check=True, start_new_session=True)  # noqa: S603


@contextmanager
def parts(commands: Sequence[Sequence[str]]) -> Iterator[list[Part]]:
    """Each command of our own as a process, as long as it is asked for.

    Ctrl+C in a terminal reaches whoever holds them, not them: they are ended once, from here.
    """
    started: list[Part] = []
    try:
        for command in commands:
            started.append(
                subprocess.Popen(  # noqa: S603 - our own modules
                    [sys.executable, "-m", *command],
                    start_new_session=True,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL if "runserver" in command else None,
                )
            )
        yield started
    finally:
        for part in started:
            part.terminate()
        for part in started:
            part.wait()
