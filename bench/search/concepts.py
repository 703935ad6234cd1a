"""Which offers a judgement means, from what is written in the offers and never from the search."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.offer import Offer


@dataclass(frozen=True, slots=True)
class Condition:
    """`mark` is "@" for a kind, "#" for a category, "%" for a kind of benefit, "*" for any offer,
    and "" for a text that stands in provider or title."""

    mark: str
    value: str
    holds: bool = True

    def fits(self, offer: Offer) -> bool:
        return self._found(offer) is self.holds

    def _found(self, offer: Offer) -> bool:
        match self.mark:
            case "@":
                return self.value in offer.kinds
            case "#":
                return self.value == offer.category
            case "%":
                return self.value == offer.benefit.kind.value
            case "*":
                return True
        return self.value in f"{offer.provider} {offer.title}".casefold()


Concept = tuple[tuple[Condition, ...], ...]
"""Alternatives, each of conditions that must all hold."""


def parse_concept(text: str) -> Concept:
    """`a&!b, c` → a without b, or c. Raises ValueError when a part is empty."""
    return tuple(
        tuple(_condition(part.strip()) for part in alternative.split("&"))
        for alternative in text.split(",")
    )


def _condition(text: str) -> Condition:
    holds = not text.startswith("!")
    text = text.removeprefix("!")
    mark = text[0] if text and text[0] in "@#%*" else ""
    value = text.removeprefix(mark).casefold()
    if not value and mark != "*":
        raise ValueError("Ein Teil der Spalte concept ist leer.")
    return Condition(mark, value, holds)


def members(concept: Concept, offers: Iterable[Offer]) -> frozenset[str]:
    """Ids of the offers that are meant."""
    return frozenset(
        offer.id
        for offer in offers
        if any(all(c.fits(offer) for c in alternative) for alternative in concept)
    )
