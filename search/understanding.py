"""What a question means: place, radius, free of charge, phrases, words. Nothing is assumed that
could be meant otherwise; it is offered as a choice."""

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from catalogue.regions import PostalCode
from search.analysis import Word, known_ends, place_token
from search.analysis.folding import words
from search.contract import (
    LONGEST_QUERY,
    Choice,
    ChoiceKind,
    Correction,
    Interpretation,
    Place,
    PlaceMode,
    Point,
    Request,
)
from search.index import SearchIndex
from search.places import Name, Region, is_key, name_of
from search.plan import Alternative, Term
from search.ranking import BROADER, EQUAL, SYNONYM, TOWN, TOWN_ALONE, WHOLE

KM_AROUND = 15
"""Radius when "bei" a town is asked for and none is named."""
KM_POSTAL_CODE = 10
LARGEST_KM = 250
"""More than the Land is wide."""
GIVEN_POINT = "punkt"

_WITHIN = frozenset({"in", "aus"})
_AROUND = frozenset({"bei", "nahe", "um", "umkreis", "umgebung", "rund", "herum"})
_NEAR_ME = frozenset({"nahe", "umgebung", "umkreis"})
_QUOTED = re.compile('["„“”«»]([^"„“”«»]*)["„“”«»]')
_INFINITIVE = ("en", "ern", "eln")
_KM = re.compile(r"^([0-9]{1,3})km$")


@dataclass(frozen=True)
class Understood:
    """`broader` are the terms with the main parts of their compounds, None without any."""

    interpretation: Interpretation
    terms: tuple[Term, ...]
    broader: tuple[Term, ...] | None
    phrases: tuple[tuple[str, ...], ...]


def understand(request: Request, index: SearchIndex) -> Understood:
    """Raises nothing: whatever is typed means something, if only words nobody uses."""
    return _Reading(request, index).result()


class _Reading:
    """One pass over a question, taking out of its words what has a meaning of its own."""

    def __init__(self, request: Request, index: SearchIndex) -> None:
        self.request, self.index = request, index
        self.gazetteer, self.analyser = index.gazetteer, index.analyser
        self.choices: list[Choice] = []
        self.corrections: list[Correction] = []
        self.synonyms: list[str] = []
        self.place: Place | None = None
        self.unknown_place = ""
        query = request.q[:LONGEST_QUERY]
        self.phrase_texts = [t for t in _QUOTED.findall(query) if words(t)]
        self.left = words(_QUOTED.sub(" ", query))
        self.km = request.km

    def result(self) -> Understood:
        self._place_field()
        self._radius()
        free = self._free()
        self._join()
        self._correct()
        self._postal_code()
        wants_location = self._named_place()
        soft = self._soft_places()
        phrases, phrase_words = self._phrases()
        asked = self._asked()
        terms = [*(self._term(word) for word in phrase_words), *self._terms(asked, soft)]
        terms = _with_optional(terms, soft, "".join(self.left[-1:]).replace("-", ""))
        said = [self._term(word) for text in free for word in self.analyser.words(text)]
        terms += [(replace(term, required=False), word) for term, word in said]
        broader = tuple(self._broader(term, word) for term, word in terms)
        plain = tuple(term for term, _ in terms)
        self._label_choices(asked)
        if self.place is None and self.request.near is not None:
            self.place = self._given_point(self.request.near)
        return Understood(
            Interpretation(
                words=tuple(dict.fromkeys(word.typed for word in (*phrase_words, *asked))),
                phrases=tuple(self.phrase_texts),
                place=self.place,
                choices=tuple(dict.fromkeys(self.choices)),
                corrections=tuple(self.corrections),
                synonyms=tuple(dict.fromkeys(self.synonyms)),
                free=bool(free),
                unknown_place=self.unknown_place,
                wants_location=wants_location and self.place is None,
                shortened=len(self.request.q) > LONGEST_QUERY,
            ),
            plain,
            broader if broader != plain else None,
            phrases,
        )

    # Where

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
            self.corrections.append(Correction(name[0], corrected))
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
                if before in _WITHIN | _AROUND:
                    self.left.remove(before)
                return

    def _named_place(self) -> bool:
        """Take the first clear name out of the words. True when "in der Nähe" was typed."""
        near = bool(_NEAR_ME & set(self.left))
        around = near or bool(_AROUND & set(self.left))
        for at in range(len(self.left)):
            length, found = self._name_at(at)
            if not found:
                continue
            name = self._pieces(at, length)
            marked = at > 0 and self.left[at - 1] in _WITHIN | _AROUND | {"von"}
            if name in self.gazetteer.soft and not marked and self._is_also_word(at):
                continue
            typed = " ".join(self.left[at : at + length])
            self._narrow_to(found, typed, around=around)
            del self.left[at : at + length]
            break
        return near

    def _is_also_word(self, at: int) -> bool:
        """Whether the name at `at` is a word too; an abbreviation is when the offers use it."""
        word = self._one(self.left[at])
        ordinary = self.index.language.place_words | self.index.language.stopwords
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
                self._offer(found, word)
        return soft

    # What

    def _free(self) -> list[str]:
        """Words for "free of charge", taken out; longer ones first."""
        found: list[str] = []
        for sequence in sorted(self.index.language.free_words, key=len, reverse=True):
            at = _position(self.left, sequence)
            if at is not None:
                del self.left[at : at + len(sequence)]
                found += sequence
        return found

    def _join(self) -> None:
        """Words typed apart that are one word here: "Second Hand", "Repair Café"."""
        for length in (3, 2):
            for at in range(len(self.left) - length, -1, -1):
                joined = "".join(self.left[at : at + length]).replace("-", "")
                if self._is_word(joined):
                    self.left[at : at + length] = [joined]

    def _correct(self) -> None:
        """Replace words that occur nowhere by the nearest that does."""
        at = 0
        while at < len(self.left):
            length, _ = self._name_at(at)
            if length:
                at += length
                continue
            word = self.left[at]
            if self._is_strange(word):
                joined = word.replace("-", "")
                used = self.index.lexicon.correction(joined)
                if used is not None and used != joined:
                    self.corrections.append(Correction(word, used))
                    self.left[at] = used
            at += 1

    def _is_strange(self, typed: str) -> bool:
        language = self.index.language
        joined = typed.replace("-", "")
        if joined in language.stopwords | language.silent | _WITHIN | _AROUND:
            return False
        word = self._one(typed)
        return not (self._is_known(word.token) or any(map(self._is_known, word.heads[:1])))

    def _is_known(self, token: str) -> bool:
        knows = self.index.lexicon.knows
        return knows(token) or any(knows(other) for other in self.analyser.synonyms.get(token, ()))

    def _one(self, typed: str) -> Word:
        found = self.analyser.words(typed)
        return found[0] if found else Word(typed, typed)

    def _phrases(self) -> tuple[tuple[tuple[str, ...], ...], list[Word]]:
        texts = [self.analyser.words(text) for text in self.phrase_texts]
        sequences = tuple(tuple(w.token for w in text) for text in texts if text)
        return sequences, [word for text in texts for word in text]

    def _asked(self) -> list[Word]:
        """The words that are left and say something."""
        silent = self.index.language.silent | _WITHIN | _AROUND | {"von"}
        speaking = (word for word in self.left if word.replace("-", "") not in silent)
        found = self.analyser.words(" ".join(speaking))
        return list({word.token: word for word in found}.values())

    def _terms(self, asked: list[Word], soft: Container[str]) -> list[tuple[Term, Word]]:
        terms = []
        for word in asked:
            parts = [] if self._is_known(word.token) else self._parts(word)
            meant = [Word(token, token) for token in parts] or [word]
            terms += [self._term(one, with_synonyms=True) for one in meant]
        thing = any(w.typed not in soft and self._is_known(w.token) for _, w in terms[:-1])
        if thing and asked[-1].typed.endswith(_INFINITIVE):
            # "Tennis spielen", "Boot mieten": the verb only says what one does with the thing.
            term, word = terms[-1]
            terms[-1] = replace(term, required=False), word
        return terms

    def _parts(self, word: Word) -> list[str]:
        """Tokens of a compound nobody writes, each of them required: its parts, or what is known
        of it when the rest is not in our vocabulary, which is said."""
        parts = [t for t in dict.fromkeys((*word.heads[:1], *word.parts)) if self._is_known(t)]
        if parts:
            return parts
        ends = known_ends(word.typed, self._is_word)
        if ends:
            self.corrections.append(Correction(word.typed, " ".join(ends)))
        return [self.analyser.stem(end) for end in ends]

    def _is_word(self, folded: str) -> bool:
        """Whether a part of a word is one that offers write or that means one of theirs."""
        said = folded not in self.index.language.silent | self.index.language.stopwords
        written = self.index.lexicon.is_written(folded)
        return said and written and self._is_known(self.analyser.stem(folded))

    def _term(self, word: Word, *, with_synonyms: bool = False) -> tuple[Term, Word]:
        alternatives = [Alternative(word.token)]
        if with_synonyms:
            others = self.analyser.synonyms.get(word.token, ())
            known = [token for token in others if self.index.lexicon.knows(token)]
            self.synonyms += known
            equal = self.analyser.equals.get(word.token, ())
            alternatives += [
                Alternative(token, EQUAL if token in equal else SYNONYM) for token in known
            ]
        return Term(tuple(alternatives)), word

    def _broader(self, term: Term, word: Word) -> Term:
        more = [Alternative(t, BROADER) for t in word.heads if self.index.lexicon.knows(t)]
        return replace(term, alternatives=(*term.alternatives, *more)) if more else term

    def _label_choices(self, asked: list[Word]) -> None:
        """A word that is the name of a category or kind offers to narrow to it."""
        by_token = {word.token: word.typed for word in asked}
        for category in self.index.snapshot.categories:
            label = self.analyser.labels[category.slug]
            for word in label:
                if word.token in by_token:
                    typed = by_token[word.token]
                    self.choices.append(
                        Choice(ChoiceKind.CATEGORY, category.slug, category.label, typed)
                    )
            for kind in category.kinds:
                label = self.analyser.labels[kind.slug]
                if len(label) == 1 and label[0].token in by_token:
                    typed = by_token[label[0].token]
                    self.choices.append(Choice(ChoiceKind.KIND, kind.slug, kind.label, typed))


def _with_optional(
    terms: list[tuple[Term, Word]], soft: dict[str, tuple[Region, ...]], last: str
) -> list[tuple[Term, Word]]:
    """Words that may be a town: alone they find its offers as well, first of all when nothing was
    typed behind them ("Essen", not "essen gehen"); beside other words they only add, and the town
    adds on its own ("Theater Essen": theatres first, those of the town above)."""
    alone = all(word.typed in soft for _, word in terms)
    worth = TOWN if not alone else TOWN_ALONE if last in soft else WHOLE
    found = []
    for term, word in terms:
        towns = tuple(
            Alternative(place_token(region.key), worth)
            for region in soft.get(word.typed, ())
            if region.is_municipality
        )
        if alone:
            found.append((replace(term, alternatives=(*term.alternatives, *towns)), word))
            continue
        if towns:
            # Neither its synonyms nor its parts: "Eis essen" is no question for restaurants.
            plain = Word(word.typed, word.token)
            found += [(Term(term.alternatives[:1], required=False), plain)]
            found += [(Term(towns, required=False), plain)]
        else:
            found.append((term, word))
    return found


def _position(typed: list[str], sequence: tuple[str, ...]) -> int | None:
    for at in range(len(typed) - len(sequence) + 1):
        if tuple(typed[at : at + len(sequence)]) == sequence:
            return at
    return None
