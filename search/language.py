"""The reviewed language data of `search/data`, read and folded."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from search.analysis.folding import fold, words

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Synonyms:
    """Of folded words: `equal` are groups whose words all mean the same, `wider` maps a word to
    those it also finds; `written` says how the lists write each, those of `equal` first."""

    equal: tuple[tuple[str, ...], ...]
    wider: tuple[tuple[str, tuple[str, ...]], ...]
    written: Mapping[str, str]

    @cached_property
    def of(self) -> dict[str, tuple[str, ...]]:
        """Each word with what else it finds; not transitive: a file says all it means."""
        found: dict[str, dict[str, None]] = {}
        for group in self.equal:
            for word in group:
                found.setdefault(word, {}).update({other: None for other in group if other != word})
        for word, others in self.wider:
            found.setdefault(word, {}).update(dict.fromkeys(others))
        return {word: tuple(others) for word, others in found.items()}


Landscape = tuple[str, tuple[str, ...]]
"""A name without official borders ("Sauerland") and the keys of the regions that are meant."""


@dataclass(frozen=True)
class Language:
    """All folded but the landscapes. `free_words` are sequences of words; `silent` words say
    nothing in a question, `empty_parts` nothing as part of a word in it, `stopwords` nothing
    anywhere; `place_words` are names that are also
    words, each with the words behind which it is no place ("Eis essen")."""

    irregular: dict[str, str]
    compound_parts: frozenset[str]
    compound_exceptions: dict[str, tuple[str, ...]]
    stopwords: frozenset[str]
    silent: frozenset[str]
    empty_parts: frozenset[str]
    place_words: Mapping[str, frozenset[str]]
    landscapes: tuple[Landscape, ...]
    free_words: tuple[tuple[str, ...], ...]
    synonyms: Synonyms


def rows(name: str, folder: Path = DATA) -> Iterator[dict[str, str]]:
    """The rows of a data file, without its comment lines."""
    return (row for _, row in numbered_rows(name, folder))


def numbered_rows(name: str, folder: Path = DATA) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with the number of their line. A field may be missing or too many, as `csv` says."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        lines = [(number, line) for number, line in enumerate(file, 1) if not line.startswith("#")]
    read = csv.DictReader((line for _, line in lines), delimiter=";")
    yield from zip((number for number, _ in lines[1:]), read, strict=False)


def read_language(folder: Path = DATA) -> Language:
    parts = frozenset(_one(r["teil"]) for r in rows("compound_parts.csv", folder))
    silent = _stopwords(folder, "fach")
    return Language(
        irregular={_one(r["form"]): _one(r["grundform"]) for r in rows("stems.csv", folder)},
        compound_parts=parts,
        compound_exceptions={
            _one(r["wort"]): tuple(words(r["teile"]))
            for r in rows("compound_exceptions.csv", folder)
        },
        stopwords=_stopwords(folder, "funktion"),
        silent=silent,
        empty_parts=_stopwords(folder, "teil") | silent & parts,
        place_words={
            _one(r["name"]): frozenset(words(r["davor"])) for r in rows("place_words.csv", folder)
        },
        landscapes=tuple(
            (r["name"], tuple(r["schluessel"].split())) for r in rows("landscapes.csv", folder)
        ),
        free_words=tuple(tuple(words(r["wort"])) for r in rows("free_words.csv", folder)),
        synonyms=_synonyms(folder),
    )


def _one(text: str) -> str:
    """A single word; a hyphen inside goes, as in the analysis."""
    return fold(text).replace("-", "")


def _stopwords(folder: Path, kind: str) -> frozenset[str]:
    return frozenset(_one(r["wort"]) for r in rows("stopwords.csv", folder) if r["art"] == kind)


def _synonyms(folder: Path) -> Synonyms:
    equal: list[list[str]] = []
    wider: list[list[str]] = []
    for row in rows("synonyms.csv", folder):
        group = [word.strip() for word in row["woerter"].split(",")]
        (equal if row["art"] == "gleich" else wider).append(group)
    written: dict[str, str] = {}
    for word in (word for group in (*equal, *wider) for word in group):
        written.setdefault(_one(word), word)
    return Synonyms(
        tuple(tuple(map(_one, group)) for group in equal),
        tuple((_one(word), tuple(map(_one, others))) for word, *others in wider),
        written,
    )
