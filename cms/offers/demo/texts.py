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
    redemption: str
    online: bool
    chain: bool


def load_texts(directory: Path = TEXTS) -> tuple[tuple[OfferText, ...], tuple[OfferText, ...]]:
    """(texts for towns, texts for the whole Land), each in the order of the files."""
    local: list[OfferText] = []
    statewide: list[OfferText] = []
    for path in sorted(directory.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["offer"]
        target = statewide if path.stem == STATEWIDE else local
        target.extend(_text(row, row.get("category", path.stem)) for row in rows)
    return tuple(local), tuple(statewide)


def _text(row: dict[str, object], category: str) -> OfferText:
    value = row.get("value")
    return OfferText(
        category=category,
        provider=str(row["provider"]),
        title=str(row["title"]),
        summary=str(row["summary"]),
        description=str(row["description"]),
        kinds=tuple(str(kind) for kind in row["kinds"]),  # type: ignore[attr-defined]
        benefit=BenefitKind(str(row["benefit"])),
        value=None if value is None else Decimal(str(value)),
        applies_to=str(row["applies_to"]),
        companion=bool(row.get("companion", False)),
        conditions=str(row["conditions"]),
        redemption=str(row["redemption"]),
        online=bool(row.get("online", False)),
        chain=bool(row.get("chain", False)),
    )
