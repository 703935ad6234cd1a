"""The offer texts of content/demo, from which the demo world is grown."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from catalogue.offer import BenefitKind
from catalogue.register import DATA

TEXTS = DATA.parent / "demo" / "offers"
STATEWIDE = "landesweit"


@dataclass(frozen=True, slots=True)
class OfferText:
    """One offer without a town; "{ort}" in any text stands for the town's name."""

    category: str
    provider: str
    title: str
    summary: str
    description: str
    kinds: tuple[str, ...]
    benefit: BenefitKind
    value: Decimal | None
    applies_to: str
    companion: bool
    conditions: str
    online: bool
    chain: bool


def load_texts(directory: Path = TEXTS) -> tuple[tuple[OfferText, ...], tuple[OfferText, ...]]:
    """(texts for towns, texts for the whole Land), each in the order of the files."""
    local: list[OfferText] = []
    statewide: list[OfferText] = []
    for path in sorted(directory.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["offers"]
        if path.stem == STATEWIDE:
            statewide.extend(_text(row[1:], row[0]) for row in rows)
        else:
            local.extend(_text(row, path.stem) for row in rows)
    return tuple(local), tuple(statewide)


def _text(row: list[str], category: str) -> OfferText:
    provider, kinds, title, summary, benefit, applies_to, conditions, description, marks = row
    kind, _, value = benefit.partition(":")
    return OfferText(
        category=category,
        provider=provider,
        title=title,
        summary=summary,
        description=description,
        kinds=tuple(_listed(kinds)),
        benefit=BenefitKind(kind),
        value=Decimal(value) if value else None,
        applies_to=applies_to,
        companion="begleitung" in _listed(marks),
        conditions=conditions,
        online="online" in _listed(marks),
        chain="filialen" in _listed(marks),
    )


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
