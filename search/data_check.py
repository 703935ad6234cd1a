"""Faults in the reviewed language data, in words for whoever edits the files."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from pathlib import Path

from search.analysis.compounds import SHORTEST_PART, Splitter
from search.analysis.folding import fold, words
from search.analysis.stemming import stem
from search.index import SearchIndex
from search.language import DATA, Language, numbered_rows, read_language

FIELDS = {
    "stems.csv": ("form", "grundform"),
    "compound_parts.csv": ("teil",),
    "compound_exceptions.csv": ("wort", "teile"),
    "stopwords.csv": ("wort", "art"),
    "place_words.csv": ("name", "davor"),
    "landscapes.csv": ("name", "schluessel", "grund"),
    "free_words.csv": ("wort",),
    "synonyms.csv": ("art", "woerter", "grund"),
}
"""The columns of each file; the first is the key, but for synonyms, which are sorted by topic."""
_MAY_BE_EMPTY = frozenset({"teile", "davor"})
_BY_TOPIC = frozenset({"synonyms.csv", "free_words.csv"})
_KINDS = {"synonyms.csv": ("gleich", "umfasst"), "stopwords.csv": ("funktion", "fach", "teil")}


def faults(folder: Path = DATA) -> Iterator[str]:
    """What is wrong in the files of a folder. Where a row cannot be read, only that is said."""
    unreadable = [fault for name in FIELDS for fault in _unreadable(name, folder)]
    if unreadable:
        yield from unreadable
        return
    language = read_language(folder)
    for name in FIELDS:
        yield from _twice_or_unsorted(name, folder)
    yield from _stems(language)
    yield from _compounds(language)
    yield from _equal(language)
    yield from _wider(language)


def unused(index: SearchIndex) -> Iterator[str]:
    """Groups of synonyms of which no word occurs in any offer: no fault, they find nothing yet."""
    synonyms = index.language.synonyms
    for group in (*synonyms.equal, *((word, *others) for word, others in synonyms.wider)):
        if not any(index.lexicon.knows(index.analyser.token(word)) for word in group):
            yield f"synonyms.csv: kein Angebot enthält {', '.join(group)}."


def _unreadable(name: str, folder: Path) -> Iterator[str]:
    expected = FIELDS[name]
    for line, row in numbered_rows(name, folder):
        if tuple(row) != expected or any(value is None for value in row.values()):
            yield f"{name}, Zeile {line}: nötig sind die Spalten {';'.join(expected)}."
            continue
        for field, value in row.items():
            if not words(value) and field not in _MAY_BE_EMPTY:
                yield f"{name}, Zeile {line}: das Feld „{field}“ ist leer."
        yield from _wrong_kind(name, line, row)


def _wrong_kind(name: str, line: int, row: dict[str, str]) -> Iterator[str]:
    kinds = _KINDS.get(name)
    if kinds and row["art"] not in kinds:
        allowed = " oder ".join(kinds)
        yield f"{name}, Zeile {line}: die Art „{row['art']}“ gibt es nicht ({allowed})."
    if name != "synonyms.csv":
        return
    group = row["woerter"].split(",")
    if len(group) < 2:
        yield f"{name}, Zeile {line}: ein Wort allein hat kein Synonym."
    for word in group:
        if len(words(word)) != 1:
            yield f"{name}, Zeile {line}: „{word.strip()}“ ist nicht genau ein Wort."


def _twice_or_unsorted(name: str, folder: Path) -> Iterator[str]:
    """Rows whose key stands in an earlier one too, or belongs further up."""
    if name == "synonyms.csv":
        return
    key = FIELDS[name][0]
    keys = [(line, row[key], _sorted_by(name, row)) for line, row in numbered_rows(name, folder)]
    first: dict[str, int] = {}
    for line, written, _ in keys:
        before = first.setdefault(fold(written), line)
        if before != line:
            yield f"{name}, Zeile {line}: „{written}“ steht schon in Zeile {before}."
    if name in _BY_TOPIC:
        return
    for (_, above, one), (line, written, other) in pairwise(keys):
        if other < one:
            yield f"{name}, Zeile {line}: „{written}“ gehört vor „{above}“ (nach dem Alphabet)."


def _sorted_by(name: str, row: dict[str, str]) -> tuple[str, ...]:
    kind = (str(_KINDS[name].index(row["art"])),) if name == "stopwords.csv" else ()
    return (*kind, fold(row[FIELDS[name][0]]))


def _stems(language: Language) -> Iterator[str]:
    """Chains, and rows without which everything would be the same."""
    for form, base in language.irregular.items():
        if language.irregular.get(base, base) != base:
            yield f"stems.csv: „{form}“ führt zu „{base}“, das selbst eine Form ist (Kette)."
        without = {f: b for f, b in language.irregular.items() if f != form}
        if stem(form, without) == stem(base, language.irregular):
            yield f"stems.csv: „{form}“ wird auch ohne diese Zeile richtig gekürzt."


def _compounds(language: Language) -> Iterator[str]:
    """A part may be an exception too (an indivisible part of others), if that changes anything."""
    automatic = Splitter(language.compound_parts, {}, lambda word: stem(word, language.irregular))
    for word, parts in language.compound_exceptions.items():
        if automatic.split(word) == parts:
            yield f"compound_exceptions.csv: „{word}“ wird auch ohne diese Zeile so zerlegt."
    for part in sorted(language.compound_parts):
        if len(part) < SHORTEST_PART:
            yield f"compound_parts.csv: „{part}“ ist zu kurz (mindestens {SHORTEST_PART})."
        if part in language.stopwords:
            yield f"compound_parts.csv: „{part}“ ist auch ein Füllwort (stopwords.csv)."


def _stemmed(group: Iterable[str], language: Language) -> list[str]:
    return [stem(word, language.irregular) for word in group]


def _equal(language: Language) -> Iterator[str]:
    """Words that stand twice in a group or in two: the two would have to be one."""
    group_of: dict[str, int] = {}
    for number, group in enumerate(language.synonyms.equal):
        for word, token in zip(group, _stemmed(group, language), strict=True):
            if token in group_of:
                where = "in dieser Gruppe" if group_of[token] == number else "in zwei Gruppen"
                yield f"synonyms.csv: „{word}“ steht {where} zweimal ({', '.join(group)})."
            group_of.setdefault(token, number)


def _wider(language: Language) -> Iterator[str]:
    """Rows for one word, words that are equal anyway, and words that include each other, if by
    way of others."""
    narrower: defaultdict[str, set[str]] = defaultdict(set)
    equal = {
        pair
        for group in language.synonyms.equal
        for one, other in combinations(_stemmed(group, language), 2)
        for pair in ((one, other), (other, one))
    }
    for word, others in language.synonyms.wider:
        token, found = stem(word, language.irregular), _stemmed(others, language)
        if token in narrower:
            yield f"synonyms.csv: zwei Zeilen „umfasst“ beginnen mit „{word}“; bitte eine."
        for other, written in zip(found, others, strict=True):
            if (token, other) in equal:
                yield f"synonyms.csv: „{word}“ und „{written}“ sind schon „gleich“."
            if found.count(other) > 1 or other == token:
                yield f"synonyms.csv: „{written}“ steht bei „{word}“ zweimal."
        narrower[token].update(found)
    for token in sorted(narrower):
        if token in _reachable(token, narrower):
            yield f"synonyms.csv: „{token}“ umfasst sich über andere selbst (Kreis)."


def _reachable(start: str, narrower: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    left = [start]
    while left:
        new = narrower.get(left.pop(), set()) - found
        found |= new
        left += new
    return found
