"""Questions asked of the regions, answered on the real register."""

import pytest

from catalogue import addresses
from catalogue.errors import CatalogueError
from catalogue.regions import RegionTree, distance_km
from catalogue.register import load_register

REGISTER = load_register()
COLOGNE, BONN, TELGTE = "05315000", "05314000", "05570044"


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [
        ((50.9384, 6.9599), (50.7374, 7.0982), 24.4),  # Köln, Bonn
        ((51.0, 7.0), (51.0, 7.0), 0.0),
        ((51.0, 7.0), (52.0, 7.0), 111.2),
        ((0.0, 179.5), (0.0, -179.5), 111.2),
    ],
)
def test_distances(here: tuple[float, float], there: tuple[float, float], km: float) -> None:
    assert distance_km(*here, *there) == pytest.approx(km, abs=0.2)
    assert distance_km(*there, *here) == pytest.approx(distance_km(*here, *there))


@pytest.mark.parametrize(
    ("ags", "path"),
    [
        (COLOGNE, ("05", "053", "05315", COLOGNE)),
        (TELGTE, ("05", "055", "05570", TELGTE)),
    ],
)
def test_the_path_leads_down_from_the_land(ags: str, path: tuple[str, ...]) -> None:
    assert REGISTER.path(ags) == path


def test_unknown_keys_are_refused_by_name() -> None:
    assert not REGISTER.knows("05")
    with pytest.raises(CatalogueError, match="keine Gemeinde mit dem Schlüssel '05'"):
        REGISTER.municipality("05")
    with pytest.raises(CatalogueError, match="keinen Kreis mit dem Schlüssel '05999'"):
        REGISTER.district("05999")
    with pytest.raises(CatalogueError, match="05999999"):
        REGISTER.nearest("05999999")


def test_what_is_not_there_is_empty() -> None:
    empty = RegionTree((), (), (), (), ())
    assert empty.in_district("05570") == ()
    assert empty.postal_codes_of(TELGTE) == ()
    assert empty.postal_code("48291") is None


def test_a_postal_code_leads_to_its_towns_and_back() -> None:
    for postal_code in REGISTER.postal_codes:
        assert REGISTER.postal_code(postal_code.code) is postal_code
        for ags in postal_code.municipalities:
            assert postal_code.code in REGISTER.postal_codes_of(ags)


def test_the_towns_of_a_kreis_stand_in_the_order_of_their_names() -> None:
    slugs = [town.slug for town in REGISTER.in_district("05570")]
    assert slugs == sorted(slugs)
    assert len(slugs) == 13
    assert sum(len(REGISTER.in_district(d.key)) for d in REGISTER.districts) == 396


def test_the_nearest_towns_come_first() -> None:
    near = list(REGISTER.nearest(BONN))
    assert len(near) == 395
    assert [km for _, km in near] == sorted(km for _, km in near)
    assert {"Alfter", "Sankt Augustin"} <= {town.name for town, _ in near[:6]}
    assert list(REGISTER.nearest(BONN)) == near


@pytest.mark.parametrize(
    ("key", "address"),
    [("05570", "/kreise/warendorf/"), ("05315", "/orte/koeln/"), ("05334", "/kreise/staedtere")],
)
def test_a_kreisfreie_stadt_has_the_page_of_the_town(key: str, address: str) -> None:
    assert addresses.district_address(REGISTER.district(key), REGISTER).startswith(address)


@pytest.mark.parametrize(("ags", "slug"), [("05", "landesweit"), (COLOGNE, "koeln")])
def test_the_owner_stands_in_the_address(ags: str, slug: str) -> None:
    assert addresses.owner_slug(ags, REGISTER) == slug


def test_a_new_address_is_readable_and_free() -> None:
    def address(title: str, taken: set[str]) -> str:
        return addresses.offer_address(owner_slug="x", provider="", title=title, taken=taken)

    assert address("Größe & Glück", set()) == "/angebote/x/groesse-glueck/"
    assert address("!!!", set()) == "/angebote/x/angebot/"
    taken = {"/angebote/x/bad/", "/angebote/x/bad-2/"}
    assert address("Bad", taken) == "/angebote/x/bad-3/"
    assert len(address("Wort " * 40, set())) <= len("/angebote/x//") + addresses.NAME_LENGTH
    assert "-" not in address("W" * 200, set()).split("/")[3]


def test_an_article_has_an_address_of_its_own_as_well() -> None:
    plain = "/aktuelles/tag-des-ehrenamts/"
    assert addresses.news_address(title="Tag des Ehrenamts!", taken=set()) == plain
    assert addresses.news_address(title="Tag des Ehrenamts", taken={plain}) == f"{plain[:-1]}-2/"
    assert addresses.news_address(title="?", taken=set()) == "/aktuelles/nachricht/"


@pytest.mark.parametrize("title", ["Seite", "Seite 2"])
def test_an_article_never_stands_where_a_part_of_the_list_does(title: str) -> None:
    """The second one called "Seite" would get a number."""
    address = addresses.news_address(title=title, taken=set())
    assert address.startswith("/aktuelles/nachricht-seite")
