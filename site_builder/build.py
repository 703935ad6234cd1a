"""One build: snapshot and last release in, new release out, all or nothing."""

import hashlib
import json
import logging
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from pelican import Pelican
from pelican.log import init as init_logging
from pelican.settings import read_settings

from catalogue.snapshot import read_manifest
from catalogue.texts import TEXTS, Text, digest_of_texts, read_texts
from site_builder import plugin
from site_builder.assets import theme_digest, theme_files
from site_builder.releases import CURRENT, PAGES
from site_builder.writer import Previous, Written
from themes.environment import ROOT

PROJECT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Built:
    """What a build did; `release` is the name of the folder in the releases directory."""

    release: str
    pages: int
    written: int
    unchanged: int
    removed: int
    unchanged_release: bool = False


def build(
    snapshot: Path, releases: Path, *, site_url: str, full: bool = False, texts: Path = TEXTS
) -> Built:
    """Build the release of `snapshot` and the `texts`; a finished one of the same name is kept
    unless `full`.

    Raises CatalogueError for a refused snapshot and AssetsMissingError without the npm packages;
    then, as on any failure, nothing is left that could be served.
    """
    files = theme_files(PROJECT)
    standing = read_texts(texts)
    theme = theme_digest(files, site_url, *link_rows(standing))
    rest = hashlib.sha256(f"{theme}{digest_of_texts(standing)}".encode()).hexdigest()
    name = f"{read_manifest(snapshot).digest[:16]}-{rest[:8]}"
    target = releases / name
    if target.exists() and not full:
        pages = len(json.loads((target / PAGES).read_text(encoding="utf-8"))["pages"])
        return Built(name, pages, 0, pages, 0, unchanged_release=True)
    previous = None if full else _previous(releases, theme)
    work = releases / f".{name}.tmp"
    shutil.rmtree(work, ignore_errors=True)
    written = _run_pelican(snapshot, work / "site", files, previous, site_url, standing)
    fingerprints = {row.address: row.fingerprint for row in written}
    (work / PAGES).write_text(json.dumps({"theme": theme, "pages": fingerprints}), encoding="utf-8")
    name = _unused(releases, name)
    work.rename(releases / name)
    new = sum(row.is_new for row in written)
    gone = previous.fingerprints.keys() - fingerprints.keys() if previous else ()
    return Built(name, len(written), new, len(written) - new, len(gone))


def link_rows(texts: tuple[Text, ...]) -> list[str]:
    """What every page shows of the texts: a change there is a change of all pages."""
    return [f"{text.path} {text.label} {text.places}" for text in texts]


def _unused(releases: Path, name: str) -> str:
    """A rebuilt release stands beside the one that may be public right now, never in its place."""
    candidate, number = name, 2
    while (releases / candidate).exists():
        candidate, number = f"{name}-{number}", number + 1
    return candidate


def _previous(releases: Path, theme: str) -> Previous | None:
    current = releases / CURRENT
    if not (current / PAGES).exists():
        return None
    data = json.loads((current / PAGES).read_text(encoding="utf-8"))
    return Previous(current / "site", data["pages"]) if data["theme"] == theme else None


def _run_pelican(
    snapshot: Path,
    site: Path,
    files: dict[str, bytes],
    previous: Previous | None,
    site_url: str,
    texts: tuple[Text, ...],
) -> list[Written]:
    site.mkdir(parents=True)
    written: list[Written] = []
    settings = read_settings(
        override={
            "PATH": str(ROOT / "static"),
            "OUTPUT_PATH": str(site),
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
            "SITEURL": site_url,
            "PLUGINS": [plugin],
            "SNAPSHOT": str(snapshot),
            "SITE_FILES": files,
            "TEXTS": texts,
            "PREVIOUS": previous,
            "WRITTEN": written,
        }
    )
    init_logging(level=logging.ERROR, fatal="errors")
    Pelican(settings).run()
    return written


def as_json(built: Built) -> str:
    return json.dumps(asdict(built))
