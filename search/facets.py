"""Counts of an engine as rows people can choose from."""

from collections.abc import Iterator, Mapping

from catalogue.offer import BenefitKind, CardType, Scope
from search.contract import FLAGS, YES, Facet, FacetValue
from search.index import SearchIndex
from search.plan import EVERYWHERE

_LABELS: dict[Facet, dict[str, str]] = {
    Facet.BENEFIT: {
        BenefitKind.PERCENT: "Prozent Nachlass",
        BenefitKind.AMOUNT_OFF: "Euro Nachlass",
        BenefitKind.FIXED_PRICE: "Festpreis",
        BenefitKind.REDUCED_PRICE: "Ermäßigter Preis",
        BenefitKind.FREE: "Kostenlos",
        BenefitKind.TWO_FOR_ONE: "Zwei zum Preis von einem",
        BenefitKind.EXTRA: "Zugabe",
        BenefitKind.CONTINGENT: "Verlosung oder Kontingent",
        BenefitKind.OTHER: "Andere Vergünstigung",
    },
    Facet.SCOPE: {
        Scope.LOCAL: "Vor Ort",
        Scope.STATEWIDE: "Im ganzen Land",
        Scope.ONLINE: "Online",
    },
    Facet.CARD: {
        CardType.STANDARD: "Ehrenamtskarte",
        CardType.JUBILEE: "Jubiläums-Ehrenamtskarte",
    },
    Facet.FREE: {YES: "Kostenlos"},
    Facet.DIGITAL: {YES: "Digitale Karte gilt"},
    Facet.ACCESSIBLE: {YES: "Barrierefrei oder teilweise"},
    Facet.NEW: {YES: "Neu"},
}


def facet_values(
    facet: Facet, counts: Mapping[str, int], chosen: tuple[str, ...], index: SearchIndex
) -> tuple[FacetValue, ...]:
    """In the order of the vocabulary; values of few words stay when nothing is left of them,
    kinds and regions only while they have hits or are chosen."""
    everywhere = counts.get(EVERYWHERE, 0) if facet is Facet.REGION else 0
    keep_empty = facet in FLAGS or facet in _LABELS or facet is Facet.CATEGORY
    return tuple(
        FacetValue(key, label, counts.get(key, 0) + everywhere, key in chosen)
        for key, label in _vocabulary(facet, chosen, index)
        if keep_empty or counts.get(key) or key in chosen
    )


def _vocabulary(
    facet: Facet, chosen: tuple[str, ...], index: SearchIndex
) -> Iterator[tuple[str, str]]:
    categories = index.snapshot.categories
    if facet is Facet.CATEGORY:
        yield from ((category.slug, category.label) for category in categories)
    elif facet is Facet.KIND:
        yield from ((kind.slug, kind.label) for c in categories for kind in c.kinds)
    elif facet is Facet.REGION:
        yield from _regions(chosen, index)
    else:
        yield from _LABELS[facet].items()


def _regions(chosen: tuple[str, ...], index: SearchIndex) -> Iterator[tuple[str, str]]:
    """All Regierungsbezirke and Kreise; municipalities only of the Kreise that were chosen."""
    open_districts = {key[:5] for key in chosen if len(key) >= 5}
    tree = index.snapshot.regions
    for region in tree.government_regions:
        yield region.key, region.name
    for district in tree.districts:
        yield district.key, district.name
        towns = tree.in_district(district.key)
        if district.key in open_districts and (len(towns) > 1 or towns[0].ags in chosen):
            yield from ((town.ags, town.name) for town in towns)
