"""The register as the editors' knowledge completes it."""

from dataclasses import dataclass, replace
from functools import cache

from catalogue.boundaries import Boundaries
from catalogue.offer import STATE_KEY
from catalogue.offices import CardPolicy as PublishedPolicy
from catalogue.offices import IssuingOffice as PublishedOffice
from catalogue.offices import Offices, TerritorialRule
from catalogue.regions import RegionTree
from catalogue.register import DATA
from cms.municipalities.models import CardPolicy, IssuingOffice, MunicipalityPage, register
from cms.municipalities.richtext import sanitised_html


@dataclass(frozen=True)
class Geography:
    """Register and boundaries."""

    regions: RegionTree
    boundaries: Boundaries


@cache
def geography() -> Geography:
    return Geography(register(), Boundaries.load(DATA / "boundaries.topojson"))


def region_tree() -> RegionTree:
    """The register with participation and introductions as the editors published them."""
    kept = {
        row["ags"]: row
        for row in MunicipalityPage.objects.live().values("ags", "participating", "intro")
    }
    regions = geography().regions
    return replace(
        regions,
        municipalities=tuple(
            replace(
                town,
                participating=kept[town.ags]["participating"],
                intro=sanitised_html(kept[town.ags]["intro"]),
            )
            if town.ags in kept
            else town
            for town in regions.municipalities
        ),
    )


def published_offices() -> Offices:
    """Issuing offices and dated rules in the form of the catalogue, sorted by key and day."""
    offices = IssuingOffice.objects.prefetch_related("municipalities").order_by("key")
    policies = CardPolicy.objects.select_related("office")
    return Offices(
        offices=tuple(_office(office) for office in offices),
        policies=tuple(
            sorted((_policy(p) for p in policies), key=lambda p: (p.office, p.valid_from))
        ),
    )


def _office(office: IssuingOffice) -> PublishedOffice:
    return PublishedOffice(
        key=office.key,
        name=office.name,
        municipalities=tuple(sorted(page.ags for page in office.municipalities.all())),
        street=office.street,
        postal_code=office.postal_code,
        place=office.place,
        phone=office.phone,
        email=office.email,
        website=office.website,
    )


def _policy(policy: CardPolicy) -> PublishedPolicy:
    return PublishedPolicy(
        office=policy.office.key if policy.office else STATE_KEY,
        valid_from=policy.valid_from,
        source=policy.source,
        hours_per_year=policy.hours_per_year,
        hours_per_week=policy.hours_per_week,
        months_of_service=policy.months_of_service,
        minimum_age=policy.minimum_age,
        validity_months=policy.validity_months,
        territorial_rule=TerritorialRule(policy.territorial_rule)
        if policy.territorial_rule
        else None,
        signatories=policy.signatories,
        juleica_suffices=policy.juleica_suffices,
        accepts_private_help=policy.accepts_private_help,
        volunteer_allowance_limit=policy.volunteer_allowance_limit,
        trainer_allowance_limit=policy.trainer_allowance_limit,
    )
