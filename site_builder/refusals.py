"""Every way a command can fail, in one German sentence."""

import traceback
from pathlib import Path

from catalogue.errors import CatalogueError
from catalogue.system_errors import system_sentence
from site_builder.assets import AssetsMissingError
from site_builder.lock import BusyError
from site_builder.releases import ReleaseError
from themes.environment import BrokenTemplateError

SAID = (CatalogueError, AssetsMissingError, BusyError, ReleaseError, BrokenTemplateError)
"""Errors that are already said so that a person can act on them."""


def sentence(error: Exception) -> str:
    """What to tell the person who called the command; never a stack trace."""
    if isinstance(error, OSError):
        return system_sentence(error)
    if isinstance(error, SAID) or type(error).__module__.startswith("site_builder."):
        return _line(error)
    return (
        f"Im Programm ist ein Fehler: {type(error).__name__}: {_line(error)}{_spot(error)}. "
        "Mit --trace zeigt der Befehl, wo."
    )


def _line(error: Exception) -> str:
    return " ".join(str(error).split())


def _spot(error: Exception) -> str:
    """The innermost line of the program, where it is known."""
    frames = traceback.extract_tb(error.__traceback__)
    return f" ({Path(frames[-1].filename).name}, Zeile {frames[-1].lineno})" if frames else ""
