"""One run of Pelican: the pages of a snapshot, written into a folder."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pelican import Pelican
from pelican.log import FatalLogger
from pelican.log import init as init_logging
from pelican.settings import read_settings

from catalogue.texts import Text
from site_builder import plugin
from site_builder.writer import Written
from themes.environment import ROOT


@dataclass(frozen=True)
class Order:
    """`before` maps the pages that stand in `site` already to the fingerprints of their content."""

    snapshot: Path
    site: Path
    texts: tuple[Text, ...]
    files: dict[str, bytes]
    site_url: str
    applications: bool
    before: dict[str, str]


@dataclass
class Made:
    """What a run made: the pages, the other files, and the offers the snapshot holds."""

    written: list[Written] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    offers: dict[str, str] = field(default_factory=dict)
    ended: tuple[str, ...] = ()


class GenerationError(Exception):
    """Pelican met an error and only wrote it to its log; the text repeats it."""


def generate(order: Order) -> Made:
    """Write the pages of the ordered snapshot. Raises GenerationError for what Pelican logs."""
    made = Made()
    settings = read_settings(
        override={
            "PATH": str(ROOT / "static"),
            "OUTPUT_PATH": str(order.site),
            "THEME": "simple",  # for Pelican's own generators, which find nothing to do
            "THEME_STATIC_PATHS": [],
            "STATIC_PATHS": [],
            "ARTICLE_PATHS": [],
            "PAGE_PATHS": [],
            "DIRECT_TEMPLATES": [],
            "AUTHOR_SAVE_AS": "",
            "CATEGORY_SAVE_AS": "",
            "FEED_ALL_ATOM": None,
            "CATEGORY_FEED_ATOM": None,
            "DELETE_OUTPUT_DIRECTORY": False,
            "CACHE_CONTENT": False,
            "LOAD_CONTENT_CACHE": False,
            "TIMEZONE": "Europe/Berlin",
            "SITEURL": order.site_url,
            "PLUGINS": [plugin],
            "ORDER": order,
            "MADE": made,
        }
    )
    with _fatal_errors():
        Pelican(settings).run()
    return made


class _Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        cause = record.exc_info[1] if record.exc_info else None
        detail = f" ({type(cause).__name__}: {cause})" if cause else ""
        self.messages.append(f"{record.getMessage()}{detail}")


@contextmanager
def _fatal_errors() -> Iterator[None]:
    """Errors in the log end the run, as `pelican --fatal errors` has it, but only in here."""
    errors, before = _Errors(), FatalLogger.fatal_lvl
    init_logging(level=logging.ERROR, fatal="errors", handler=None)
    logging.getLogger().addHandler(errors)
    try:
        yield
    except RuntimeError as error:
        if not errors.messages:
            raise
        raise GenerationError(f"Pelican meldet einen Fehler: {errors.messages[-1]}") from error
    finally:
        logging.getLogger().removeHandler(errors)
        FatalLogger.fatal_lvl = before
