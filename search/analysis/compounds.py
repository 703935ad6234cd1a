"""German compounds split against a closed vocabulary: "museumsstrassenbahn" is a Bahn."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

LINKS = ("", "s", "n", "en", "es", "er", "e")
"""What may stand between two parts of a compound."""
SHORTEST_PART = 3
SHORTEST_COMPOUND = 6
LONGEST_COMPOUND = 40

Split = tuple[str, ...]


class Splitter:
    """Splits folded words into parts of `vocabulary`; `exceptions` maps words to the parts they
    have (none: never split), in whatever form they stand. The last part, the main one, may be
    inflected: `stem` tells."""

    def __init__(
        self,
        vocabulary: Iterable[str],
        exceptions: Mapping[str, Split],
        stem: Callable[[str], str],
    ) -> None:
        self.vocabulary = frozenset(v for v in vocabulary if len(v) >= SHORTEST_PART)
        self.exceptions = {stem(word): parts for word, parts in exceptions.items()}
        self._stem = stem
        self._main = {stem(v): v for v in sorted(self.vocabulary, key=lambda v: (-len(v), v))}
        self._inside = self._spellings()
        self.split = cache(self._split)

    def _spellings(self) -> dict[str, str]:
        """How a part may be spelled before another: as it is, or without its final e."""
        short = {v[:-1]: v for v in sorted(self.vocabulary) if v.endswith("e") and len(v) > 4}
        return short | {v: v for v in self.vocabulary}

    def _split(self, word: str) -> Split:
        """The parts of a folded word, the main part last: as few as possible, then the longest
        first part. Empty when it is no compound."""
        exception = self.exceptions.get(self._stem(word))
        if exception is not None:
            return exception
        if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND:
            return ()
        best: dict[int, Split] = {}
        for start in range(len(word) - SHORTEST_PART, -1, -1):
            found = self._from(word, start, best)
            if found:
                best[start] = found
        parts = best.get(0, ())
        return parts if len(parts) > 1 else ()

    def _from(self, word: str, start: int, best: Mapping[int, Split]) -> Split:
        """The best split of what begins at `start`."""
        main = self._main.get(self._stem(word[start:])) if start else None
        found: Split = (main,) if main else ()
        for end in range(len(word) - SHORTEST_PART, start + SHORTEST_PART - 1, -1):
            part = self._inside.get(word[start:end])
            rest = self._behind(word, end, best) if part else ()
            if part and rest and (not found or len(rest) + 1 < len(found)):
                found = (part, *rest)
        return found

    def _behind(self, word: str, end: int, best: Mapping[int, Split]) -> Split:
        """The fewest parts behind one that ends at `end`, with or without a linking element."""
        choices = [
            best[end + len(link)]
            for link in LINKS
            if word.startswith(link, end) and end + len(link) in best
        ]
        return min(choices, key=len, default=())


SHORTEST_END = 4
"""Letters of a known end of an unknown compound; less is chance."""
SHORTEST_REST = 5
"""Letters that must follow a known beginning: fewer are an ending ("Fleisch-erei")."""


def known_ends(word: str, is_known: Callable[[str], bool]) -> Split:
    """The longest known beginning and end of a folded word that is not in the vocabulary as a
    whole ("Kino" of "kinobesuch", "Torte" of "hochzeitstorte"); none, one or both."""
    tail_at = next(
        (at for at in range(SHORTEST_PART, len(word) - SHORTEST_END + 1) if is_known(word[at:])),
        len(word),
    )
    last = min(tail_at, len(word) - SHORTEST_REST)
    fronts = (word[:to] for to in range(last, SHORTEST_END - 1, -1))
    front = next((front for front in fronts if is_known(front)), "")
    return tuple(part for part in (front, word[tail_at:]) if part)
