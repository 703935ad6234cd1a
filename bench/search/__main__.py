"""`make bench-search`: how good our search is beside two others, by judged questions."""

import argparse
import sys
from pathlib import Path

from bench.search.judging import read_judgements
from bench.search.measuring import measure
from bench.search.published import published
from bench.search.report import tables
from bench.search.stock_search import StockSearch
from bench.search.systems import OurSearch, SubstringSearch, System
from bench.search.texts import searchable
from catalogue.errors import CatalogueError

JUDGEMENTS = Path(__file__).with_name("judgements.csv")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument(
        "offers",
        type=Path,
        nargs="?",
        help="Schnappschuss oder offers.jsonl; ohne Angabe entsteht eine neue Beispielwelt",
    )
    parser.add_argument("judgements", type=Path, nargs="?", default=JUDGEMENTS)
    given = parser.parse_args(arguments)
    try:
        snapshot = published(given.offers)
        judged = read_judgements(given.judgements, snapshot.offers, snapshot.regions)
    except CatalogueError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the answer of a command
        return 1
    if not judged:
        print("Keine Frage hat unter diesen Angeboten ein passendes.", file=sys.stderr)  # noqa: T201
        return 1
    texts = tuple(searchable(offer) for offer in snapshot.offers)
    systems: tuple[System, ...] = (OurSearch(snapshot), SubstringSearch(texts), StockSearch(texts))
    print(f"{len(snapshot.offers)} Angebote, {len(judged)} bewertete Fragen\n")  # noqa: T201
    print("\n".join(tables({s.name: measure(s, judged) for s in systems})))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
