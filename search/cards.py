"""What a list of hits shows of an offer: the same words as on the pages of the site."""

from dataclasses import dataclass

from catalogue.directory.groups import OfferGroups
from catalogue.directory.pages import OfferCard
from catalogue.snapshot import Snapshot
from themes.filters import benefit_sentence


@dataclass(frozen=True, slots=True)
class HitCard:
    """Texts ready to be shown, not escaped. `address` is the path of the offer's page, `place` a
    town, "landesweit" or "online"."""

    address: str
    provider: str
    title: str
    benefit: str
    summary: str
    category: str
    place: str
    demo: bool


def hit_cards(snapshot: Snapshot) -> dict[str, HitCard]:
    """The card of every offer by its id."""
    return {id_: _card(card) for id_, card in OfferGroups(snapshot).cards.items()}


def _card(card: OfferCard) -> HitCard:
    offer = card.offer
    return HitCard(
        address=offer.path,
        provider=offer.provider,
        title=offer.title,
        benefit=benefit_sentence(offer.benefit),
        summary=offer.summary,
        category=card.category.label,
        place=card.place,
        demo=offer.demo,
    )
