"""Judgement files: rules of `judgements.csv`, or plain lines of query, offer and grade."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.search.concepts import Concept, members, parse_concept
from bench.search.metrics import GOOD
from bench.search.reach import Surroundings
from catalogue.errors import CatalogueError
from catalogue.offer import Offer, Scope
from catalogue.regions import RegionTree

SPELLINGS = " / "
"""Between spellings of a question that deserve the same answer."""


@dataclass(frozen=True)
class Judged:
    """A question with the grades (1 to 3) of all offers that fit it. `reach` holds what can be
    used where the question asks for, or nothing when it names no place."""

    query: str
    grades: Mapping[str, int]
    reach: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    concept: Concept
    places: tuple[str, ...]
    grade: int


def read_judgements(
    path: Path, offers: tuple[Offer, ...], regions: RegionTree
) -> tuple[Judged, ...]:
    """The judged questions in the order of the file, rules expanded to these offers.

    Questions for which these offers hold nothing fitting are left out. Raises CatalogueError
    naming file and line when something cannot be read.
    """
    rows = list(_rows(path))
    if rows and "offer_id" in rows[0][1]:
        found = _plain(rows, path)
    else:
        found = _by_rules(rows, path, offers, regions)
    return tuple(judged for judged in found if judged.grades)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row); lines that start with "#" are remarks."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [(n, line) for n, line in enumerate(file, 1) if line.strip()]
    lines = [(number, line) for number, line in lines if not line.startswith("#")]
    if not lines:
        return
    delimiter = ";" if ";" in lines[0][1] else ","
    reader = csv.DictReader((line for _, line in lines), delimiter=delimiter)
    for (number, _), row in zip(lines[1:], reader, strict=True):
        yield number, {name: (row[name] or "").strip() for name in row if name}


def _plain(rows: Iterable[tuple[int, dict[str, str]]], path: Path) -> Iterator[Judged]:
    grades: dict[str, dict[str, int]] = {}
    for number, row in rows:
        with_offer = grades.setdefault(row["query"], {})
        grade = _grade(row, path, number)
        if grade:
            with_offer[row["offer_id"]] = grade
    return (Judged(query, found) for query, found in grades.items())


def _by_rules(
    rows: Iterable[tuple[int, dict[str, str]]],
    path: Path,
    offers: tuple[Offer, ...],
    regions: RegionTree,
) -> Iterator[Judged]:
    surroundings = Surroundings(regions)
    rules: dict[str, list[_Rule]] = {}
    for number, row in rows:
        rule = _rule(row, path, number, surroundings)
        for query in row["query"].split(SPELLINGS):
            rules.setdefault(query.strip(), []).append(rule)
    meant = cache(lambda concept: members(concept, offers))
    return (_expanded(query, found, offers, surroundings, meant) for query, found in rules.items())


def _rule(row: dict[str, str], path: Path, number: int, surroundings: Surroundings) -> _Rule:
    try:
        places = tuple(row["place"].split())
        for key in places:
            surroundings.check(key)
        return _Rule(parse_concept(row["concept"]), places, _grade(row, path, number))
    except KeyError as error:
        raise CatalogueError(f"{path}: es fehlt die Spalte {error}.") from None
    except (CatalogueError, ValueError) as error:
        raise CatalogueError(f"{path}, Zeile {number}: {error}") from None


def _grade(row: dict[str, str], path: Path, number: int) -> int:
    if row.get("grade") not in {"0", "1", "2", "3"}:
        raise CatalogueError(f"{path}, Zeile {number}: die Note muss 0, 1, 2 oder 3 sein.")
    return int(row["grade"])


def _expanded(
    query: str,
    rules: list[_Rule],
    offers: tuple[Offer, ...],
    surroundings: Surroundings,
    meant: Callable[[Concept], frozenset[str]],
) -> Judged:
    empty = {
        keys: _nothing_there(rules, keys, offers, surroundings, meant) for keys in _keys(rules)
    }

    def allowed(offer: Offer, keys: tuple[str, ...]) -> int:
        return surroundings.best_grade(offer, keys, nothing_there=empty[keys]) if keys else 3

    grades: dict[str, int] = {}
    for offer in offers:
        earned = [
            min(rule.grade, allowed(offer, rule.places))
            for rule in rules
            if offer.id in meant(rule.concept)
        ]
        wrong = any(r.grade == 0 and offer.id in meant(r.concept) for r in rules)
        if earned and not wrong and max(earned):
            grades[offer.id] = max(earned)
    anywhere = any(rule.grade and not rule.places for rule in rules)
    reach = {o.id for o in offers if any(allowed(o, keys) for keys in _keys(rules))}
    return Judged(query, grades, None if anywhere else frozenset(reach))


def _keys(rules: Iterable[_Rule]) -> set[tuple[str, ...]]:
    return {rule.places for rule in rules}


def _nothing_there(
    rules: Iterable[_Rule],
    keys: tuple[str, ...],
    offers: Iterable[Offer],
    surroundings: Surroundings,
    meant: Callable[[Concept], frozenset[str]],
) -> bool:
    """Whether the place has no offer of its own that is good."""
    good = [rule for rule in rules if rule.places == keys and rule.grade >= GOOD]
    return not any(
        offer.scope is Scope.LOCAL
        and any(offer.id in meant(rule.concept) for rule in good)
        and surroundings.inside(offer, keys)
        for offer in offers
    )
