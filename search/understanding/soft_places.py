"""Names of places that are words too ("Essen"): what they add beside other words."""

from dataclasses import replace

from search.analysis import Word, place_token
from search.places import Region
from search.plan import Alternative, Term
from search.ranking import TOWN, TOWN_ALONE, WHOLE


def with_optional(
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
