"""Categories and kinds: the vocabulary by which offers are sorted, kept by the chancellery."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """Second level below a category ("Hallenbad", "Stadtführung"); an offer may have several."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Category:
    """First level of sorting; every offer has exactly one."""

    slug: str
    label: str
    description: str
    kinds: tuple[Kind, ...]
