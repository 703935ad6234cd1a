"""Everything the search knows about one published state, built once from its snapshot."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from catalogue.snapshot import Snapshot
from search.analysis import Analyser, vocabulary_of
from search.analysis.analyser import plain
from search.analysis.remembering import Memory
from search.analysis.spelling import Spelled, spelled, without_hyphens
from search.documents import Document, Tokens, documents_of
from search.language import Language, read_language
from search.lexicon import Lexicon, build_lexicon
from search.places import Gazetteer, build_gazetteer


@dataclass(frozen=True)
class SearchIndex:
    """`documents` are in the order of their sort keys."""

    snapshot: Snapshot
    analyser: Analyser
    documents: tuple[Document, ...]
    lexicon: Lexicon
    gazetteer: Gazetteer

    @property
    def digest(self) -> str:
        return self.snapshot.digest

    @property
    def language(self) -> Language:
        return self.analyser.language

    def compounds(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every word of the offers that is taken apart, with its parts, the main part last."""
        written = sorted(w for group in self.lexicon.surfaces.values() for w in group)
        split = ((word, self.analyser.splitter.split(word)) for word in written)
        return [(word, parts) for word, parts in split if parts]


def build_index(
    snapshot: Snapshot, language: Language | None = None, memory: Memory | None = None
) -> SearchIndex:
    """Half a second for 4,600 offers, a third with the `memory` of a state much like this one; the
    memory then also holds this state."""
    language = language or read_language()
    gazetteer = build_gazetteer(snapshot.regions, language.place_words, language.landscapes)
    names = {name for name in gazetteer.meanings if name not in gazetteer.soft}
    single_names = {name[0] for name in names if len(name) == 1}
    analyser = Analyser(
        language,
        vocabulary=vocabulary_of(snapshot) - single_names,
        names=names,
        labels=_labels(snapshot),
    )
    documents = documents_of(snapshot, _tokens(analyser, memory))
    places = {name: gazetteer.written[(name,)] for name in single_names if len(name) > 3}
    return SearchIndex(
        snapshot=snapshot,
        analyser=analyser,
        documents=documents,
        lexicon=build_lexicon(
            documents, _written(snapshot, language), places | dict(language.synonyms.written)
        ),
        gazetteer=gazetteer,
    )


def _tokens(analyser: Analyser, memory: Memory | None) -> Tokens:
    if memory is None:
        return analyser.offer_tokens
    memory.recall(analyser)
    return partial(memory.offer_tokens, analyser)


def _labels(snapshot: Snapshot) -> dict[str, str]:
    labels: dict[str, str] = {}
    for category in snapshot.categories:
        labels[category.slug] = category.label
        labels |= {kind.slug: kind.label for kind in category.kinds}
    return labels


def _written(snapshot: Snapshot, language: Language) -> Iterator[set[Spelled]]:
    """The words of each offer (or label) that say something, without hyphens in what is folded."""
    empty = language.stopwords | language.silent
    for text in _texts(snapshot):
        found = {each for one in spelled(text) for each in without_hyphens(one)}
        yield {one for one in found if one.folded not in empty}


def _texts(snapshot: Snapshot) -> Iterator[str]:
    yield from _labels(snapshot).values()
    for offer in snapshot.offers:
        yield " . ".join(
            (offer.title, offer.provider, offer.summary, plain(offer.description), offer.conditions)
        )
