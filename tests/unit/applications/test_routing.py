"""Where an application goes: named cases, then every town and every postal code of the Land."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import product

import pytest

from applications.places import PlaceState, place_of_postal_code, place_of_town
from applications.routing import Ground, Route, RouteOutcome, route, route_to_issuer
from catalogue.offices import CardPolicy, IssuingOffice, Offices, TerritorialRule
from catalogue.regions import RegionTree
from catalogue.register import load_register

ON = date(2026, 11, 24)
BASELINE = CardPolicy("05", date(2008, 11, 1), "Richtlinie", hours_per_year=200, hours_per_week=4)

RHEINE, EMSDETTEN, GREVEN = "05566076", "05566008", "05566012"
MUENSTER, BONN, HAAN = "05515000", "05314000", "05158008"

OFFICES = Offices(
    (
        IssuingOffice("stadt-rheine", "Stadt Rheine", (RHEINE,)),
        IssuingOffice("kreis-steinfurt", "Kreis Steinfurt", (EMSDETTEN, GREVEN)),
        IssuingOffice("muenster", "Stadt Münster", (MUENSTER,)),
        IssuingOffice("bonn-verein", "Verein Ehrenamt Bonn", (BONN,)),
    ),
    (
        BASELINE,
        CardPolicy(
            "muenster",
            date(2020, 1, 1),
            "Rat",
            territorial_rule=TerritorialRule.ENGAGEMENT,
        ),
        CardPolicy(
            "bonn-verein",
            date(2020, 1, 1),
            "Rat",
            territorial_rule=TerritorialRule.RESIDENCE,
        ),
    ),
)
ONLINE = {"stadt-rheine", "kreis-steinfurt", "muenster"}


@cache
def regions() -> RegionTree:
    return load_register()


def routed(residence: str, *engagements: str) -> Route:
    return route(
        place_of_town(residence, regions()),
        [place_of_town(ags, regions()) for ags in engagements],
        OFFICES,
        online=ONLINE,
        on=ON,
    )


ABROAD = ""
O_ = RouteOutcome


@pytest.mark.parametrize(
    ("residence", "engagements", "outcome", "keys", "said"),
    [
        (RHEINE, [RHEINE], O_.OFFICE, ["stadt-rheine"], "Stadt Rheine, weil Sie in Rheine wohnen"),
        # The Kreis issues for towns that do not.
        (EMSDETTEN, [GREVEN], O_.OFFICE, ["kreis-steinfurt"], "weil Sie sich in Greven engagieren"),
        # Two are possible: the applicant chooses.
        (RHEINE, [MUENSTER], O_.CHOOSE, ["stadt-rheine", "muenster"], "Bitte wählen"),
        (RHEINE, [MUENSTER, GREVEN, MUENSTER], O_.CHOOSE, None, "überall"),
        # Münster asks for engagement there, so living there leads nowhere.
        (MUENSTER, [RHEINE], O_.OFFICE, ["stadt-rheine"], "weil Sie sich in Rheine engagieren"),
        (MUENSTER, [HAAN], O_.NOBODY, [], "In Münster zu wohnen genügt nicht"),
        # Bonn asks for residence; its association takes paper.
        (HAAN, [BONN], O_.NOBODY, [], "Ein Engagement in Bonn genügt nicht"),
        (BONN, [HAAN], O_.PAPER_ONLY, ["bonn-verein"], "nur auf Papier"),
        (BONN, [RHEINE], O_.CHOOSE, ["bonn-verein", "stadt-rheine"], "Bitte wählen"),
        # Haan issues nothing.
        (HAAN, [HAAN], O_.NOBODY, [], "Haan gibt zurzeit keine Ehrenamtskarte aus"),
        (HAAN, [RHEINE], O_.OFFICE, ["stadt-rheine"], "Stadt Rheine"),
        # Living outside of the Land and volunteering inside, and the other way round.
        (ABROAD, [MUENSTER], O_.OFFICE, ["muenster"], "Stadt Münster"),
        (RHEINE, [ABROAD], O_.OFFICE, ["stadt-rheine"], "wohnen"),
        (ABROAD, [ABROAD], O_.NOBODY, [], "prüfen Sie Ihre Angaben"),
        (RHEINE, [], O_.OFFICE, ["stadt-rheine"], "wohnen"),
    ],
)
def test_cases(
    residence: str, engagements: list[str], outcome: RouteOutcome, keys: list[str] | None, said: str
) -> None:
    found = routed(residence, *engagements)
    assert found.outcome is outcome
    assert keys is None or [option.office.key for option in found.options] == keys
    assert said in found.text


def test_the_grounds_are_named_once_each() -> None:
    [option] = routed(EMSDETTEN, GREVEN, GREVEN, EMSDETTEN).options
    assert option.grounds == (Ground.RESIDENCE, Ground.ENGAGEMENT)


@pytest.mark.parametrize(
    ("residence", "chosen", "outcome", "keys", "said"),
    [
        # Living in Münster is no ground for a new card there, yet its own cards it knows.
        (MUENSTER, "", O_.OFFICE, ["muenster"], "Hat eine andere Stelle"),
        (MUENSTER, "kreis-steinfurt", O_.OFFICE, ["kreis-steinfurt"], "Kreis Steinfurt."),
        (HAAN, "stadt-rheine", O_.OFFICE, ["stadt-rheine"], "Ihre Karte prüft: Stadt Rheine."),
        (BONN, "", O_.PAPER_ONLY, ["bonn-verein"], "nur auf Papier"),
        (HAAN, "", O_.CHOOSE, [o.key for o in OFFICES.offices], "ausgestellt hat"),
        (ABROAD, "erfunden", O_.CHOOSE, [o.key for o in OFFICES.offices], "ausgestellt hat"),
    ],
)
def test_an_issued_card_goes_to_who_issued_it(
    residence: str, chosen: str, outcome: RouteOutcome, keys: list[str], said: str
) -> None:
    found = route_to_issuer(place_of_town(residence, regions()), chosen, OFFICES, online=ONLINE)
    assert found.outcome is outcome
    assert [option.office.key for option in found.options] == keys
    assert {ground for option in found.options for ground in option.grounds} == {Ground.ISSUER}
    assert said in found.text


def test_an_issued_card_asks_for_the_town_unless_its_office_is_chosen() -> None:
    double = next(p for p in regions().postal_codes if len(p.municipalities) > 1)
    place = place_of_postal_code(double.code, "", regions())
    asked = route_to_issuer(place, "", OFFICES, online=ONLINE)
    assert (asked.outcome, asked.ask) == (O_.ASK_TOWN, (place,))
    assert route_to_issuer(place, "muenster", OFFICES, online=ONLINE).outcome is O_.OFFICE


def test_a_rule_applies_from_its_day_on() -> None:
    changed = Offices(
        OFFICES.offices,
        (
            *OFFICES.policies,
            CardPolicy(
                "stadt-rheine",
                date(2027, 1, 1),
                "Rat",
                territorial_rule=TerritorialRule.ENGAGEMENT,
            ),
        ),
    )
    home = place_of_town(RHEINE, regions())
    for on, outcome in ((date(2026, 12, 31), O_.OFFICE), (date(2027, 1, 1), O_.NOBODY)):
        assert route(home, [], changed, online=ONLINE, on=on).outcome is outcome


def test_a_town_is_asked_for_before_anything_else() -> None:
    double = next(p for p in regions().postal_codes if len(p.municipalities) > 1)
    place = place_of_postal_code(double.code, "", regions())
    found = route(place, [place_of_town(RHEINE, regions())], OFFICES, online=ONLINE, on=ON)
    assert (found.outcome, found.ask, found.options) == (O_.ASK_TOWN, (place,), ())
    for town in place.towns:
        assert town.name in found.text


@cache
def whole_land() -> Offices:
    """Every third town issues itself, by a rule of its own; its Kreis for the next; then nobody."""
    rules = [*TerritorialRule, None]
    offices, policies = [], [BASELINE]
    kreise: dict[str, list[str]] = {}
    for number, town in enumerate(regions().municipalities):
        if number % 3 == 0:
            offices.append(IssuingOffice(town.slug, town.name, (town.ags,)))
            rule = rules[number // 3 % 4]
            policies.append(CardPolicy(town.slug, date(2020, 1, 1), "Rat", territorial_rule=rule))
        elif number % 3 == 1:
            kreise.setdefault(town.district, []).append(town.ags)
    offices += [IssuingOffice(f"kreis-{k}", k, tuple(towns)) for k, towns in kreise.items()]
    return Offices(tuple(offices), tuple(policies))


def entitles(ags: str, *grounds: TerritorialRule) -> str | None:
    """The office of the town if its rule is one of `grounds`: the same answer, found otherwise."""
    office = whole_land().responsible_for(ags)
    if office is None:
        return None
    own = [p.territorial_rule for p in whole_land().policies if p.office == office.key]
    rule = next((r for r in own if r is not None), TerritorialRule.EITHER)
    return office.key if rule in grounds else None


def test_every_town_as_residence_and_as_engagement_has_its_one_outcome() -> None:
    """All 396 × 396 would repeat itself: each town with itself, two others, and abroad."""
    towns = [m.ags for m in regions().municipalities]
    assert len(towns) == 396
    places = {ags: place_of_town(ags, regions()) for ags in [*towns, ABROAD]}
    online = {o.key for o in whole_land().offices if not o.key.endswith("n")}
    outcomes: Counter[RouteOutcome] = Counter()
    for number, town in enumerate(towns):
        others = (town, towns[(number + 1) % 396], towns[(number * 7 + 5) % 396], ABROAD)
        for residence, engagement in (*product([town], others), (ABROAD, town)):
            found = route(
                places[residence], [places[engagement]], whole_land(), online=online, on=ON
            )
            expected = {
                entitles(residence, TerritorialRule.RESIDENCE, TerritorialRule.EITHER),
                entitles(engagement, TerritorialRule.ENGAGEMENT, TerritorialRule.EITHER),
            } - {None}
            assert {option.office.key for option in found.options} == expected
            assert (found.outcome is O_.NOBODY) == (not expected)
            assert (found.outcome is O_.PAPER_ONLY) == (bool(expected) and not expected & online)
            assert (found.outcome is O_.CHOOSE) == (len(expected) > 1 and bool(expected & online))
            assert found.text.endswith(".")
            outcomes[found.outcome] += 1
    assert set(outcomes) == set(RouteOutcome) - {O_.ASK_TOWN}
    assert outcomes.total() == 396 * 5


def test_every_postal_code_finds_its_town_or_asks() -> None:
    codes = regions().postal_codes
    assert len(codes) == 865
    asked = [p for p in codes if len(p.municipalities) > 1]
    assert len(asked) == 7
    for code in codes:
        place = place_of_postal_code(code.code, "", regions())
        expected = PlaceState.ASK if code in asked else PlaceState.KNOWN
        assert place.state is expected
        assert tuple(town.ags for town in place.towns) == code.municipalities
        for ags in code.municipalities:
            chosen = place_of_postal_code(code.code, ags, regions())
            assert chosen.town == regions().municipality(ags)


@pytest.mark.parametrize(
    ("code", "chosen", "state"),
    [
        ("48431", "", PlaceState.KNOWN),
        ("10115", "", PlaceState.OUTSIDE),
        ("", "", PlaceState.OUTSIDE),
        ("40002", RHEINE, PlaceState.KNOWN),  # a post-office box; the town was chosen by name
        ("10115", "11000000", PlaceState.OUTSIDE),
    ],
)
def test_places(code: str, chosen: str, state: PlaceState) -> None:
    place = place_of_postal_code(code, chosen, regions())
    assert place.state is state
    assert (place.text == "") == (state is PlaceState.KNOWN)


def test_a_choice_that_does_not_fit_the_code_is_asked_again_or_not_believed() -> None:
    double = next(p for p in regions().postal_codes if len(p.municipalities) > 1)
    assert place_of_postal_code(double.code, RHEINE, regions()).state is PlaceState.ASK
    kept = place_of_postal_code("48431", MUENSTER, regions()).town
    assert kept is not None
    assert kept.ags == RHEINE
