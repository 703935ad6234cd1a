"""A tiny readable Land: two towns, one category, one offer."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from catalogue import offer as o
from catalogue.categories import Category, Kind
from catalogue.editorial import EditorialPage
from catalogue.offices import Offices
from catalogue.regions import (
    District,
    DistrictKind,
    GovernmentRegion,
    Municipality,
    MunicipalityKind,
    PostalCode,
    RegionTree,
)
from catalogue.snapshot import write_snapshot

AACHEN, TELGTE = "05334002", "05570044"
REGIONS = RegionTree(
    (GovernmentRegion("053", "Köln"), GovernmentRegion("055", "Münster")),
    (
        District(
            "05334",
            "Städteregion Aachen",
            "staedteregion-aachen",
            DistrictKind.STAEDTEREGION,
            "053",
            50.7,
            6.2,
        ),
        District("05570", "Kreis Warendorf", "warendorf", DistrictKind.KREIS, "055", 51.9, 7.9),
    ),
    (
        Municipality(
            AACHEN, "Aachen", "aachen", MunicipalityKind.STADT, "05334", 50.77, 6.08, True
        ),
        Municipality(TELGTE, "Telgte", "telgte", MunicipalityKind.STADT, "05570", 51.98, 7.78),
    ),
    (PostalCode("48291", (TELGTE,), 51.98, 7.78), PostalCode("52062", (AACHEN,), 50.77, 6.08)),
    (),
)
CATEGORIES = (Category("freizeit-sport", "Freizeit und Sport", "Bewegung.", (Kind("bad", "Bad"),)),)
OFFER = o.Offer(
    id="0001",
    path="/angebote/aachen/lindenbad/",
    provider="Lindenbad",
    title="Zum Jugendtarif <schwimmen>",
    summary="Günstiger ins Wasser",
    description="<p>Gilt täglich.</p>",
    benefit=o.Benefit(o.BenefitKind.PERCENT, Decimal("10"), "Einzelkarte"),
    conditions="",
    redemption="",
    category="freizeit-sport",
    kinds=("bad",),
    scope=o.Scope.LOCAL,
    venues=(o.Venue("Lindenbad", "Am Markt 1", "52062", "Aachen", AACHEN, 50.77, 6.08),),
    valid_from=None,
    valid_until=date(2027, 6, 30),
    card_types=(o.CardType.STANDARD,),
    digital_card_accepted=True,
    contact=o.Contact(),
    languages=o.Languages(),
    verified_on=None,
    first_published_on=date(2026, 1, 2),
    changed_on=date(2026, 1, 3),
    municipality=AACHEN,
    demo=True,
)


def written(
    path: Path,
    *offers: o.Offer,
    gone: tuple[o.EndedOffer, ...] = (),
    regions: RegionTree = REGIONS,
    categories: tuple[Category, ...] = CATEGORIES,
    pages: tuple[EditorialPage, ...] = (),
) -> Path:
    write_snapshot(
        path,
        offers=offers,
        regions=regions,
        offices=Offices((), ()),
        categories=categories,
        pages=pages,
        gone=gone,
    )
    return path
