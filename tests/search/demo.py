"""A snapshot of the demo world without a database, and offers that are difficult on purpose."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from catalogue import offer as o
from catalogue.boundaries import Boundaries
from catalogue.categories import Category
from catalogue.codec import from_json
from catalogue.register import DATA, load_register
from cms.offers.demo.texts import load_texts
from cms.offers.demo.world import DemoOffer, DemoVenue, DemoWorld, Life
from cms.offers.labels import LocationState
from tests.world import OFFER, written

TODAY = date(2026, 11, 24)
OFFERS = 1500
SEED = 11
AACHEN, KOELN, TELGTE = "05334002", "05315000", "05570044"


def write_demo(directory: Path, offers: int = OFFERS) -> Path:
    """A snapshot of so many offers of the demo world (the same every time), and the difficult."""
    regions = load_register()
    local, statewide = load_texts()
    world = DemoWorld(
        seed=SEED,
        live=offers,
        today=TODAY,
        regions=regions,
        boundaries=Boundaries.load(DATA / "boundaries.topojson"),
        local=local,
        statewide=statewide,
    )
    found = [_published(offer) for offer in world.offers() if offer.life is Life.LIVE]
    found += difficult()
    return written(
        directory,
        *sorted(found, key=lambda offer: offer.id),
        regions=regions,
        categories=categories(),
    )


def categories() -> tuple[Category, ...]:
    rows = tomllib.loads((DATA / "categories.toml").read_text(encoding="utf-8"))["category"]
    return tuple(from_json(Category, row, where="categories.toml") for row in rows)


def _published(demo: DemoOffer) -> o.Offer:
    text = demo.text
    assert demo.path is not None
    return replace(
        OFFER,
        id=str(demo.id),
        path=demo.path,
        provider=text.provider,
        title=text.title,
        summary=text.summary,
        description=f"<p>{text.description}</p>",
        benefit=o.Benefit(text.benefit, text.value, text.applies_to, text.companion),
        conditions=text.conditions,
        redemption=demo.redemption,
        category=text.category,
        kinds=text.kinds,
        scope=demo.scope,
        venues=tuple(map(_venue, demo.venues)),
        valid_from=demo.valid_from,
        valid_until=demo.valid_until,
        card_types=tuple(o.CardType),
        digital_card_accepted=demo.digital_card_accepted,
        verified_on=demo.verified_on,
        first_published_on=demo.published_on,
        changed_on=demo.published_on,
        municipality=demo.owner,
    )


def _venue(venue: DemoVenue) -> o.Venue:
    trusted = venue.state in (LocationState.EXACT, LocationState.APPROXIMATE)
    return o.Venue(
        venue.name,
        venue.street,
        venue.postal_code,
        venue.place,
        venue.ags,
        venue.lat if trusted else None,
        venue.lon if trusted else None,
        venue.accessibility,
        venue.public_transport,
    )


def difficult() -> Iterator[o.Offer]:
    """Ties, missing and doubled places, borders of days, and texts no word list expects."""
    cologne = o.Venue("Westhalle", "Am Markt 1", "50667", "Köln", KOELN, 50.94, 6.96)
    aachen = replace(cologne, postal_code="52062", place="Aachen", ags=AACHEN, lat=50.77, lon=6.08)
    nowhere = replace(cologne, lat=None, lon=None)
    cases: tuple[dict[str, object], ...] = (
        # Same title, provider and place: only the id is left to order by.
        {"title": "Zwillingsangebot", "venues": (cologne,)},
        {"title": "Zwillingsangebot", "venues": (cologne,)},
        {"title": "Zwillingsangebot", "venues": (cologne, aachen)},
        {"title": "Zwillingsangebot", "venues": (nowhere,)},
        {"title": "Überall und doch hier", "scope": o.Scope.STATEWIDE, "venues": (aachen,)},
        {"title": "Nur im Netz", "scope": o.Scope.ONLINE, "venues": ()},
        {"title": "Ohne Standort, mit Ort", "venues": (), "municipality": TELGTE},
        {"title": "Gilt ab heute", "venues": (aachen,), "valid_from": TODAY},
        {"title": "Gilt bis heute", "venues": (aachen,), "valid_until": TODAY},
        {
            "title": "Gilt einen Tag",
            "venues": (aachen,),
            "valid_from": TODAY + timedelta(days=9),
            "valid_until": TODAY + timedelta(days=9),
        },
        {"title": "Музей 博物館 🎟 und E-Bike", "venues": (cologne,)},
        {"title": "Langes Wort", "description": f"<p>{'wort' * 9000}</p>", "venues": (cologne,)},
        # The phrase "rote katze" must not be found across title and provider.
        {"title": "Alles außer rote", "provider": "Katze am Tor", "venues": (cologne,)},
        {"title": "Die rote Katze liest", "venues": (cologne,)},
        {
            "title": "Jubiläumskarte allein",
            "card_types": (o.CardType.JUBILEE,),
            "venues": (aachen,),
        },
    )
    for number, case in enumerate(cases, start=1):
        yield replace(
            OFFER,
            **{  # type: ignore[arg-type]
                "id": f"00000000-0000-4000-8000-{number:012d}",
                "path": f"/angebote/schwierig/fall-{number}/",
                "category": "kultur-veranstaltungen",
                "kinds": ("museum",),
                "provider": "Westhalle",
                "municipality": KOELN,
                "valid_until": None,
                **case,
            },
        )
