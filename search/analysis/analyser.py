"""Text to tokens: names of places kept whole, words stemmed, compounds taken apart."""

import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from catalogue.offer import Offer
from catalogue.snapshot import Snapshot
from search.analysis.compounds import SHORTEST_PART, Splitter
from search.analysis.folding import words
from search.analysis.stemming import stem
from search.language import Language
from search.ranking import Tier

PLACE_MARK = "_"
"""First character of tokens that are places; no word that can be typed has it."""
LONGEST_NAME = 5
"""Words of the longest name of a place ("Mülheim an der Ruhr" has four)."""
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Word:
    """`typed` is folded; `heads` are the main parts of a compound, `parts` its other parts."""

    typed: str
    token: str
    heads: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def is_place(self) -> bool:
        return self.token.startswith(PLACE_MARK)


class Analyser:
    """`names` are the names of places as tuples of folded words without hyphens; `labels` those of
    categories and kinds by slug. `ordinary` are tokens of everyday German words; `written` says
    how the lists of synonyms write a token."""

    def __init__(
        self,
        language: Language,
        *,
        vocabulary: Iterable[str] = (),
        names: Collection[tuple[str, ...]] = (),
        labels: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.language = language
        self.names = frozenset(names)
        self._first_of_names = frozenset(name[0] for name in names)
        self.splitter = Splitter(
            language.compound_parts | set(vocabulary), language.compound_exceptions, self.stem
        )
        self._word = cache(self._analyse)
        self._alone = cache(self._standing_alone)
        self.labels = {slug: self.words(label) for slug, label in labels.items()}
        self.empty_parts = frozenset(map(self.stem, language.empty_parts))
        self.ordinary = frozenset(map(self.stem, language.compound_parts | {*language.irregular}))
        self.synonyms = self._stemmed(language.synonyms.of)
        self.equals = self._stemmed(replace(language.synonyms, wider=()).of)
        self.written: dict[str, str] = {}
        for word, written in language.synonyms.written.items():
            self.written.setdefault(self.token(word), written)

    def stem(self, word: str) -> str:
        return stem(word, self.language.irregular)

    def token(self, word: str) -> str:
        """The token of a folded word without hyphens. A compound ends like its main part alone:
        "stadtmuseen" is "stadtmuseum"."""
        if not self.splitter.split(word):
            return self.stem(word)
        irregular = self.language.irregular
        for start in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            base = irregular.get(word[start:])
            if base is not None:
                whole = word[:start] + base
                return whole if irregular.get(base) == base else self.stem(whole)
        return self.stem(word)

    def _stemmed(self, words: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Tokens that a token also finds."""
        found: dict[str, dict[str, None]] = {}
        for word, others in words.items():
            found.setdefault(self.token(word), {}).update(
                dict.fromkeys(self.token(other) for other in others)
            )
        return {token: _distinct(others, token) for token, others in found.items()}

    def words(self, text: str) -> list[Word]:
        """The words of a text in order, without stopwords, names of places as one word."""
        typed = words(text)
        found: list[Word] = []
        at = 0
        while at < len(typed):
            begins_name, alone = self._alone(typed[at])
            length = self.name_at(typed, at) if begins_name else 0
            if length:
                name = "".join(typed[at : at + length]).replace("-", "")
                found.append(Word(name, PLACE_MARK + name))
                at += length
            else:
                found += alone
                at += 1
        return found

    def _standing_alone(self, typed: str) -> tuple[bool, tuple[Word, ...]]:
        """Whether a name may begin with a word, and what the word is where none does; a stopword is
        nothing."""
        is_stopword = typed in self.language.stopwords
        return self._may_begin_name(typed), () if is_stopword else (self._word(typed),)

    def _may_begin_name(self, typed: str) -> bool:
        return typed.partition("-")[0] in self._first_of_names

    def name_at(self, typed: list[str], at: int) -> int:
        """How many words from `at` on are the name of a place; 0 for none."""
        if not self._may_begin_name(typed[at]):
            return 0
        for length in range(min(LONGEST_NAME, len(typed) - at), 0, -1):
            pieces = tuple("-".join(typed[at : at + length]).split("-"))
            if pieces in self.names:
                return length
        return 0

    def _analyse(self, typed: str) -> Word:
        pieces = [piece for piece in typed.split("-") if len(piece) > 1] if "-" in typed else []
        joined = typed.replace("-", "")
        if len(pieces) > 1 or (pieces and "-" in typed):
            *others, main = [self._word(piece) for piece in pieces]
            heads = (main.token, *main.heads)
            parts = (*main.parts, *(t for w in others for t in (w.token, *w.heads, *w.parts)))
            if len(others) > 1:
                # "Erste-Hilfe-Kurs" is about "Erste Hilfe", not about what is first.
                parts = (self.token("".join(pieces[:-1])), *parts)
        else:
            heads, parts = self._split(joined)
        token = self.token(joined)
        return Word(joined, token, _distinct(heads, token), _distinct(parts, token, *heads))

    def _split(self, word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Tokens of the main part and of the others; a part that is a compound gives its own."""
        *others, main = self.splitter.split(word) or ("",)
        if not main:
            return (), ()
        heads, parts = self._split(main)
        inner = [self._split(other) for other in others]
        return (
            (self.stem(main), *heads),
            (
                *parts,
                *(self.stem(other) for other in others),
                *(token for pair in inner for tokens in pair for token in tokens),
            ),
        )

    def offer_tokens(self, offer: Offer) -> tuple[dict[str, Tier], tuple[tuple[str, ...], ...]]:
        """Each token with the best tier it stands in, and the sequences for phrases."""
        title, provider = self.words(offer.title), self.words(offer.provider)
        summary = self.words(offer.summary)
        standing = self._standing(offer, title, provider, summary)
        best: dict[str, Tier] = {}
        for tier in _WORST_FIRST:
            best |= dict.fromkeys(standing[tier], tier)
        sequences = (tuple([w.token for w in text]) for text in (title, provider, summary))
        return best, tuple(sequence for sequence in sequences if sequence)

    def _add_kinds(
        self,
        found: dict[Tier, list[str]],
        offer: Offer,
        title: list[Word],
        provider: list[Word],
    ) -> None:
        """The kinds' labels. An offer of one kind is nothing else; of several it may be mainly
        another, unless it is called so ("Zoo": the Tierpark before the Vogelpark)."""
        called = {word.token for word in title}
        called |= {t for word in provider for t in (word.token, *word.heads, *word.parts)}
        alone = len(offer.kinds) == 1
        for kind in offer.kinds:
            label = self.labels.get(kind, [])
            _add(found, label, Tier.HEAD, Tier.HEAD, Tier.MODIFIER)
            for word in label:
                if not called.isdisjoint((word.token, *self.equals.get(word.token, ()))):
                    found[Tier.NAMED if alone else Tier.KIND].append(word.token)
                elif alone and len(label) == 1:
                    found[Tier.KIND].append(word.token)

    def _standing(
        self, offer: Offer, title: list[Word], provider: list[Word], summary: list[Word]
    ) -> dict[Tier, list[str]]:
        """All tokens of each tier."""
        found: dict[Tier, list[str]] = {tier: [] for tier in _WORST_FIRST}
        _add(found, title, Tier.TITLE, Tier.HEAD, Tier.MODIFIER)
        self._add_kinds(found, offer, title, provider)
        _add(found, provider, Tier.PROVIDER, Tier.PROVIDER, Tier.MODIFIER)
        category = self.labels.get(offer.category, [])
        _add(found, category, Tier.CATEGORY, Tier.CATEGORY, Tier.CATEGORY)
        for venue in offer.venues:
            found[Tier.PLACE].append(place_token(venue.ags))
            _add(found, self.words(venue.name), Tier.PROVIDER, Tier.PROVIDER, Tier.MODIFIER)
        for text in (
            summary,
            self.words(plain(offer.description)),
            self.words(offer.conditions),
            self.words(offer.benefit.applies_to),
        ):
            _add(found, text, Tier.BODY, Tier.PART, Tier.PART)
        return found


_WORST_FIRST = sorted(Tier, reverse=True)


def _add(
    found: dict[Tier, list[str]], text: list[Word], whole: Tier, head: Tier, part: Tier
) -> None:
    wholes, heads, parts = found[whole], found[head], found[part]
    for word in text:
        wholes.append(word.token)
        heads += word.heads
        parts += word.parts


def _distinct(tokens: Iterable[str], *without: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token for token in tokens if token not in without))


def place_token(key: str) -> str:
    """The token of every offer with a venue in this municipality."""
    return PLACE_MARK + key


def plain(markup: str) -> str:
    """The text of sanitised HTML."""
    return html.unescape(_TAG.sub(" ", markup))


def vocabulary_of(snapshot: Snapshot) -> set[str]:
    """Words that stand alone in titles and provider names as nouns do, at least twice and with at
    least five letters, and those of all labels: what compounds of this catalogue are made of."""
    counted: Counter[str] = Counter()
    for offer in snapshot.offers:
        counted.update(set(_nouns(f"{offer.title} . {offer.provider}")))
    labels = [kind.label for category in snapshot.categories for kind in category.kinds]
    labels += [category.label for category in snapshot.categories]
    return {word for word, count in counted.items() if count > 1} | {
        word for label in labels for word in _nouns(label)
    }


_NOUN = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{4,}\b")


def _nouns(text: str) -> Iterator[str]:
    for noun in _NOUN.findall(text):
        yield from words(noun)
