"""The catalogue snapshot: one complete published state as a directory of checksummed files."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from catalogue.categories import Category
from catalogue.codec import canonical_json, from_json, to_json
from catalogue.editorial import EditorialPage
from catalogue.errors import CatalogueError
from catalogue.offer import EndedOffer, Offer
from catalogue.offices import Offices
from catalogue.regions import RegionTree

SCHEMA_VERSION = 1
MANIFEST = "manifest.json"
FILES = frozenset(
    {
        "offers.jsonl",
        "pages.jsonl",
        "gone.jsonl",
        "regions.json",
        "offices.json",
        "categories.json",
    }
)
"""What a snapshot holds beside its manifest."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` maps each file name to its SHA-256; `digest` is the SHA-256 over that map."""

    schema_version: int
    digest: str
    counts: dict[str, int]
    files: dict[str, str]


@dataclass(frozen=True)
class Snapshot:
    """A published state in memory. `checksums`: of each offer's line, by id; none of a state that
    never was a file."""

    digest: str
    offers: tuple[Offer, ...]
    regions: RegionTree
    offices: Offices
    categories: tuple[Category, ...]
    pages: tuple[EditorialPage, ...]
    gone: tuple[EndedOffer, ...]
    checksums: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SnapshotDiff:
    """Offer ids that came, changed and went; `surroundings_changed` when any other file differs."""

    added: frozenset[str]
    changed: frozenset[str]
    removed: frozenset[str]
    surroundings_changed: bool

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.removed or self.surroundings_changed)


class _HashingFile:
    """A new file whose bytes are hashed as they are written and durable when closed."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._hash = hashlib.sha256()

    def write(self, line: str) -> None:
        data = line.encode()
        self._hash.update(data)
        self._file.write(data)

    def close(self) -> str:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._hash.hexdigest()


def write_snapshot(
    directory: Path,
    *,
    offers: Iterable[Offer],
    regions: RegionTree,
    offices: Offices,
    categories: Iterable[Category],
    pages: Iterable[EditorialPage],
    gone: Iterable[EndedOffer],
) -> Manifest:
    """Write a snapshot into the empty or new `directory`, the manifest last.

    Streams: `offers` may be a generator sorted by id; memory does not grow with their number.
    Raises CatalogueError when offers, pages or gone are not strictly sorted (by id or path).
    """
    directory.mkdir(parents=True, exist_ok=True)
    files: dict[str, str] = {}
    counts: dict[str, int] = {}

    def lines(name: str, rows: Iterable[Any], key: str) -> None:
        out = _HashingFile(directory / f"{name}.jsonl")
        counts[name], previous = 0, ""
        for row in rows:
            current = getattr(row, key)
            if current <= previous:
                out.close()
                raise CatalogueError(f"{name}: {current} steht nicht in der Reihenfolge.")
            previous = current
            out.write(canonical_json(to_json(row)) + "\n")
            counts[name] += 1
        files[f"{name}.jsonl"] = out.close()

    def document(name: str, value: Any) -> None:
        out = _HashingFile(directory / f"{name}.json")
        out.write(canonical_json(value) + "\n")
        files[f"{name}.json"] = out.close()

    lines("offers", offers, "id")
    lines("pages", pages, "path")
    lines("gone", gone, "id")
    document("regions", to_json(regions))
    document("offices", to_json(offices))
    document("categories", [to_json(category) for category in categories])
    counts["municipalities"] = len(regions.municipalities)
    manifest = Manifest(SCHEMA_VERSION, digest_of(files), counts, files)
    _write_manifest(directory, manifest)
    return manifest


def digest_of(files: dict[str, str]) -> str:
    """The digest of a snapshot from the checksums of its files."""
    return hashlib.sha256(canonical_json([SCHEMA_VERSION, files]).encode()).hexdigest()


def _write_manifest(directory: Path, manifest: Manifest) -> None:
    out = _HashingFile(directory / (MANIFEST + ".tmp"))
    out.write(canonical_json(to_json(manifest)) + "\n")
    out.close()
    (directory / (MANIFEST + ".tmp")).replace(directory / MANIFEST)


def read_manifest(directory: Path) -> Manifest:
    """Raises CatalogueError when it is missing, unreadable or of an unknown schema version."""
    path = directory / MANIFEST
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        version = data["schema_version"]
        if version != SCHEMA_VERSION:
            raise CatalogueError(
                f"{path}: Schema-Version {version!r} ist unbekannt; erwartet wird "
                f"{SCHEMA_VERSION}. Bitte Redaktion und Seitenbau auf denselben Stand bringen."
            )
        return from_json(Manifest, data, where=str(path))
    except FileNotFoundError:
        raise CatalogueError(
            f"{path} fehlt: der Schnappschuss ist unvollständig. Bitte neu exportieren."
        ) from None
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise CatalogueError(f"{path} ist nicht lesbar ({error}). Bitte neu exportieren.") from None


def read_snapshot(directory: Path) -> Snapshot:
    """The snapshot in `directory`, every checksum verified.

    Raises CatalogueError naming the file and what to do when anything is missing or altered.
    """
    manifest = read_manifest(directory)
    if digest_of(manifest.files) != manifest.digest:
        raise CatalogueError(
            f"{directory / MANIFEST}: die Prüfsumme stimmt nicht. Bitte neu exportieren."
        )
    if manifest.files.keys() != FILES:
        raise CatalogueError(
            f"{directory / MANIFEST} nennt andere Dateien als {', '.join(sorted(FILES))}. "
            "Bitte neu exportieren."
        )
    content = {name: _verified(directory, manifest, name) for name in sorted(manifest.files)}
    lines = content["offers.jsonl"].splitlines()
    offers = tuple(_rows(Offer, content, "offers.jsonl"))
    return Snapshot(
        digest=manifest.digest,
        offers=offers,
        regions=from_json(RegionTree, json.loads(content["regions.json"]), where="regions.json"),
        offices=from_json(Offices, json.loads(content["offices.json"]), where="offices.json"),
        categories=tuple(
            from_json(Category, row, where="categories.json")
            for row in json.loads(content["categories.json"])
        ),
        pages=tuple(_rows(EditorialPage, content, "pages.jsonl")),
        gone=tuple(_rows(EndedOffer, content, "gone.jsonl")),
        checksums={
            offer.id: hashlib.blake2b(line, digest_size=16).hexdigest()
            for offer, line in zip(offers, lines, strict=True)
        },
    )


def _verified(directory: Path, manifest: Manifest, name: str) -> bytes:
    path = directory / name
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CatalogueError(f"{path} fehlt. Bitte neu exportieren.") from None
    if hashlib.sha256(data).hexdigest() != manifest.files[name]:
        raise CatalogueError(
            f"{path}: die Prüfsumme stimmt nicht, die Datei wurde verändert. Bitte neu exportieren."
        )
    return data


def _rows(cls: type[T], content: dict[str, bytes], name: str) -> Iterator[T]:
    for number, line in enumerate(content.pop(name).splitlines(), start=1):
        yield from_json(cls, json.loads(line), where=f"{name}, Zeile {number}")


def diff_snapshots(old: Snapshot, new: Snapshot) -> SnapshotDiff:
    """What has to be written, indexed or removed to go from `old` to `new`."""
    before = {offer.id: offer for offer in old.offers}
    after = {offer.id: offer for offer in new.offers}
    both = before.keys() & after.keys()
    surroundings = ("regions", "offices", "categories", "pages", "gone")
    return SnapshotDiff(
        added=frozenset(after.keys() - before.keys()),
        changed=frozenset(key for key in both if before[key] != after[key]),
        removed=frozenset(before.keys() - after.keys()),
        surroundings_changed=any(getattr(old, n) != getattr(new, n) for n in surroundings),
    )
