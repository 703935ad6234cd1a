"""Fictional offices and rules for the towns that take part. Pure: the same seed, the same offices.

How offices differ follows what towns really publish: some leave it to their Kreis or an
association, most ask for a year or two of volunteering, and its place or the residence decides.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from catalogue.offices import CardPolicy, IssuingOffice, Offices, TerritorialRule
from catalogue.regions import District, Municipality, RegionTree

KREIS_SHARE = 0.35  # of the Kreise issue for some of their towns,
BY_KREIS_SHARE = 0.5  # and for so many of them
ASSOCIATION_SHARE = 0.04
WITHOUT_OWN_RULES_SHARE = 0.1
CHANGED_RULES_SHARE = 0.3

_SOURCE = "Beispielregel, erfunden"
_CHANGES = (date(2026, 2, 1), date(2026, 4, 1), date(2026, 7, 1), date(2027, 1, 1))
_MONTHS_OF_SERVICE = (None, 12, 12, 24, 24, 24, 24, 36)
_VALIDITY_MONTHS = (24, 24, 24, 36, 36)
_MINIMUM_AGE = (None, 14, 16, 16, 16)
_SIGNATORIES = (None, 1, 1, 1, 2)
_YES_NO = (None, None, True, False)
_TERRITORIAL_RULES = (
    [TerritorialRule.ENGAGEMENT] * 4
    + [TerritorialRule.EITHER] * 4
    + [TerritorialRule.RESIDENCE] * 2
)
_OTHER_HOURS = ({}, {}, {}, {}, {}, {}, {}, {"hours_per_year": 250, "hours_per_week": 5})
_OTHER_ALLOWANCES = ({},) * 9 + (
    {"volunteer_allowance_limit": 480, "trainer_allowance_limit": 1500},
)


@dataclass(frozen=True, slots=True)
class _Issuer:
    """Who issues, and where its town hall is."""

    slug: str
    name: str
    seat: Municipality
    towns: tuple[Municipality, ...]


def demo_offices(seed: int, participants: Collection[str], regions: RegionTree) -> Offices:
    """One office for each town in `participants` (AGS), with its rules, sorted as published."""
    # Not the generator of the offers: they stay the same whatever is drawn here.
    random = Random(f"offices-{seed}")
    issuers = [
        issuer
        for district in regions.districts
        for issuer in _issuers(random, district, participants, regions)
    ]
    offices = [_office(random, issuer, regions) for issuer in issuers]
    policies = [policy for office in offices for policy in _policies(random, office.key)]
    return Offices(
        tuple(sorted(offices, key=lambda office: office.key)),
        tuple(sorted(policies, key=lambda policy: (policy.office, policy.valid_from))),
    )


def _issuers(
    random: Random, district: District, participants: Collection[str], regions: RegionTree
) -> Iterator[_Issuer]:
    towns = [town for town in regions.in_district(district.key) if town.ags in participants]
    by_kreis: tuple[Municipality, ...] = ()
    if len(towns) > 1 and random.random() < KREIS_SHARE:
        by_kreis = tuple(town for town in towns if random.random() < BY_KREIS_SHARE)
    if by_kreis:
        name = f"{district.name}, Ehrenamtsbüro (Beispiel)"
        yield _Issuer(f"kreis-{district.slug}", name, by_kreis[0], by_kreis)
    for town in towns:
        if town in by_kreis:
            continue
        if random.random() < ASSOCIATION_SHARE:
            name = f"Freiwilligenagentur {town.name} (Beispielverein)"
            yield _Issuer(f"verein-{town.slug}", name, town, (town,))
        else:
            name = f"{town.name}, Ehrenamtsstelle (Beispiel)"
            yield _Issuer(f"stelle-{town.slug}", name, town, (town,))


def _office(random: Random, issuer: _Issuer, regions: RegionTree) -> IssuingOffice:
    return IssuingOffice(
        key=issuer.slug,
        name=issuer.name,
        municipalities=tuple(sorted(town.ags for town in issuer.towns)),
        street=f"Rathausplatz {random.randrange(1, 30)}",
        postal_code=regions.postal_codes_of(issuer.seat.ags)[0],
        place=issuer.seat.name,
        # Numbers of this block are kept free for fiction.
        phone=f"030 23125 {random.randrange(1000):03d}",
        email=f"ehrenamt@{issuer.slug}.example",
        website=f"https://{issuer.slug}.example/",
    )


def _policies(random: Random, key: str) -> Iterator[CardPolicy]:
    if random.random() < WITHOUT_OWN_RULES_SHARE:
        return
    begin = date(random.randrange(2010, 2025), random.choice((1, 4, 7, 10)), 1)
    rules: dict[str, Any] = {
        "months_of_service": random.choice(_MONTHS_OF_SERVICE),
        "minimum_age": random.choice(_MINIMUM_AGE),
        "validity_months": random.choice(_VALIDITY_MONTHS),
        "territorial_rule": random.choice(_TERRITORIAL_RULES),
        "signatories": random.choice(_SIGNATORIES),
        "juleica_suffices": random.choice(_YES_NO),
        "accepts_private_help": random.choice(_YES_NO),
        **random.choice(_OTHER_HOURS),
    }
    yield CardPolicy(key, begin, _SOURCE, **rules)
    if random.random() < CHANGED_RULES_SHARE:
        changed = {
            **rules,
            "months_of_service": random.choice(_MONTHS_OF_SERVICE),
            "hours_per_year": None,
            "hours_per_week": None,
            **random.choice(_OTHER_ALLOWANCES),
        }
        yield CardPolicy(key, random.choice(_CHANGES), _SOURCE, **changed)
