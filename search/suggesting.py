"""What someone is about to type: towns, Kreise, postal codes, categories and kinds of offers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from catalogue.regions import DistrictKind
from search.analysis.folding import words
from search.contract import Facet
from search.index import SearchIndex

MOST = 8
LONGEST_TEXT = 60
"""Characters that are looked at; no name is longer."""


class SuggestionKind(StrEnum):
    """What a suggestion is the name of."""

    PLACE = "ort"
    POSTAL_CODE = "plz"
    CATEGORY = "kategorie"
    KIND = "art"


PLACES = (SuggestionKind.PLACE, SuggestionKind.POSTAL_CODE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`key` is what the parameters of an address take, `label` what people read."""

    kind: SuggestionKind
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be suggested: its folded name and how many offers it has."""

    suggestion: Suggestion
    name: str
    offers: int

    @property
    def order(self) -> tuple[int, str, str]:
        """Most offers first, then by name."""
        return (-self.offers, self.name, self.suggestion.key)


def candidates(index: SearchIndex) -> tuple[Candidate, ...]:
    """Everything that can be suggested in one published state, the best first."""
    return tuple(sorted(_candidates(index), key=lambda candidate: candidate.order))


def places_of(among: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Those that can stand in the place field."""
    return tuple(c for c in among if c.suggestion.kind in PLACES)


def suggest(text: str, among: tuple[Candidate, ...]) -> tuple[Suggestion, ...]:
    """At most MOST, those whose name begins with the text before those with such a word in it."""
    typed = _name(text[:LONGEST_TEXT])
    if not typed:
        return ()
    first = [c for c in among if c.name.startswith(typed)]
    if len(first) < MOST:
        first += [c for c in among if f" {typed}" in c.name and not c.name.startswith(typed)]
    return tuple(candidate.suggestion for candidate in first[:MOST])


def _candidates(index: SearchIndex) -> Iterator[Candidate]:
    regions = index.snapshot.regions
    local = Counter(key for document in index.documents for key in document.regions)
    codes = Counter(code for document in index.documents for code in document.postal_codes)
    for town in regions.municipalities:
        yield _candidate(SuggestionKind.PLACE, town.ags, town.name, local[town.ags])
    for district in regions.districts:
        if district.kind is not DistrictKind.KREISFREIE_STADT:
            yield _candidate(SuggestionKind.PLACE, district.key, district.name, local[district.key])
    for postal_code in regions.postal_codes:
        code, towns = postal_code.code, postal_code.municipalities
        names = " / ".join(regions.municipality(ags).name for ags in towns)
        suggestion = Suggestion(SuggestionKind.POSTAL_CODE, code, f"{code} {names}".strip())
        yield Candidate(suggestion, code, codes[code])
    yield from _subjects(index)


def _subjects(index: SearchIndex) -> Iterator[Candidate]:
    counts = Counter(
        (facet, value)
        for document in index.documents
        for facet in (Facet.CATEGORY, Facet.KIND)
        for value in document.values[facet]
    )
    for category in index.snapshot.categories:
        count = counts[Facet.CATEGORY, category.slug]
        yield _candidate(SuggestionKind.CATEGORY, category.slug, category.label, count)
        for kind in category.kinds:
            yield _candidate(
                SuggestionKind.KIND, kind.slug, kind.label, counts[Facet.KIND, kind.slug]
            )


def _candidate(kind: SuggestionKind, key: str, label: str, offers: int) -> Candidate:
    return Candidate(Suggestion(kind, key, label), _name(label), offers)


def _name(text: str) -> str:
    return " ".join(piece for word in words(text) for piece in word.split("-"))
