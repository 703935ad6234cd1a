"""The fictional offices: one for each town that takes part, differing as real ones do."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from catalogue.offices import CardPolicy, Offices, TerritorialRule
from catalogue.policy import effective_policy
from catalogue.register import load_register
from cms.municipalities.services import BASELINES
from cms.offers.demo.offices import demo_offices
from cms.offers.demo.world import PARTICIPATING, demo_participants

REGIONS = load_register()
PARTICIPANTS = demo_participants(Random(7), REGIONS)


@pytest.fixture(scope="module")
def offices() -> Offices:
    return demo_offices(7, PARTICIPANTS, REGIONS)


def test_each_town_that_takes_part_has_exactly_one_office(offices: Offices) -> None:
    served = Counter(ags for office in offices.offices for ags in office.municipalities)
    assert set(served) == PARTICIPANTS
    assert served.total() == PARTICIPATING


def test_the_same_seed_gives_the_same_offices_whatever_order_the_towns_come_in(
    offices: Offices,
) -> None:
    assert demo_offices(7, sorted(PARTICIPANTS), REGIONS) == offices
    assert demo_offices(8, PARTICIPANTS, REGIONS) != offices


def test_towns_kreise_and_associations_issue_and_all_say_they_are_examples(
    offices: Offices,
) -> None:
    sorts = Counter(office.key.partition("-")[0] for office in offices.offices)
    assert set(sorts) == {"stelle", "kreis", "verein"}
    assert sorts["stelle"] > 200
    assert len({office.key for office in offices.offices}) == len(offices.offices)
    for office in offices.offices:
        assert "Beispiel" in office.name
        assert len(office.key) <= 50
        assert office.email.endswith(".example")
        assert office.phone.startswith("030 23125 ")
        assert office.email.isascii()


def test_rules_vary_and_are_dated(offices: Offices) -> None:
    keys = {office.key for office in offices.offices}
    assert {policy.office for policy in offices.policies} < keys
    assert len({(p.office, p.valid_from) for p in offices.policies}) == len(offices.policies)
    assert {p.territorial_rule for p in offices.policies} == set(TerritorialRule)
    assert {p.months_of_service for p in offices.policies} == {None, 12, 24, 36}
    assert {p.signatories for p in offices.policies} == {None, 1, 2}
    assert any(p.valid_from > date(2026, 12, 1) for p in offices.policies)
    assert any(p.hours_per_year == 250 for p in offices.policies)
    assert all("erfunden" in p.source for p in offices.policies)


def test_they_stand_on_the_rules_of_the_land(offices: Offices) -> None:
    land = tuple(CardPolicy(office="05", **baseline) for baseline in BASELINES)
    everything = Offices(offices.offices, (*land, *offices.policies))
    for office in offices.offices:
        for on in (date(2026, 1, 31), date(2026, 2, 1), date(2027, 1, 1)):
            policy = effective_policy(everything, office.key, on=on)
            assert policy.hours_per_year is not None
            assert policy.volunteer_allowance_limit is not None
