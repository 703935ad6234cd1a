"""Hard facts of North Rhine-Westphalia that the register must state."""

import re
from collections import Counter

import pytest

from catalogue.boundaries import Boundaries
from catalogue.regions import DistrictKind
from catalogue.register import DATA, load_register

REGISTER = load_register()
BOUNDARIES = Boundaries.load(DATA / "boundaries.topojson")


def test_how_many_regions_there_are() -> None:
    assert len(REGISTER.municipalities) == 396
    assert len(REGISTER.districts) == 53
    assert len(REGISTER.government_regions) == 5
    assert len(REGISTER.postal_codes) == 865
    independent = [d for d in REGISTER.districts if d.kind is DistrictKind.KREISFREIE_STADT]
    assert len(independent) == 22
    assert len(REGISTER.districts) - len(independent) == 31


@pytest.mark.parametrize(
    ("name", "count"),
    [("Düsseldorf", 66), ("Köln", 99), ("Münster", 78), ("Detmold", 70), ("Arnsberg", 83)],
)
def test_municipalities_of_a_government_region(name: str, count: int) -> None:
    (region,) = [r for r in REGISTER.government_regions if r.name.endswith(name)]
    counts = Counter(REGISTER.path(m.ags)[1] for m in REGISTER.municipalities)
    assert counts[region.key] == count


def test_seven_postal_codes_belong_to_two_municipalities() -> None:
    shared = {p.code for p in REGISTER.postal_codes if len(p.municipalities) == 2}
    assert shared == {"33154", "33161", "40472", "40721", "51467", "52525", "52538"}
    assert all(len(p.municipalities) <= 2 for p in REGISTER.postal_codes)


def test_aachen_lies_in_the_staedteregion() -> None:
    assert REGISTER.path("05334002") == ("05", "053", "05334", "05334002")
    assert REGISTER.district("05334").kind is DistrictKind.STAEDTEREGION


def test_every_municipality_can_be_found() -> None:
    slugs = [m.slug for m in REGISTER.municipalities]
    assert len(set(slugs)) == 396
    kreise = [d.slug for d in REGISTER.districts if d.kind is not DistrictKind.KREISFREIE_STADT]
    assert len(set(kreise)) == 31
    for municipality in REGISTER.municipalities:
        assert re.fullmatch(r"05[13579]\d{5}", municipality.ags)
        assert REGISTER.postal_codes_of(municipality.ags), municipality.name


def test_every_centre_point_lies_in_its_own_boundary() -> None:
    for municipality in REGISTER.municipalities:
        assert BOUNDARIES.contains(municipality.ags, municipality.lat, municipality.lon)
        assert BOUNDARIES.municipality_at(municipality.lat, municipality.lon) == municipality.ags


def test_a_point_abroad_lies_in_no_municipality() -> None:
    assert BOUNDARIES.municipality_at(50.85, 5.69) is None
    assert BOUNDARIES.municipality_at(52.52, 13.40) is None


def test_the_readme_names_source_and_licence_of_every_file() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for file in DATA.iterdir():
        assert file.name == "README.md" or f"`{file.name}`" in readme
    assert (DATA / "boundaries.topojson").stat().st_size <= 120_000


def test_aliases_lead_to_a_town_and_never_hide_one() -> None:
    regions = load_register()
    names = {town.name for town in regions.municipalities}
    assert len(regions.aliases) > 100
    for alias in regions.aliases:
        assert regions.knows(alias.ags)
        assert alias.name not in names
    by_name = {(alias.name, regions.municipality(alias.ags).name) for alias in regions.aliases}
    assert {("Mülheim", "Mülheim an der Ruhr"), ("Büttgen", "Kaarst")} <= by_name
    assert {town for name, town in by_name if name == "Oberkassel"} == {"Bonn", "Düsseldorf"}
