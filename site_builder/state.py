"""What a release knows about itself: which pages it has and what they were made from."""

import json
from dataclasses import dataclass
from pathlib import Path

from catalogue.durable import replace_file

PAGES = "pages.json"


@dataclass(frozen=True)
class State:
    """`pages` maps each address to the fingerprint of its content, `offers` each live offer's
    address to its id; `based_on` is the release whose pages were taken over, empty for none."""

    digest: str
    theme: str
    site_url: str
    based_on: str
    pages: dict[str, str]
    offers: dict[str, str]
    ended: tuple[str, ...]


def file_of(site: Path, address: str) -> Path:
    """The file of a page: `index.html` in the folder of its address, or a plain file."""
    return site / (address.lstrip("/") + ("index.html" if address.endswith("/") else ""))


def read_state(release: Path) -> State | None:
    """None where there is no finished release, or one of another version of this program."""
    try:
        data = json.loads((release / PAGES).read_text(encoding="utf-8"))
        return State(**{**data, "ended": tuple(data["ended"])})
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError, KeyError):
        return None


def write_state(release: Path, state: State) -> None:
    replace_file(release / PAGES, json.dumps(vars(state), ensure_ascii=False))
