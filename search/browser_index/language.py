"""What the browser's German analysis and its reading of questions need."""

from typing import Any

from search.analysis.folding import words as folded
from search.index import SearchIndex
from search.places import Gazetteer
from search.suggesting import candidates


def language_data(index: SearchIndex) -> dict[str, Any]:
    """The reviewed words, folded but the synonyms, which are shown; `vocabulary` is what this
    published state adds to the `parts` of compounds."""
    language = index.language
    vocabulary = index.analyser.splitter.vocabulary - language.compound_parts
    return {
        "irregular": language.irregular,
        "parts": sorted(language.compound_parts),
        "vocabulary": sorted(vocabulary),
        "exceptions": {w: list(p) for w, p in language.compound_exceptions.items()},
        "stopwords": sorted(language.stopwords),
        "silent": sorted(language.silent),
        "empty_parts": sorted(language.empty_parts),
        "place_words": {name: sorted(found) for name, found in language.place_words.items()},
        "free_words": [list(sequence) for sequence in language.free_words],
        "synonyms": _synonyms(index),
    }


def _synonyms(index: SearchIndex) -> dict[str, list[list[str]]]:
    """The groups with a word of this state, as they are written. Of wider words only what is found;
    one that finds nothing stays alone where it says how it is written itself."""
    synonyms, written = index.language.synonyms, index.language.synonyms.written

    def is_found(word: str) -> bool:
        return index.lexicon.knows(index.analyser.token(word))

    groups = [group for group in synonyms.equal if any(map(is_found, group))]
    rows = [(word, *filter(is_found, others)) for word, others in synonyms.wider]
    rows = [row for row in rows if len(row) > 1 or is_found(row[0])]
    return {
        "equal": [[written[word] for word in group] for group in groups],
        "wider": [[written[word] for word in row] for row in rows],
    }


def token_data(index: SearchIndex) -> list[str]:
    """Every token of the state; its place in the list is its number in `sequence_data`."""
    return sorted(index.lexicon.offers_with)


def spelling_data(index: SearchIndex) -> dict[str, dict[str, int]]:
    """By first letter of the folded word: the words as people write them, with their numbers of
    offers. A word that folds to another one stands folded behind "=", which is in no word."""

    def written(word: str) -> str:
        found = index.lexicon.written(word)
        return found if "".join(folded(found)).replace("-", "") == word else f"={word}"

    return {
        letter: {written(word): offers for word, offers in words.items()}
        for letter, words in sorted(index.lexicon.surfaces.items())
    }


def place_data(gazetteer: Gazetteer) -> dict[str, Any]:
    """`names` in the order of the gazetteer: [name, [[key] or [key, label where it is another]]];
    a name's words are joined by spaces."""
    names = []
    for name, meanings in gazetteer.meanings.items():
        labels = {r.key: gazetteer.regions[r.key].label for r in meanings}
        meant = [[r.key] if r.label == labels[r.key] else [r.key, r.label] for r in meanings]
        names.append([" ".join(name), meant])
    return {
        "regions": [[r.key, r.label, r.lat, r.lon, *r.members] for r in gazetteer.regions.values()],
        "names": names,
        "soft": sorted(" ".join(name) for name in gazetteer.soft),
        "postal_codes": [
            [c.code, c.lat, c.lon, list(c.municipalities)] for c in gazetteer.postal_codes.values()
        ],
    }


def suggestion_data(index: SearchIndex) -> list[list[str]]:
    """[kind, key, label] of everything that can be suggested, the best first."""
    found = (candidate.suggestion for candidate in candidates(index))
    return [[s.kind.value, s.key, s.label] for s in found]
