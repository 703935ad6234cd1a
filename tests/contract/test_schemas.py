"""The written contract, the dataclasses and what is written say the same."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import make_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from catalogue import contract
from catalogue.codec import from_json, to_json
from catalogue.contract import CONTRACT, schema_of
from catalogue.editorial import EditorialPage
from catalogue.errors import CatalogueError
from catalogue.offer import EndedOffer
from catalogue.offices import CardPolicy, IssuingOffice, Offices, TerritorialRule
from catalogue.snapshot import FILES, MANIFEST, Manifest, write_snapshot
from tests.world import AACHEN, CATEGORIES, OFFER, REGIONS

SCHEMA_OF_ROW = {
    "offers.jsonl": "offer",
    "pages.jsonl": "editorial_page",
    "gone.jsonl": "ended_offer",
}
SCHEMA_OF_FILE = {MANIFEST: "manifest", "regions.json": "regions", "offices.json": "offices"}

DAY = date(2026, 11, 20)
ROWS: dict[str, Any] = {
    "manifest": Manifest(1, "ab", {"offers": 1}, {"offers.jsonl": "cd"}),
    "offer": OFFER,
    "ended_offer": EndedOffer("1", "/a/", "Titel", "Bad", "kultur", AACHEN, DAY),
    "regions": REGIONS,
    "offices": Offices(
        (IssuingOffice("aachen", "Stadt Aachen", (AACHEN,)),),
        (CardPolicy("05", DAY, "Richtlinie", territorial_rule=TerritorialRule.EITHER),),
    ),
    "category": CATEGORIES[0],
    "editorial_page": EditorialPage("/aktuelles/a/", "A", "B", "<p>C</p>", DAY, DAY),
}


@cache
def validator(name: str) -> Draft202012Validator:
    text = (contract.DIRECTORY / f"{name}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text), format_checker=FormatChecker())


def rows_of(snapshot: Path) -> Iterator[tuple[str, Any]]:
    """Every row of a snapshot with the name of its schema."""
    for file in sorted(snapshot.iterdir()):
        text = file.read_text(encoding="utf-8")
        if file.name in SCHEMA_OF_ROW:
            yield from ((SCHEMA_OF_ROW[file.name], json.loads(row)) for row in text.splitlines())
        elif file.name in SCHEMA_OF_FILE:
            yield SCHEMA_OF_FILE[file.name], json.loads(text)
        else:
            assert file.name == "categories.json"
            yield from (("category", row) for row in json.loads(text))


def test_the_committed_schemas_are_the_derived_ones() -> None:
    derived = {path.name: text for path, text in contract.schema_files(contract.DIRECTORY)}
    committed = {p.name: p.read_text(encoding="utf-8") for p in contract.DIRECTORY.iterdir()}
    assert committed == derived, "Bitte `python -m catalogue.contract` ausführen."


@pytest.mark.parametrize("name", CONTRACT)
def test_a_schema_is_valid_itself_and_explains_its_classes(name: str) -> None:
    schema = schema_of(CONTRACT[name])
    Draft202012Validator.check_schema(schema)
    for part in (schema, *schema.get("$defs", {}).values()):
        assert part["title"]
        assert len(part["description"]) > 15


def test_the_command_writes_the_schemas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert contract.main(tmp_path / "schema") == 0
    names = {path.name for path in (tmp_path / "schema").iterdir()}
    assert names == {f"{name}.schema.json" for name in CONTRACT}
    assert f"{len(CONTRACT)} Schemas" in capsys.readouterr().out


def test_every_file_of_a_full_snapshot_keeps_the_contract(tmp_path: Path) -> None:
    write_snapshot(
        tmp_path,
        offers=[OFFER, replace(OFFER, id="0002", path="/b/", valid_from=DAY, venues=())],
        regions=REGIONS,
        offices=ROWS["offices"],
        categories=CATEGORIES,
        pages=[ROWS["editorial_page"]],
        gone=[ROWS["ended_offer"]],
    )
    assert {file.name for file in tmp_path.iterdir()} == FILES | {MANIFEST}
    seen = set()
    for name, row in rows_of(tmp_path):
        seen.add(name)
        assert list(validator(name).iter_errors(row)) == []
    assert seen == CONTRACT.keys()


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every value inside a JSON document."""
    if path:
        yield path
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from places(item, (*path, key))


def changed(document: Any, path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    copy = deepcopy(document)
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    change(inner, path[-1])
    return copy


def accepted(name: str, document: Any) -> bool:
    try:
        from_json(CONTRACT[name], document, where="Zeile 1")
    except CatalogueError:
        return False
    return True


WRONG = (None, True, 3, -2.5, "gestern", "20260131", "2026-01-31", "1e3", "weltweit", [], [0], {})


@pytest.mark.parametrize("name", CONTRACT)
def test_schema_and_decoder_refuse_the_same(name: str) -> None:
    """Each value of a row in turn is replaced by wrong ones: both say yes or both say no."""
    document = json.loads(json.dumps(to_json(ROWS[name])))
    refused = 0
    for path in places(document):
        for value in WRONG:
            other = changed(document, path, lambda inner, key, v=value: inner.__setitem__(key, v))
            valid = validator(name).is_valid(other)
            assert valid == accepted(name, other), (path, value)
            refused += not valid
    assert refused > 10


@pytest.mark.parametrize("name", CONTRACT)
def test_schema_and_decoder_refuse_missing_and_unknown_fields(name: str) -> None:
    document = json.loads(json.dumps(to_json(ROWS[name])))
    for path in places(document):
        if not isinstance(path[-1], str):
            continue
        without = changed(document, path, lambda inner, key: inner.__delitem__(key))
        assert validator(name).is_valid(without) == accepted(name, without), path
    unknown = document | {"titel": "x"}
    assert not validator(name).is_valid(unknown)
    assert not accepted(name, unknown)


def test_a_field_more_changes_the_schema() -> None:
    wider = make_dataclass("Offer", [("rating", int)], bases=(CONTRACT["category"],), frozen=True)
    wider.__doc__ = CONTRACT["category"].__doc__
    assert schema_of(wider) != schema_of(CONTRACT["category"])


def test_a_class_used_twice_is_defined_once() -> None:
    kind = CATEGORIES[0].kinds[0].__class__
    twice = make_dataclass("Twice", [("one", kind), ("two", kind)], namespace={"__doc__": "Two."})
    schema = schema_of(twice)
    assert list(schema["$defs"]) == ["Kind"]
    assert schema["properties"]["one"] == schema["properties"]["two"] == {"$ref": "#/$defs/Kind"}


@pytest.mark.parametrize(
    ("cls", "message"),
    [
        (make_dataclass("Bare", [("name", str)]), "docstring"),
        (make_dataclass("Odd", [("name", complex)], namespace={"__doc__": "Odd."}), "complex"),
    ],
)
def test_a_class_that_cannot_be_described_is_refused(cls: type[Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        schema_of(cls)
