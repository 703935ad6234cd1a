"""A folder that the other system reads: one file for each accepted application.

The reader moves what it has read into `taken/` below. A file there is not written again, so an
application arrives once even when we are killed after writing and before noting it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from applications.transfer.adapter import Accepted, NotHandedOnError, document
from catalogue.codec import canonical_json
from catalogue.durable import replace_file

TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class FileDrop:
    """The application as JSON that everybody who may read the folder can read."""

    folder: Path

    def hand_on(self, accepted: Accepted) -> None:
        put_once(self.folder, accepted, lambda: canonical_json(document(accepted)))


def put_once(folder: Path, accepted: Accepted, make: Callable[[], str]) -> None:
    """The file is in the folder whole, or was there before. `make` is asked only when it is needed.

    Raises OSError, and NotHandedOnError when the folder is missing: making it would write personal
    data to a place where a disk was to be mounted.
    """
    if not folder.is_dir():
        raise NotHandedOnError(
            f"Den Ordner {folder} gibt es nicht. Bitte anlegen, nur für die Sachbearbeitung und "
            "das andere System lesbar, oder CASEWORK_TRANSFERS berichtigen."
        )
    name = f"{accepted.submission_id}.json"
    if (folder / name).exists() or (folder / TAKEN / name).exists():
        return
    replace_file(folder / name, make())
