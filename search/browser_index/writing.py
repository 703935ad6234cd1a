"""The files of the index in a folder: named after their content, listed by `manifest.json`."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from catalogue.codec import canonical_json
from search.browser_index import card_chunks, columns, language, postings
from search.index import SearchIndex

SCHEMA_VERSION = 2
"""Rises when the browser's code must know that something is written differently."""
MANIFEST = "manifest.json"


def write_browser_index(index: SearchIndex, folder: Path) -> dict[str, int]:
    """Write all files, the manifest last. Files of an earlier state stay: a page that is still open
    may ask for them. The same state gives the same bytes. Returns counts of files and bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    writing = _Writing(folder)
    manifest = _manifest(index, writing)
    waiting = folder / f"{MANIFEST}.new"
    waiting.write_text(canonical_json(manifest), encoding="utf-8")
    os.replace(waiting, folder / MANIFEST)
    return {"files": writing.files + 1, "bytes": writing.bytes + (folder / MANIFEST).stat().st_size}


class _Writing:
    """Puts values into files and counts them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.files = self.bytes = 0

    def file(self, name: str, value: Any) -> str:
        """The name under which the value was written."""
        content = canonical_json(value).encode()
        written = f"{name}-{hashlib.sha256(content).hexdigest()[:10]}.json"
        path = self._folder / written
        if not path.exists():
            path.write_bytes(content)
        self.files += 1
        self.bytes += len(content)
        return written


def _manifest(index: SearchIndex, writing: _Writing) -> dict[str, Any]:
    return {
        "v": SCHEMA_VERSION,
        "digest": index.digest,
        "offers": len(index.documents),
        "files": {name: writing.file(name, value) for name, value in _whole(index)},
        "postings": _by_letter(writing, "postings", postings.postings_data(index)),
        "spellings": _by_letter(writing, "spellings", language.spelling_data(index)),
        "card_fields": list(card_chunks.CARD_FIELDS),
        "cards": [
            [first, writing.file("cards", rows)] for first, rows in card_chunks.card_chunks(index)
        ],
    }


def _whole(index: SearchIndex) -> Iterator[tuple[str, Any]]:
    yield "language", language.language_data(index)
    yield "places", language.place_data(index.gazetteer)
    yield "suggestions", language.suggestion_data(index)
    yield "tokens", language.token_data(index)
    yield "sequences", postings.sequence_data(index)
    yield "facets", columns.facet_data(index)
    yield "points", columns.point_data(index)
    yield "postal_codes", columns.postal_code_data(index)
    yield "validity", columns.validity_data(index)
    yield "dates", columns.date_data(index)


def _by_letter(writing: _Writing, name: str, shards: dict[str, Any]) -> dict[str, str]:
    """A letter that is no ASCII letter or digit is written as its number in the file's name."""
    return {
        letter: writing.file(f"{name}-{_in_name(letter)}", shard)
        for letter, shard in shards.items()
    }


def _in_name(letter: str) -> str:
    return letter if letter.isascii() and letter.isalnum() else f"u{ord(letter):x}"
