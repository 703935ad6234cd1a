"""Golden vectors: what reviewed inputs give, written by the reference in Python and kept by the
port in JavaScript. `python -m tests.search.vectors` writes them anew; read the difference.

`inputs.json` holds what was reviewed by hand, each for something that two languages of programming
may see differently. A question is its words, or [words, place field, radius].
"""

import json
from pathlib import Path
from typing import Any

from catalogue.codec import to_json
from search.addresses import BadQuestionError, read_question
from search.analysis.folding import fold, words
from search.contract import Request
from search.index import SearchIndex
from search.suggesting import candidates, places_of, suggest
from search.understanding import understand
from tests.search.browser.asking import request_json

FOLDER = Path(__file__).parent
TEXTS = ("forms", "compounds", "places", "spellings")


def made(index: SearchIndex) -> dict[str, list[Any]]:
    """The rows of each file, [input, what it gives]."""
    inputs = json.loads((FOLDER / "inputs.json").read_text(encoding="utf-8"))
    return {
        "texts": [[text, _text(text, index)] for kind in TEXTS for text in inputs[kind]],
        "questions": [[q, _question(q, index)] for q in (*inputs["places"], *inputs["questions"])],
        "addresses": [[query, _address(query)] for query in inputs["addresses"]],
        "suggestions": [[text, _suggested(text, index)] for text in inputs["beginnings"]],
    }


def written(name: str) -> list[Any]:
    rows: list[Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def write(index: SearchIndex) -> None:
    """One row a line, so that differences can be read."""
    for name, rows in made(index).items():
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (FOLDER / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def _text(text: str, index: SearchIndex) -> Any:
    analyser = index.analyser
    return {
        "fold": fold(text),
        "words": [[w, analyser.stem(w), list(analyser.splitter.split(w))] for w in words(text)],
        "tokens": [[w.typed, w.token, list(w.heads), list(w.parts)] for w in analyser.words(text)],
    }


def _question(asked: str | list[Any], index: SearchIndex) -> Any:
    q, place, km = (asked, "", None) if isinstance(asked, str) else asked
    return to_json(understand(Request(q=q, place=place, km=km), index))


def _address(query: str) -> Any:
    try:
        asked = read_question(query)
    except BadQuestionError as error:
        return {"message": str(error), "refused": [to_json(refused) for refused in error.refused]}
    return {"request": request_json(asked.request), "ignored": list(asked.ignored)}


def _suggested(text: str, index: SearchIndex) -> Any:
    found = candidates(index)
    groups = {"all": found, "places": places_of(found)}
    return {name: [to_json(s) for s in suggest(text, among)] for name, among in groups.items()}
