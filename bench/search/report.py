"""The tables for people: systems side by side, then every question."""

from collections.abc import Iterator, Mapping, Sequence

from bench.search.measuring import Measured, Summary, summary

ASKED = ("≥ 0,93", "", "≤ 2 %", "0", "", "≤ 5 ms")
"""What our search has to reach, in the order of the rows."""


def tables(found: Mapping[str, Sequence[Measured]]) -> Iterator[str]:
    """`found` holds the measurements of each system by its name, ours first."""
    heads = list(found)
    summaries = [summary(measured) for measured in found.values()]
    width = max(len(m.query) for measured in found.values() for m in measured)
    width = max(width, 30)
    yield f"{'':<{width}}" + "".join(f"{head:>12}" for head in heads) + "  verlangt"
    for label, cells, asked in zip(
        _LABELS, zip(*map(_cells, summaries), strict=True), ASKED, strict=True
    ):
        yield f"{label:<{width}}" + "".join(f"{cell:>12}" for cell in cells) + f"  {asked}"
    yield ""
    yield f"{'Frage (nDCG@10)':<{width}}" + "".join(f"{head:>12}" for head in heads)
    for row in zip(*found.values(), strict=True):
        yield f"{row[0].query:<{width}}" + "".join(f"{_mark(m):>12}" for m in row)
    yield "∅ nichts gefunden · ! anderer Ort unter den ersten drei"


_LABELS = (
    "nDCG@10",
    "MRR (Note ≥ 2)",
    "ohne Treffer",
    "falscher Ort unter den ersten drei",
    "Zeit p50",
    "Zeit p95",
)


def _cells(of: Summary) -> tuple[str, ...]:
    return (
        _decimal(of.ndcg, 3),
        _decimal(of.mrr, 3),
        f"{_decimal(of.nothing * 100, 1)} %",
        f"{of.left_town} von {of.placed}",
        f"{_decimal(of.p50, 2)} ms",
        f"{_decimal(of.p95, 2)} ms",
    )


def _mark(measured: Measured) -> str:
    signs = ("∅ " if measured.nothing else "") + ("! " if measured.left_town else "")
    return signs + _decimal(measured.ndcg, 2)


def _decimal(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace(".", ",")
