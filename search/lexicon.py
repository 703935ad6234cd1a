"""Which words the offers of one state use, and what a mistyped word was probably meant to be."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from search.analysis.spelling import Spelled
from search.documents import Document

SHORTEST_CORRECTED = 4
TWO_MISTAKES_FROM = 8
"""Letters from which a word may have two mistakes; shorter ones have one."""


@dataclass(frozen=True)
class Lexicon:
    """`offers_with` counts offers by token; `surfaces` holds folded words as they are written,
    by first letter, each with its number of offers; `spellings` says how people write them."""

    offers_with: dict[str, int]
    surfaces: dict[str, dict[str, int]]
    spellings: dict[str, str]

    def knows(self, token: str) -> bool:
        return token in self.offers_with

    def is_written(self, word: str) -> bool:
        """Whether offers or our lists spell a folded word like this."""
        return word in self.surfaces.get(word[:1], ())

    def written(self, word: str) -> str:
        """A folded word with its capitals and umlauts, as far as they are known."""
        return self.spellings.get(word, word)

    def correction(self, word: str) -> str | None:
        """The nearest word with the same first letter: fewest mistakes, then most offers."""
        if len(word) < SHORTEST_CORRECTED or any(char.isdigit() for char in word):
            return None
        most = 2 if len(word) >= TWO_MISTAKES_FROM else 1
        found: list[tuple[int, int, str]] = []
        for candidate, offers in self.surfaces.get(word[0], {}).items():
            if abs(len(candidate) - len(word)) > most or len(candidate) < SHORTEST_CORRECTED:
                continue
            mistakes = OSA.distance(word, candidate, score_cutoff=most)
            if mistakes <= most:
                found.append((mistakes, -offers, candidate))
        return min(found)[2] if found else None


def build_lexicon(
    documents: Iterable[Document], texts: Iterable[Set[Spelled]], more: Mapping[str, str]
) -> Lexicon:
    """`texts` are the words of each offer, without hyphens in what is folded; `more` are words
    people use for them, synonyms and names of places, with their spellings."""
    offers_with: Counter[str] = Counter()
    for document in documents:
        offers_with.update(document.tokens.keys())
    surfaces: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for word in more:
        surfaces[word[0]][word] = 0
    words: Counter[str] = Counter()
    spellings: Counter[Spelled] = Counter()
    for text in texts:
        words.update({one.folded for one in text})
        spellings.update(text)
    for word, offers in words.items():
        surfaces[word[0]][word] = offers
    return Lexicon(dict(offers_with), dict(surfaces), {**_most_frequent(spellings), **more})


def _most_frequent(spellings: Counter[Spelled]) -> dict[str, str]:
    """Of each folded word the spelling of most offers, capitals before small letters."""
    found: dict[str, str] = {}
    for one, _ in sorted(spellings.items(), key=lambda item: (-item[1], item[0].written)):
        found.setdefault(one.folded, one.written)
    return found
