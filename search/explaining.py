"""Why an offer is a hit, point by point, in plain German."""

from collections.abc import Callable

from search.analysis.analyser import PLACE_MARK
from search.answering import answer
from search.contract import Relaxed, Request
from search.documents import Document
from search.engines.memory import MemoryEngine
from search.index import SearchIndex
from search.plan import Term
from search.ranking import HOME, SAME_POSTAL_CODE, Tier, points
from search.understanding import understand

WHERE = {
    Tier.NAMED: "in der einzigen Angebotsart und im Namen",
    Tier.KIND: "als einzige Angebotsart, oder in einer von mehreren und im Namen",
    Tier.TITLE: "im Titel",
    Tier.HEAD: "in einer Angebotsart oder als Hauptteil im Titel",
    Tier.PROVIDER: "im Namen des Anbieters",
    Tier.CATEGORY: "in der Rubrik",
    Tier.MODIFIER: "als Teil eines Wortes im Titel oder Namen",
    Tier.PLACE: "als Ort des Standorts",
    Tier.BODY: "im Text",
    Tier.PART: "als Teil eines Wortes im Text",
}


def explain(query: str, index: SearchIndex) -> list[str]:
    """Lines for the first page of hits: what was understood, then each hit with all its points."""
    found = answer(Request(q=query), index, MemoryEngine(index.documents))
    understood = understand(Request(q=query), index)
    broader = found.interpreted.relaxed is Relaxed.BROADER and understood.broader
    terms = broader or understood.terms
    place = found.interpreted.place
    lines = [f"{found.total} Angebote. Wörter: {', '.join(found.interpreted.words) or 'keine'}."]
    if place is not None:
        lines.append(f"Ort: {place.name} ({place.mode.value}).")
    lines += [f"Statt „{c.typed}“: {c.used}." for c in found.interpreted.corrections]
    written = _writing(index)
    documents = {document.id: document for document in index.documents}
    offers = {offer.id: offer for offer in index.snapshot.offers}
    for hit in found.hits:
        offer = offers[hit.id]
        lines.append(f"{hit.points} Punkte · {offer.provider}: {offer.title}")
        earned = [best for term in terms if (best := _best(term, documents[hit.id]))]
        reasons = [f"{best} „{written(token)}“ {WHERE[tier]}" for best, token, tier in earned]
        beyond_words = hit.points - sum(best for best, _, _ in earned)
        if beyond_words >= HOME:
            reasons.append(f"{HOME} am gefragten Ort oder nahe dabei")
        if beyond_words % HOME:
            reasons.append(f"{SAME_POSTAL_CODE} gleiche Postleitzahl")
        if hit.metres is not None:
            reasons.append(f"{hit.metres / 1000:.1f} km".replace(".", ","))
        lines += [f"    {reason}" for reason in reasons]
    return lines


def _writing(index: SearchIndex) -> Callable[[str], str]:
    """How people write a token: as the lists do, else as most offers, the name of a place as it is
    called."""
    lexicon, analyser, regions = index.lexicon, index.analyser, index.gazetteer.regions
    ordered = sorted((-n, word) for group in lexicon.surfaces.values() for word, n in group.items())
    known: dict[str, str] = {}
    for _, word in ordered:
        known.setdefault(analyser.token(word), lexicon.written(word))
    known |= analyser.written

    def written(token: str) -> str:
        if not token.startswith(PLACE_MARK):
            return known.get(token, token)
        name = token.removeprefix(PLACE_MARK)
        return regions[name].label if name in regions else lexicon.written(name)

    return written


def _best(term: Term, document: Document) -> tuple[int, str, Tier] | None:
    """What the term's best alternative earns in this document, with its token and where."""
    earned = (
        (points(document.tokens[a.token], a.tenths), a.token, document.tokens[a.token])
        for a in term.alternatives
        if a.token in document.tokens
    )
    return max(earned, default=None)
