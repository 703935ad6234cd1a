"""The written pages of content/pages: Markdown with a TOML head between lines of +++."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import nh3
from markdown_it import MarkdownIt

from catalogue.directory.pages import TextPage
from catalogue.errors import CatalogueError

PAGES = Path(__file__).parents[1] / "content" / "pages"
_PARTS = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", re.DOTALL)
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_LINE_BY_LINE = MarkdownIt("commonmark", {"html": False, "breaks": True})
"""Leichte Sprache puts each sentence on a line of its own."""


def load_texts(directory: Path = PAGES) -> tuple[TextPage, ...]:
    """All texts in the order of their file names, as sanitised HTML.

    Raises CatalogueError naming the file and what its head lacks.
    """
    return tuple(_text(path) for path in sorted(directory.glob("*.md")))


def _text(path: Path) -> TextPage:
    match = _PARTS.match(path.read_text(encoding="utf-8"))
    if match is None:
        raise CatalogueError(f"{path}: am Anfang fehlt der Kopf zwischen zwei Zeilen „+++“.")
    head: dict[str, Any] = tomllib.loads(match[1])
    markdown = _MARKDOWN if head.get("language", "de") == "de" else _LINE_BY_LINE
    try:
        stand: date = head["stand"]
        return TextPage(
            path=head["path"],
            title=head["title"],
            summary=head["summary"],
            language=head.get("language", "de"),
            stand=stand,
            body=nh3.clean(markdown.render(match[2])),
        )
    except KeyError as missing:
        raise CatalogueError(f"{path}: im Kopf fehlt {missing}.") from None
