"""What a question asks for: free of charge, phrases, words, and what they may also mean."""

from collections.abc import Container
from dataclasses import dataclass, replace

from search.analysis import Word, known_ends
from search.contract import LONGEST_QUERY, Choice, ChoiceKind, Correction, Interpretation
from search.plan import Alternative, Term
from search.ranking import BROADER, EQUAL, SYNONYM
from search.understanding.soft_places import with_optional
from search.understanding.where import AROUND, WITHIN, Where

_INFINITIVE = ("en", "ern", "eln")


@dataclass(frozen=True)
class Understood:
    """`broader` are the terms with the main parts of their compounds, None without any. `regions`
    are the keys the place stands for, several where it is a landscape."""

    interpretation: Interpretation
    terms: tuple[Term, ...]
    broader: tuple[Term, ...] | None
    phrases: tuple[tuple[str, ...], ...]
    regions: tuple[str, ...] = ()


class Reading(Where):
    """Goes on with the words that are left."""

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
        terms = with_optional(terms, soft, "".join(self.left[-1:]).replace("-", ""))
        said = [self._term(word) for text in free for word in self.analyser.words(text)]
        terms += [(replace(term, required=False), word) for term, word in said]
        broader = tuple(self._broader(term, word) for term, word in terms)
        plain = tuple(term for term, _ in terms)
        self._label_choices(asked)
        if self.place is None and self.request.near is not None:
            self.place = self._given_point(self.request.near)
        return Understood(
            Interpretation(
                words=tuple(dict.fromkeys(self._shown(w.typed) for w in (*phrase_words, *asked))),
                phrases=tuple(self.phrase_texts),
                place=self.place,
                choices=tuple(dict.fromkeys(self.choices)),
                corrections=tuple(self.corrections),
                synonyms=tuple(dict.fromkeys(map(self._written, self.synonyms))),
                free=bool(free),
                unknown_place=self.unknown_place,
                wants_location=wants_location and self.place is None,
                shortened=len(self.request.q) > LONGEST_QUERY,
            ),
            plain,
            broader if broader != plain else None,
            phrases,
            self.regions,
        )

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
                    written = self.index.lexicon.written(used)
                    self.corrections.append(Correction(self._shown(word), written))
                    self.left[at] = used
            at += 1

    def _is_strange(self, typed: str) -> bool:
        language = self.index.language
        joined = typed.replace("-", "")
        if joined in language.stopwords | language.silent | WITHIN | AROUND:
            return False
        word = self._one(typed)
        if word.token in self.analyser.ordinary:
            return False  # rightly spelled: "schneiden" is not meant to be Schleiden
        return not (self._is_known(word.token) or any(map(self._is_known, word.heads[:1])))

    def _phrases(self) -> tuple[tuple[tuple[str, ...], ...], list[Word]]:
        texts = [self.analyser.words(text) for text in self.phrase_texts]
        sequences = tuple(tuple(w.token for w in text) for text in texts if text)
        return sequences, [word for text in texts for word in text]

    def _asked(self) -> list[Word]:
        """The words that are left and say something."""
        silent = self.index.language.silent | WITHIN | AROUND | {"von"}
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
            return [part for part in parts if part not in self.analyser.empty_parts]
        ends = known_ends(word.typed, self._is_word)
        if ends:
            used = " ".join(map(self.index.lexicon.written, ends))
            self.corrections.append(Correction(self._shown(word.typed), used))
        return [self.analyser.token(end) for end in ends]

    def _is_word(self, folded: str) -> bool:
        """Whether a part of a word is one that offers write or that means one of theirs."""
        said = folded not in self.index.language.silent | self.index.language.stopwords
        written = self.index.lexicon.is_written(folded)
        return said and written and self._is_known(self.analyser.token(folded))

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

    def _written(self, token: str) -> str:
        """A synonym as the lists write it."""
        return self.analyser.written.get(token, token)

    def _broader(self, term: Term, word: Word) -> Term:
        heads = (t for t in word.heads if t not in self.analyser.empty_parts)
        more = [Alternative(t, BROADER) for t in heads if self.index.lexicon.knows(t)]
        return replace(term, alternatives=(*term.alternatives, *more)) if more else term

    def _label_choices(self, asked: list[Word]) -> None:
        """A word that is the name of a category or kind offers to narrow to it."""
        by_token = {word.token: self._shown(word.typed) for word in asked}
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


def _position(typed: list[str], sequence: tuple[str, ...]) -> int | None:
    for at in range(len(typed) - len(sequence) + 1):
        if tuple(typed[at : at + len(sequence)]) == sequence:
            return at
    return None
