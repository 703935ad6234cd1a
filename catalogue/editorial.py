"""News and texts of the chancellery that belong to the published state."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EditorialPage:
    """A text at a fixed address (`path`, e.g. "/aktuelles/tag-des-ehrenamts/"); `body` is
    sanitised HTML, `demo` marks an example. `withdrawn_on` is the last day it was public: then
    its page only says so for twelve months, and `title`, `summary` and `body` are empty."""

    path: str
    title: str
    summary: str
    body: str
    published_on: date
    changed_on: date
    demo: bool = False
    withdrawn_on: date | None = None
