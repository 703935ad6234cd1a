"""`python -m catalogue.demo DIR`: a reproducible snapshot of fictional offers, real regions.

It shows the site until editors fill it; every offer is marked as an example.
"""

import argparse
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from catalogue import addresses, offer
from catalogue.categories import Category
from catalogue.offices import Offices
from catalogue.regions import Municipality, RegionTree
from catalogue.register import DATA, load_register
from catalogue.snapshot import write_snapshot

TEMPLATES = DATA.parent / "demo" / "templates.toml"
PARTICIPATING = 335
FIRST_DAY = date(2024, 1, 1)
STREETS = ("Lindenstraße", "Am Markt", "Mühlenweg", "Bahnhofstraße", "Kirchgasse", "Gartenweg")


def demo_regions(random: Random) -> RegionTree:
    """The register with 335 towns taking part, all kreisfreie Städte among them."""
    regions = load_register()
    others = [m.ags for m in regions.municipalities if not m.is_independent_city]
    absent = set(random.sample(others, len(regions.municipalities) - PARTICIPATING))
    return replace(
        regions,
        municipalities=tuple(
            replace(m, participating=m.ags not in absent) for m in regions.municipalities
        ),
    )


def demo_offers(
    random: Random, regions: RegionTree, templates: dict[str, Any], count: int
) -> list[offer.Offer]:
    """`count` offers in towns of skewed size, sorted by id."""
    towns = [m for m in regions.municipalities if m.participating]
    weights = [random.lognormvariate(2.2, 1) * (3 if m.is_independent_city else 1) for m in towns]
    texts = [(slug, row) for slug, group in templates.items() for row in group["offers"]]
    taken: set[str] = set()
    chosen = random.choices(towns, weights, k=count)
    found = [_offer(random, regions, town, texts, taken) for town in chosen]
    return sorted(found, key=lambda o: o.id)


def _offer(
    random: Random,
    regions: RegionTree,
    town: Municipality,
    texts: list[tuple[str, list[str]]],
    taken: set[str],
) -> offer.Offer:
    category, row = random.choice(texts)
    provider, title, summary, kind, value, applies_to, conditions = (
        text.replace("{ort}", town.name) for text in row
    )
    path = addresses.offer_address(
        owner_slug=town.slug, provider=provider, title=title, taken=taken
    )
    taken.add(path)
    published = FIRST_DAY + timedelta(days=random.randrange(1000))
    return offer.Offer(
        id=str(uuid.UUID(int=random.getrandbits(128), version=4)),
        path=path,
        provider=provider,
        title=title,
        summary=summary,
        description="",
        benefit=offer.Benefit(
            offer.BenefitKind(kind), Decimal(value) if value else None, applies_to
        ),
        conditions=conditions,
        redemption="Zeigen Sie Ihre Karte zusammen mit einem Lichtbildausweis.",
        category=category,
        kinds=(),
        scope=offer.Scope.LOCAL,
        venues=(_venue(random, regions, town, provider),),
        valid_from=None,
        valid_until=None,
        card_types=(offer.CardType.STANDARD, offer.CardType.JUBILEE),
        digital_card_accepted=random.random() < 0.7,
        contact=offer.Contact(phone="030 23125 123", website="https://partner.example/"),
        languages=offer.Languages(),
        verified_on=published,
        first_published_on=published,
        changed_on=published,
        municipality=town.ags,
        demo=True,
    )


def _venue(random: Random, regions: RegionTree, town: Municipality, provider: str) -> offer.Venue:
    code = regions.postal_code(random.choice(regions.postal_codes_of(town.ags)))
    assert code is not None  # noqa: S101 - the code comes from the same register
    return offer.Venue(
        name=provider,
        street=f"{random.choice(STREETS)} {random.randrange(1, 90)}",
        postal_code=code.code,
        place=town.name,
        ags=town.ags,
        lat=round(code.lat + random.uniform(-0.008, 0.008), 5),
        lon=round(code.lon + random.uniform(-0.012, 0.012), 5),
        accessibility=random.choice(list(offer.Accessibility)),
    )


def _categories(templates: dict[str, Any]) -> Iterator[Category]:
    for slug, group in templates.items():
        yield Category(slug, group["label"], group["description"], ())


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m catalogue.demo", description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--offers", type=int, default=4600)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    templates = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))
    random = Random(options.seed)  # noqa: S311 - reproducible examples, no secret
    regions = demo_regions(random)
    manifest = write_snapshot(
        options.directory,
        offers=demo_offers(random, regions, templates, options.offers),
        regions=regions,
        offices=Offices((), ()),
        categories=_categories(templates),
        pages=(),
        gone=(),
    )
    sys.stdout.write(f"{manifest.counts['offers']} Beispielangebote in {options.directory}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
