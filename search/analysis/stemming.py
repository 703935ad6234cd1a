"""Light stemming of folded German words: endings of number and case go, meaning stays.

The endings and the lengths at which they may go are those of the light German stemmer by Savoy
(CLEF 2006); written anew for folded words, with irregular forms as data (`search/data/stems.csv`),
and the n of -eln goes too ("basteln" is "Bastel").
"""

from collections.abc import Mapping

_BEFORE_S = frozenset("bdfghklmnt")
"""Letters after which s and st may go."""


def stem(word: str, irregular: Mapping[str, str]) -> str:
    """The stem of a folded word; `irregular` maps folded forms to the word they belong to. A word
    that belongs to itself keeps its ending: "Karte" is no "Kart"."""
    word = irregular.get(word, word)
    if irregular.get(word) == word or _has_digit(word):
        return word
    return _comparison(_case(word))


def _has_digit(word: str) -> bool:
    return not word.isalpha() and any(char.isdigit() for char in word)


def _case(word: str) -> str:
    if len(word) > 5 and word.endswith("ern"):
        return word[:-3]
    if len(word) > 5 and word.endswith("eln"):
        return word[:-1]
    if len(word) > 4 and word.endswith(("em", "en", "er", "es")):
        return word[:-2]
    if len(word) > 3 and word.endswith("e"):
        return word[:-1]
    if len(word) > 3 and word.endswith("s") and word[-2] in _BEFORE_S:
        return word[:-1]
    return word


def _comparison(word: str) -> str:
    if len(word) > 5 and word.endswith("est"):
        return word[:-3]
    if len(word) > 4 and word.endswith(("er", "en")):
        return word[:-2]
    if len(word) > 4 and word.endswith("st") and word[-3] in _BEFORE_S:
        return word[:-2]
    return word
