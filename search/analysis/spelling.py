"""How folded words stand in a text: people read what was written, not what is matched."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.analysis.folding import words

LONGEST_RUN = 5
"""Words that may be read as one; no name of a place has more."""
_PIECE = re.compile(
    "%|[0-9A-Za-z'`\u00c0-\u167f\u1681-\u1fff\u2010-\u2015\u2018\u2019\u2212"
    "\u2c00-\u2fef\u3040-\ud7ff\uf900-\uffdf\U00010000-\U0003ffff-]+"
)
_DASH = re.compile("[-‐-―−]+")
_AT_ENDS = "-'`\u2018\u2019\u02bc\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


@dataclass(frozen=True, slots=True)
class Spelled:
    """A folded word, hyphens inside it kept, and how it is written."""

    folded: str
    written: str


def spelled(text: str) -> list[Spelled]:
    """The same words as `folding.words` gives, in order. Where signs become words ("½" is "1 2"),
    all are written as they are folded."""
    found = [one for piece in _PIECE.findall(text) for one in _in_piece(piece)]
    folded = words(text)
    if [one.folded for one in found] == folded:
        return found
    return [Spelled(word, word) for word in folded]


@lru_cache(maxsize=50_000)
def _in_piece(piece: str) -> tuple[Spelled, ...]:
    written = "Prozent" if piece == "%" else piece.strip(_AT_ENDS)
    folded = words(piece)
    return tuple(Spelled(word, written if len(folded) == 1 else word) for word in folded)


@lru_cache(maxsize=50_000)
def without_hyphens(word: Spelled) -> tuple[Spelled, ...]:
    """A word without hyphens in what is folded, and what stands before the last of several:
    "erstehilfe" of "Erste-Hilfe-Kurs"."""
    whole = Spelled(word.folded.replace("-", ""), word.written)
    *front, _ = word.folded.split("-")
    if len(front) < 2:
        return (whole,)
    return whole, Spelled("".join(front), "-".join(_DASH.split(word.written)[: len(front)]))


def as_written(joined: str, text: Sequence[Spelled]) -> str | None:
    """How a folded word without hyphens stands in a text, or the words it was joined from ("Second
    Hand" of "secondhand"); None where it does not."""
    for start in range(len(text)):
        run = ""
        for end in range(start, min(start + LONGEST_RUN, len(text))):
            run += text[end].folded.replace("-", "")
            if run == joined:
                return " ".join(one.written for one in text[start : end + 1])
            if not joined.startswith(run):
                break
    return None
