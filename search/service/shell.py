"""The page around an answer: the search page of the release, so that both always look alike."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

SHELL = "site/suche/index.html"
"""In the folder of a release."""
_TITLE = ("<title>", "</title>")
_MAIN = ("<!--suche-->", "<!--/suche-->")
_INDEXED = '<link rel="canonical"'
_NOT_INDEXED = '<meta name="robots" content="noindex">'


class ShellError(Exception):
    """The search page of a release is not the one this program knows."""


@dataclass(frozen=True)
class Shell:
    """The parts that stay: before the title, up to the answer, after it."""

    head: str
    middle: str
    tail: str

    def around(self, title: str, main: str) -> str:
        """The whole page; `main` is HTML, `title` is text."""
        return f"{self.head}{escape(title)}{self.middle}{main}{self.tail}"


def read_shell(file: Path) -> Shell:
    """Raises ShellError when the page has no place for an answer, OSError when it is not there."""
    html = file.read_text(encoding="utf-8")
    head, _, rest = html.partition(_TITLE[0])
    _, title_end, rest = rest.partition(_TITLE[1])
    middle, main, rest = rest.partition(_MAIN[0])
    _, main_end, tail = rest.partition(_MAIN[1])
    if not (title_end and main and main_end):
        raise ShellError(f"{file} hat keine Stelle für eine Antwort. Bitte neu veröffentlichen.")
    return Shell(head + _TITLE[0], _unindexed(title_end + middle + main), main_end + tail)


def _unindexed(head: str) -> str:
    """Answers are not for search engines, the empty search page is."""
    return "\n".join(
        _NOT_INDEXED if line.startswith(_INDEXED) else line for line in head.split("\n")
    )
