"""Which office hands on to which system: one JSON file of the operator.

    {"stadt-rheine": {"adapter": "files", "folder": "/srv/rheine"},
     "stadt-muenster": {"adapter": "fit-connect", "folder": "/srv/muenster",
                        "destination": "muenster.json"}}

An office that is not named hands on to nobody. Relative paths are below the file's folder.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from applications.transfer.adapter import Adapter
from applications.transfer.file_drop import FileDrop
from applications.transfer.fit_connect import BadDestinationError, FitConnectDrop, read_destination


class BadTransfersError(Exception):
    """The file cannot be used; the text says which and what is wrong."""


def adapter_for(office: str, file: Path) -> Adapter | None:
    """How this office hands on; nothing for an office that does not. Raises BadTransfersError."""
    chosen = _read(file)
    if not isinstance(chosen, dict):
        raise BadTransfersError(f"{file}: erwartet ist ein JSON-Objekt mit Stellen.")
    described = chosen.get(office)
    if described is None:
        return None
    if not isinstance(described, dict) or not isinstance(described.get("folder"), str):
        raise BadTransfersError(f"{file}: bei {office} fehlt folder.")
    build = _ADAPTERS.get(str(described.get("adapter")))
    if build is None:
        known = ", ".join(_ADAPTERS)
        raise BadTransfersError(f"{file}: adapter bei {office} ist keiner von: {known}.")
    return build(described, file.parent)


def _files(described: dict[str, Any], base: Path) -> Adapter:
    return FileDrop(base / described["folder"])


def _fit_connect(described: dict[str, Any], base: Path) -> Adapter:
    file = base / str(described.get("destination"))
    try:
        destination = read_destination(_read(file))
    except BadDestinationError as bad:
        raise BadTransfersError(f"{file}: {bad}") from None
    return FitConnectDrop(base / described["folder"], destination)


_ADAPTERS: dict[str, Callable[[dict[str, Any], Path], Adapter]] = {
    "files": _files,
    "fit-connect": _fit_connect,
}


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadTransfersError(f"{file} ist nicht lesbar ({type(problem).__name__}).") from None
