"""The standing texts of the site: imprint, help, Leichte Sprache and the like.

They are files which people write: a head in TOML between two lines of `+++`, then Markdown.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalogue.codec import from_json
from catalogue.errors import CatalogueError
from catalogue.register import DATA

TEXTS = DATA.parent / "pages"
FENCE = "+++\n"
LANGUAGES = ("de", "de-x-leicht")
PLACES = ("header", "footer")


@dataclass(frozen=True, slots=True)
class Text:
    """One text. `label` is its name in a row of links, `places` are the rows it stands in, by
    `order`; `body` is Markdown, in which HTML is plain text."""

    path: str
    title: str
    label: str
    summary: str
    language: str
    places: tuple[str, ...]
    order: int
    changed_on: date
    body: str


def read_texts(directory: Path = TEXTS) -> tuple[Text, ...]:
    """All texts of a folder in their order.

    Raises CatalogueError naming the file when a head is missing or wrong, or an address is taken.
    """
    texts = [read_text(path) for path in sorted(directory.glob("*.md"))]
    seen: set[str] = set()
    for text in texts:
        if text.path in seen:
            raise CatalogueError(f"{directory}: zwei Texte haben die Adresse {text.path}.")
        seen.add(text.path)
    return tuple(sorted(texts, key=lambda text: (text.order, text.path)))


def read_text(path: Path) -> Text:
    try:
        content = path.read_text(encoding="utf-8")
        opening, head, body = content.split(FENCE, 2)
        data = tomllib.loads(head)
    except (ValueError, UnicodeDecodeError) as error:
        raise CatalogueError(
            f"{path}: der Kopf zwischen zwei Zeilen „+++“ ist nicht lesbar ({error})."
        ) from None
    if opening:
        raise CatalogueError(f"{path}: die Datei beginnt mit „+++“, dann folgt der Kopf.")
    text = from_json(Text, {**data, "body": body.strip() + "\n"}, where=str(path))
    _check(text, path)
    return text


def digest_of_texts(texts: tuple[Text, ...]) -> str:
    return hashlib.sha256(repr(texts).encode()).hexdigest()


def _check(text: Text, path: Path) -> None:
    if not (text.path.startswith("/") and text.path.endswith("/") and len(text.path) > 2):
        raise CatalogueError(f"{path}: path braucht einen Schrägstrich vorn und hinten.")
    if text.language not in LANGUAGES:
        raise CatalogueError(f"{path}: language ist eines von {', '.join(LANGUAGES)}.")
    if unknown := sorted(set(text.places) - set(PLACES)):
        raise CatalogueError(f"{path}: places kennt nicht {', '.join(unknown)}.")
    if not (text.title and text.label and text.summary):
        raise CatalogueError(f"{path}: title, label und summary sind auszufüllen.")
