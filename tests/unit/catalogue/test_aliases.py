"""Other names of towns: short names by rule, abbreviations and parts by hand."""

import csv
from collections import Counter, defaultdict

import pytest

from catalogue.regions import AliasKind
from catalogue.register import DATA, load_register
from catalogue.slugs import slugify
from catalogue.sources.aliases import DERIVED, aliases, short_names

REGISTER = load_register()
TOWNS: defaultdict[str, list[str]] = defaultdict(list)
for alias in REGISTER.aliases:
    TOWNS[alias.name].append(REGISTER.municipality(alias.ags).name)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Mülheim an der Ruhr", ["Mülheim"]),
        ("Haltern am See", ["Haltern"]),
        ("Halle (Westf.)", ["Halle"]),
        ("Fröndenberg/Ruhr", ["Fröndenberg"]),
        ("Sankt Augustin", ["St. Augustin"]),
        ("Bad Honnef", ["Honnef"]),
        ("Horn-Bad Meinberg", ["Bad Meinberg", "Horn", "Meinberg"]),
        ("Köln", []),
        ("Porta Westfalica", []),
        ("Hamm", []),
    ],
)
def test_short_names_follow_from_the_name(name: str, short: list[str]) -> None:
    assert short_names(name) == short


def test_a_short_name_that_is_another_town_is_left_out() -> None:
    towns = [
        {"name": "Bedburg", "ags": "05362004"},
        {"name": "Bedburg-Hau", "ags": "05154004"},
    ]
    assert [(row["alias"], row["ags"]) for row in aliases(towns, [])] == [("Hau", "05154004")]


def test_a_run_renews_the_derived_rows_and_keeps_the_others() -> None:
    kept = {"alias": "Porz", "ags": "05315000", "kind": "part", "source": "von Hand"}
    stale = {"alias": "Weg", "ags": "05315000", "kind": "short_name", "source": DERIVED}
    towns = [{"name": "Halle (Westf.)", "ags": "05754012"}]
    assert [row["alias"] for row in aliases(towns, [kept, stale])] == ["Halle", "Porz"]


def test_the_committed_file_is_what_a_run_writes() -> None:
    assert rows("aliases.csv") == aliases(rows("municipalities.csv"), rows("aliases.csv"))


def test_no_alias_is_the_name_of_a_municipality() -> None:
    own = {slugify(m.name) for m in REGISTER.municipalities}
    assert [a.name for a in REGISTER.aliases if slugify(a.name) in own] == []


def test_no_town_stands_twice_under_one_name() -> None:
    pairs = Counter((slugify(alias.name), alias.ags) for alias in REGISTER.aliases)
    assert [pair for pair, count in pairs.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "towns"),
    [
        ("Mülheim", ["Mülheim an der Ruhr"]),
        ("Halle", ["Halle (Westf.)"]),
        ("MG", ["Mönchengladbach"]),
        ("Büttgen", ["Kaarst"]),
        ("Bad Godesberg", ["Bonn"]),
        ("Wanne-Eickel", ["Herne"]),
        ("Oberkassel", ["Düsseldorf", "Bonn"]),
        ("Büderich", ["Meerbusch", "Wesel", "Werl"]),
        ("Gladbach", ["Mönchengladbach", "Bergisch Gladbach"]),
    ],
)
def test_a_name_leads_to_every_town_it_may_mean(name: str, towns: list[str]) -> None:
    assert TOWNS[name] == towns


def test_abbreviations_of_two_letters_mean_one_town() -> None:
    short = [a for a in REGISTER.aliases if len(a.name) <= 3]
    assert {"DU", "GE", "MG"} <= {a.name for a in short}
    for alias in short:
        if alias.name.isupper():
            assert alias.kind is AliasKind.ABBREVIATION
            assert len(TOWNS[alias.name]) == 1
            assert REGISTER.municipality(alias.ags).is_independent_city
