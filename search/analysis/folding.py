"""One spelling for all the ways a German word is typed: case, umlauts, ß, accents, hyphens."""

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans({"ß": "ss", "æ": "a", "ø": "o", "œ": "o", "%": " prozent ", "ı": "i"})
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_DIGRAPH_UE = re.compile(r"(?<![aeq])ue")
_GAP = re.compile(
    "[^a-z0-9\u00c0-\u167f\u1681-\u1fff\u2c00-\u2fef\u3040-\ud7ff\uf900-\uffdf\U00020000-\U0003ffff-]+"
)
"""What stands between words: all of ASCII but letters, digits and the hyphen, punctuation, symbols.
Letters of other scripts are words too; nothing is found for them, but nothing breaks."""


def fold(text: str) -> str:
    """ "Bücherei", "BUECHEREI" and "bucherei" become "bucherei"; words stay apart by one space.

    ue stays after a, e and q, where it is no umlaut (Bauer, neue, Quelle).
    """
    plain = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    plain = _DASHES.sub("-", _APOSTROPHES.sub("", _MARKS.sub("", plain)))
    return _GAP.sub(" ", _DIGRAPH_UE.sub("u", plain.replace("ae", "a").replace("oe", "o"))).strip()


def words(text: str) -> list[str]:
    """Folded words; a hyphen inside stays ("e-bike"), at the ends it goes."""
    found: list[str] = []
    for chunk in text.split(" "):
        found += _words_of(chunk)
    return found


@lru_cache(maxsize=2**16)
def _words_of(chunk: str) -> tuple[str, ...]:
    """The words between two spaces. Folding looks at nothing beyond a space, and offers are written
    with few thousand different chunks: nearly all of them were folded before."""
    found = (word.strip("-") for word in fold(chunk).split(" "))
    return tuple(re.sub("-+", "-", word) if "--" in word else word for word in found if word)
