"""Where a question asks: what stands in the place field, and the names of places in its words."""

import re

from catalogue.regions import PostalCode
from search.analysis import Word
from search.analysis.folding import words
from search.analysis.spelling import as_written, spelled
from search.contract import (
    LONGEST_QUERY,
    Choice,
    ChoiceKind,
    Correction,
    Place,
    PlaceMode,
    Point,
    Request,
)
from search.index import SearchIndex
from search.places import Name, Region, is_key, name_of

KM_AROUND = 15
"""Radius when "bei" a town is asked for and none is named."""
KM_POSTAL_CODE = 10
LARGEST_KM = 250
"""More than the Land is wide."""
GIVEN_POINT = "punkt"

WITHIN = frozenset({"in", "aus"})
AROUND = frozenset({"bei", "nahe", "um", "umkreis", "umgebung", "rund", "herum"})
_NEAR_ME = frozenset({"nahe", "umgebung", "umkreis"})
_QUOTED = re.compile('["„“”«»]([^"„“”«»]*)["„“”«»]')
_KM = re.compile(r"^([0-9]{1,3})km$")


class Where:
    """One pass over a question, taking out of its words (`left`) what says where."""

    def __init__(self, request: Request, index: SearchIndex) -> None:
        self.request, self.index = request, index
        self.gazetteer, self.analyser = index.gazetteer, index.analyser
        self.choices: list[Choice] = []
        self.corrections: list[Correction] = []
        self.synonyms: list[str] = []
        self.place: Place | None = None
        self.regions: tuple[str, ...] = ()
        self.unknown_place = ""
        query = request.q[:LONGEST_QUERY]
        self._spelled = spelled(query)
        self.phrase_texts = [t for t in _QUOTED.findall(query) if words(t)]
        self.left = words(_QUOTED.sub(" ", query))
        self.km = request.km

    def _place_field(self) -> None:
        text = self.request.place.strip()[:LONGEST_QUERY]
        if not text:
            return
        name = name_of(text)
        if is_key(text) and text in self.gazetteer.regions:
            self._narrow_to((self.gazetteer.regions[text],), text, around=False)
        elif text in self.gazetteer.postal_codes:
            self._postal(self.gazetteer.postal_codes[text])
        elif found := self.gazetteer.named(name):
            self._narrow_to(found, text, around=False)
        else:
            self._corrected_place(name, text)

    def _corrected_place(self, name: Name, text: str) -> None:
        corrected = self.index.lexicon.correction("".join(name)) if len(name) == 1 else None
        found = self.gazetteer.named((corrected,)) if corrected else ()
        if corrected and found:
            used = self.index.lexicon.written(corrected)
            self.corrections.append(Correction(text, used))
            self._narrow_to(found, text, around=False)
        else:
            self.unknown_place = text

    def _narrow_to(self, found: tuple[Region, ...], typed: str, *, around: bool) -> None:
        """One meaning narrows; of several, each is offered."""
        if len({region.key for region in found}) > 1 or self.place is not None:
            self._offer(found, typed)
            return
        region = found[0]
        other = self.gazetteer.also_district(region)
        if other is not None:
            self._offer((other,), typed)
        mode = PlaceMode.AROUND if around or self.km is not None else PlaceMode.WITHIN
        km = (self.km or KM_AROUND) if mode is PlaceMode.AROUND else None
        self.regions = region.keys
        self.place = Place(region.key, region.label, mode, region.lat, region.lon, km)

    def _offer(self, found: tuple[Region, ...], typed: str) -> None:
        self.choices += [Choice(ChoiceKind.PLACE, r.key, r.label, typed) for r in found]

    def _postal(self, postal_code: PostalCode) -> None:
        """Around the code's point; where it belongs to two towns, each is offered."""
        code = postal_code.code
        if len(postal_code.municipalities) > 1:
            self._offer(tuple(self.gazetteer.regions[a] for a in postal_code.municipalities), code)
        km = self.km or KM_POSTAL_CODE
        lat, lon = postal_code.lat, postal_code.lon
        self.place = Place(code, code, PlaceMode.AROUND, lat, lon, km)

    def _given_point(self, near: Point) -> Place:
        mode = PlaceMode.NEAREST if self.km is None else PlaceMode.AROUND
        return Place(GIVEN_POINT, "Ihr Standort", mode, near.lat, near.lon, self.km)

    def _radius(self) -> None:
        """ "20 km" or "20km" in the words; what the radius field says goes first."""
        for at, word in enumerate(self.left):
            joined = word + self.left[at + 1] if at + 1 < len(self.left) else word
            for text, length in ((word, 1), (joined.replace("kilometer", "km"), 2)):
                if match := _KM.match(text):
                    self.km = self.km or min(max(int(match[1]), 1), LARGEST_KM)
                    del self.left[at : at + length]
                    return

    def _postal_code(self) -> None:
        for at, word in enumerate(self.left):
            found = self.gazetteer.postal_codes.get(word)
            if found is not None and self.place is None:
                self._postal(found)
                before = self.left[at - 1] if at else ""
                del self.left[at]
                if before in WITHIN | AROUND:
                    self.left.remove(before)
                return

    def _named_place(self) -> bool:
        """Take the first clear name out of the words. True when "in der Nähe" was typed."""
        near = bool(_NEAR_ME & set(self.left))
        around = near or bool(AROUND & set(self.left))
        for at in range(len(self.left)):
            length, found = self._name_at(at)
            if not found:
                continue
            name = self._pieces(at, length)
            marked = at > 0 and self.left[at - 1] in WITHIN | AROUND | {"von"}
            if not marked and name in self.gazetteer.soft and self._is_rather_word(at, length):
                continue
            typed = "".join(self.left[at : at + length])
            self._narrow_to(found, self._shown(typed), around=around)
            del self.left[at : at + length]
            break
        return near

    def _is_rather_word(self, at: int, length: int) -> bool:
        """Typed last, behind something one looks for, a name is a place ("Theater Essen") unless
        both go together ("Eis essen")."""
        word = self.left[at].replace("-", "")
        before = self._one(self.left[at - 1]) if at else None
        if before is None or at + length < len(self.left) or not self._is_sought(before):
            return self._is_also_word(at)
        together = self.index.language.place_words.get(word)
        if together is None:
            return self._is_also_word(at)
        stems = {self.analyser.stem(other) for other in together}
        return not stems.isdisjoint((before.token, *before.heads))

    def _is_sought(self, word: Word) -> bool:
        """Whether offers are found by a word, which is more than a filler."""
        language = self.index.language
        filler = word.typed in language.silent | language.stopwords
        return not filler and any(map(self._is_known, (word.token, *word.heads[:1])))

    def _is_also_word(self, at: int) -> bool:
        """Whether the name at `at` is a word too; an abbreviation is when the offers use it."""
        word = self._one(self.left[at])
        ordinary = {*self.index.language.place_words, *self.index.language.stopwords}
        return word.typed in ordinary or self._is_known(word.token)

    def _name_at(self, at: int) -> tuple[int, tuple[Region, ...]]:
        for length in range(min(5, len(self.left) - at), 0, -1):
            found = self.gazetteer.named(self._pieces(at, length))
            if found:
                return length, found
        return 0, ()

    def _pieces(self, at: int, length: int) -> Name:
        return tuple("-".join(self.left[at : at + length]).split("-"))

    def _soft_places(self) -> dict[str, tuple[Region, ...]]:
        """Names that are also words stay words, and are offered."""
        soft = {}
        for word in self.left:
            name = tuple(word.split("-"))
            if name in self.gazetteer.soft:
                soft[word.replace("-", "")] = found = self.gazetteer.named(name)
                self._offer(found, self._shown(word))
        return soft

    def _shown(self, folded: str) -> str:
        """A word of the question as it was typed; one that was corrected as it is written."""
        joined = folded.replace("-", "")
        return as_written(joined, self._spelled) or self.index.lexicon.written(joined)

    def _is_known(self, token: str) -> bool:
        knows = self.index.lexicon.knows
        return knows(token) or any(knows(other) for other in self.analyser.synonyms.get(token, ()))

    def _one(self, typed: str) -> Word:
        found = self.analyser.words(typed)
        return found[0] if found else Word(typed, typed)
