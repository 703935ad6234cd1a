"""Faults in the reviewed language data, in words for whoever edits the files."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from search.index import SearchIndex
from search.language import DATA, Language, rows

_KEYS = {
    "stems.csv": "form",
    "compound_parts.csv": "teil",
    "compound_exceptions.csv": "wort",
    "stopwords.csv": "wort",
    "place_words.csv": "name",
    "free_words.csv": "wort",
    "synonyms.csv": "woerter",
}


def faults(language: Language, folder: Path = DATA) -> Iterator[str]:
    """What is wrong in itself: rows twice, chains of base forms, loops, synonyms of two words."""
    yield from _twice(folder)
    for form, base in language.irregular.items():
        if base != form and language.irregular.get(base, base) != base:
            yield f"stems.csv: „{form}“ führt zu „{base}“, das selbst eine Form ist (Kette)."
    for row in rows("synonyms.csv", folder):
        if row["art"] not in ("gleich", "umfasst"):
            yield f"synonyms.csv: die Art „{row['art']}“ gibt es nicht (gleich oder umfasst)."
        for word in row["woerter"].split(","):
            if " " in word.strip():
                yield f"synonyms.csv: „{word.strip()}“ sind mehrere Wörter; erlaubt ist eines."
    yield from _loops(language)


def _twice(folder: Path) -> Iterator[str]:
    for name, key in _KEYS.items():
        counted = Counter(row[key].strip() for row in rows(name, folder))
        for value, times in counted.items():
            if times > 1:
                yield f"{name}: „{value}“ steht {times}-mal da. Bitte eine Zeile löschen."


def _loops(language: Language) -> Iterator[str]:
    wider = dict(language.synonyms.wider)
    for word, others in language.synonyms.wider:
        for other in others:
            if word in wider.get(other, ()):
                yield f"synonyms.csv: „{word}“ und „{other}“ umfassen einander; bitte „gleich“."


def unused(index: SearchIndex) -> Iterator[str]:
    """Groups of synonyms of which no word occurs in any offer: they find nothing."""
    synonyms = index.language.synonyms
    for group in (*synonyms.equal, *((word, *others) for word, others in synonyms.wider)):
        if not any(index.lexicon.knows(index.analyser.stem(word)) for word in group):
            yield f"synonyms.csv: kein Angebot enthält {', '.join(group)}."
