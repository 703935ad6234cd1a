"""`python -m search …`: ask, explain, review the words of one published state, and serve it."""

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from catalogue.codec import canonical_json, to_json
from catalogue.command_session import serve_commands
from catalogue.errors import CatalogueError
from catalogue.snapshot import read_snapshot
from catalogue.system_errors import system_sentence
from search.analysis.remembering import Memory
from search.browser_index import write_browser_index
from search.contract import Request
from search.index import SearchIndex, build_index
from search.language import Language, read_language
from search.plan import Engine, EngineError

PATIENCE_S = 30.0
"""Whoever types a command waits longer than a citizen."""
_NOTE = "Hinweis: "
"""Begins what the check says of something that is no fault."""


def read_index(
    snapshot: Path, language: Language | None = None, memory: Memory | None = None
) -> SearchIndex:
    """Keeps in `memory` what the index of the next snapshot can take from this one."""
    index = build_index(read_snapshot(snapshot), language, memory)
    if memory is not None:
        memory.keep()
    return index


def main(
    arguments: list[str] | None = None, read: Callable[[Path], SearchIndex] = read_index
) -> int:
    """0 when done, 1 with a sentence on standard error when refused."""
    given = _parser().parse_args(arguments)
    if "snapshot" not in given:
        return int(given.run(given))
    gc.disable()  # nothing here is garbage before the end, and looking costs a tenth
    try:
        lines = list(given.run(given, read(given.snapshot)))
    except (CatalogueError, EngineError, OSError) as error:
        text = system_sentence(error) if isinstance(error, OSError) else error
        print(text, file=sys.stderr)  # noqa: T201 - the answer of a command
        return 1
    print("\n".join(lines))  # noqa: T201
    return 1 if given.run is _check and any(not line.startswith(_NOTE) for line in lines) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m search", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, run, text in (
        ("query", _query, "die Antwort als JSON"),
        ("explain", _explain, "warum ein Angebot gefunden wird, Punkt für Punkt"),
        ("compounds", _compounds, "wie zusammengesetzte Wörter zerlegt werden"),
        ("check", _check, "Fehler in den Wortlisten und Hinweise zu ihnen"),
        ("export", _export, "die Suche im Browser als Dateien schreiben"),
        ("index", _index, "Elasticsearch auf diesen Stand bringen"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("snapshot", type=Path)
        command.set_defaults(run=run)
        if run in (_query, _explain):
            command.add_argument("words", help="was jemand eintippt")
        if run is _export:
            command.add_argument("folder", type=Path, help="Verzeichnis für die Dateien")
            command.add_argument("--compounds", type=Path, help="Datei für die Zerlegungen")
        if run is _query:
            command.add_argument("--place", default="", help="was im Feld Ort steht")
            command.add_argument("--km", type=int)
            command.add_argument("--page", type=int, default=1)
            command.add_argument("--engine", choices=("memory", "elasticsearch"), default="memory")
        if run in (_query, _index):
            url = os.environ.get("SEARCH_URL", "")
            command.add_argument("--url", default=url, help="Elasticsearch; sonst SEARCH_URL")
        if run is _index:
            command.add_argument("--rebuild", action="store_true", help="alles neu schreiben")
    session = commands.add_parser("session", help="mehrere Befehle zu einem Schnappschuss")
    session.add_argument("--url", default="", help="Suchmaschine, zu der Befehle kommen werden")
    session.add_argument("--memory", type=Path, help="Datei für die Analyse bis zum nächsten Mal")
    session.set_defaults(run=_session)
    served = commands.add_parser("serve", help="der Suchdienst über den öffentlichen Stand")
    served.set_defaults(run=_serve)
    served.add_argument("--releases", type=Path, required=True, help="die gebauten Stände")
    served.add_argument("--snapshots", type=Path, required=True, help="die Schnappschüsse dazu")
    served.add_argument("--port", type=int, default=8090)
    served.add_argument("--url", default="memory:", help="Suchmaschine, wie SEARCH_URL")
    return parser


def _serve(given: argparse.Namespace) -> int:
    from search.service.server import PortTakenError, serve

    try:
        serve(given.releases, given.snapshots, given.port, given.url)
    except (PortTakenError, ValueError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _session(given: argparse.Namespace) -> int:
    """Do commands as `catalogue.command_session` says; those about one snapshot share its index."""
    if given.url.startswith(("http://", "https://")):
        from search.engines import elasticsearch  # noqa: F401 - loaded before its command comes

    memory = Memory(given.memory) if given.memory else None
    read = partial(read_index, language=read_language(), memory=memory)
    serve_commands(partial(main, read=lru_cache(maxsize=1)(read)))
    return 0


def _query(given: argparse.Namespace, index: SearchIndex) -> list[str]:
    from search.answering import answer

    request = Request(q=given.words, place=given.place, km=given.km, page=max(given.page, 1))
    response = answer(request, index, _engine(given, index))
    return [json.dumps(json.loads(canonical_json(to_json(response))), ensure_ascii=False, indent=1)]


def _engine(given: argparse.Namespace, index: SearchIndex) -> Engine:
    if given.engine == "elasticsearch":
        from search.engines.elasticsearch import engine_for

        return engine_for(given.url, index, patience=PATIENCE_S)
    from search.engines.memory import MemoryEngine

    return MemoryEngine(index.documents)


def _index(given: argparse.Namespace, index: SearchIndex) -> list[str]:
    from search.engines.elasticsearch import bring_up

    counts = bring_up(given.url, index, rebuild=given.rebuild)
    return [canonical_json(counts)]


def _explain(given: argparse.Namespace, index: SearchIndex) -> list[str]:
    from search.explaining import explain

    return explain(given.words, index)


def _compounds(given: argparse.Namespace, index: SearchIndex) -> list[str]:
    """One line a word, so that two states can be compared by any program that shows differences."""
    return [f"{word}\t{' '.join(parts)}" for word, parts in index.compounds()]


def _export(given: argparse.Namespace, index: SearchIndex) -> list[str]:
    written = write_browser_index(index, given.folder)
    if given.compounds is not None:
        table = "\n".join(_compounds(given, index))
        given.compounds.write_text(f"{table}\n", encoding="utf-8")
    return [f"{written['files']} Dateien, {written['bytes']} Bytes in {given.folder}"]


def _check(given: argparse.Namespace, index: SearchIndex) -> list[str]:
    from search.data_check import faults, unused

    return [*faults(), *(_NOTE + text for text in unused(index))]


if __name__ == "__main__":
    sys.exit(main())
