"""The page around an answer: one of the site, so that both look alike, or a plain one."""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

_PAGE = re.compile(
    r"(?P<head>.*?<title>).*?(?P<middle></title>.*?<main\b[^>]*>).*(?P<tail></main>.*)", re.DOTALL
)
_PLAIN = (
    '<!doctype html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title></title>\n</head>\n<body>\n"
    '<main id="inhalt" tabindex="-1"></main>\n</body>\n</html>\n'
)


class ShellError(ValueError):
    """The page has no title or no main part; the text names the file."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The parts that stay: before the title, up to the main part, after it."""

    head: str
    middle: str
    tail: str

    def around(self, title: str, main: str) -> str:
        """The whole page; `main` is HTML, `title` is text."""
        return f"{self.head}{escape(title)}{self.middle}\n{main}\n{self.tail}"


def read_shell(file: Path | None) -> Shell:
    """From a page of the site, e.g. antrag/index.html of a release; without one a plain page.

    Raises ShellError and OSError.
    """
    html = _PLAIN if file is None else file.read_text(encoding="utf-8")
    found = _PAGE.fullmatch(html)
    if found is None:
        raise ShellError(f"{file} hat keinen Titel oder keinen Hauptteil. Bitte neu bauen.")
    return Shell(found["head"], found["middle"], found["tail"])
