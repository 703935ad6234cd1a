"""Every way a command can fail, in one German sentence."""

import errno
import traceback
from pathlib import Path

from catalogue.errors import CatalogueError
from site_builder.assets import AssetsMissingError
from site_builder.lock import BusyError
from site_builder.releases import ReleaseError
from themes.environment import BrokenTemplateError

SAID = (CatalogueError, AssetsMissingError, BusyError, ReleaseError, BrokenTemplateError)
"""Errors that are already said so that a person can act on them."""

_DISK = {
    errno.ENOSPC: "Auf dem Datenträger ist kein Platz mehr{place}. Bitte Platz schaffen.",
    errno.EDQUOT: "Das Kontingent auf dem Datenträger ist erschöpft{place}. Bitte Platz schaffen.",
    errno.EFBIG: "Eine Datei wird größer, als es hier erlaubt ist{place}.",
    errno.EROFS: "Der Datenträger ist nur lesbar{place}.",
    errno.EACCES: "Hier fehlt das Recht zu lesen oder zu schreiben{place}.",
    errno.EPERM: "Hier fehlt das Recht zu lesen oder zu schreiben{place}.",
    errno.ENOENT: "Eine Datei fehlt{place}.",
    errno.EADDRINUSE: "Die Adresse ist belegt{place}.",
}


def sentence(error: Exception) -> str:
    """What to tell the person who called the command; never a stack trace."""
    if isinstance(error, OSError):
        return _of_system(error)
    if isinstance(error, SAID) or type(error).__module__.startswith("site_builder."):
        return _line(error)
    return (
        f"Im Programm ist ein Fehler: {type(error).__name__}: {_line(error)}{_spot(error)}. "
        "Mit --trace zeigt der Befehl, wo."
    )


def _of_system(error: OSError) -> str:
    place = f": {error.filename}" if error.filename else ""
    text = _DISK.get(error.errno or 0)
    if text is None:
        return f"Lesen oder Schreiben ist gescheitert: {error.strerror or _line(error)}{place}."
    return text.format(place=place)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())


def _spot(error: Exception) -> str:
    """The innermost line of the program, where it is known."""
    frames = traceback.extract_tb(error.__traceback__)
    return f" ({Path(frames[-1].filename).name}, Zeile {frames[-1].lineno})" if frames else ""
