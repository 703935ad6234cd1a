"""Whatever goes wrong, the caller reads one German sentence and the public keeps the old site."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from socket import create_server

import pytest

from catalogue.snapshot import MANIFEST
from site_builder import releases
from site_builder.build import build
from tests.world import OFFER, written

PROJECT = Path(__file__).parents[2]
CODE = ("catalogue", "themes", "site_builder")


def run(*arguments: object, code: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """The command as the publishing run calls it: in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "site_builder", *map(str, arguments)],
        cwd=code,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], sentence: str) -> None:
    assert done.returncode == 1, done
    assert "Traceback" not in done.stdout + done.stderr
    assert re.search(sentence, done.stderr), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A releases directory with a public site."""
    target = tmp_path / "r"
    first = build(written(tmp_path / "s", OFFER), target, site_url="http://localhost:8080")
    releases.promote(target, first.release)
    return target


def state(target: Path) -> dict[str, bytes]:
    site = target / "current" / "site"
    return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def without_manifest(snapshot: Path) -> None:
    (snapshot / MANIFEST).unlink()


def of_another_version(snapshot: Path) -> None:
    data = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
    (snapshot / MANIFEST).write_text(json.dumps({**data, "schema_version": 99}), encoding="utf-8")


def cut_off(snapshot: Path) -> None:
    content = (snapshot / MANIFEST).read_bytes()
    (snapshot / MANIFEST).write_bytes(content[: len(content) // 2])


def with_a_changed_offer(snapshot: Path) -> None:
    content = (snapshot / "offers.jsonl").read_text(encoding="utf-8")
    (snapshot / "offers.jsonl").write_text(content.replace("Lindenbad", "Eichenbad"), "utf-8")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (shutil.rmtree, r"manifest\.json fehlt"),
        (without_manifest, r"manifest\.json fehlt.*neu exportieren"),
        (of_another_version, r"Schema-Version 99 ist unbekannt"),
        (cut_off, r"manifest\.json ist nicht lesbar"),
        (with_a_changed_offer, r"offers\.jsonl: die Prüfsumme stimmt nicht"),
        (lambda snapshot: (snapshot / "regions.json").unlink(), r"regions\.json fehlt"),
    ],
)
def test_a_snapshot_that_cannot_be_used(
    tmp_path: Path, public: Path, damage: Callable[[Path], object], sentence: str
) -> None:
    before = state(public)
    snapshot = written(tmp_path / "neu", replace(OFFER, title="Neu"))
    damage(snapshot)
    refused(run("build", snapshot, public), sentence)
    assert state(public) == before
    assert not [path.name for path in public.iterdir() if path.name.startswith(".build")]


@pytest.fixture
def own_code(tmp_path: Path) -> Path:
    """A copy of the program that a test may break."""
    copy = tmp_path / "code"
    for name in CODE:
        shutil.copytree(PROJECT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("content", "node_modules"):
        (copy / name).symlink_to((PROJECT / name).resolve())
    return copy


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            "themes/ehrenamt/templates/offer.html",
            "{{ offer.summary }}",
            "{{ offer.zusammenfassung }}",
            r"Die Vorlage offer\.html ist fehlerhaft, bemerkt auf /angebote/.*zusammenfassung",
        ),
        (
            "themes/ehrenamt/templates/components/links.html",
            "{% endmacro %}",
            "",
            r"Die Vorlage components/links\.html, Zeile \d+ ist fehlerhaft",
        ),
        (
            "catalogue/german.py",
            'return f"{number:,}"',
            'return 1 / 0 or f"{number:,}"',
            r"Im Programm ist ein Fehler: ZeroDivisionError",
        ),
        (
            "site_builder/plugin.py",
            "signals.get_generators.connect(add_generator)",
            "signals.gibt_es_nicht.connect(add_generator)",
            r"Pelican meldet einen Fehler: Cannot register plugin .*gibt_es_nicht",
        ),
        (
            "site_builder/plugin.py",
            "return DirectoryGenerator",
            'return "kein Generator"',
            r"Pelican meldet einen Fehler: Generator .* cannot be loaded",
        ),
        (
            "site_builder/plugin.py",
            "order, made = self.settings",
            "order made = self.settings",
            r"Im Programm ist ein Fehler: SyntaxError",
        ),
        (
            "site_builder/plugin.py",
            'self.settings["ORDER"], self.settings["MADE"]',
            'self.settings["AUFTRAG"], self.settings["MADE"]',
            r"Im Programm ist ein Fehler: KeyError: 'AUFTRAG' \(plugin\.py, Zeile \d+\)",
        ),
    ],
)
def test_a_broken_template_or_plugin(
    public: Path, tmp_path: Path, own_code: Path, file: str, old: str, new: str, sentence: str
) -> None:
    before = state(public)
    content = (own_code / file).read_text(encoding="utf-8")
    assert old in content
    (own_code / file).write_text(content.replace(old, new, 1), encoding="utf-8")
    snapshot = written(tmp_path / "neu", replace(OFFER, title="Neu"))
    refused(run("build", snapshot, public, code=own_code), sentence)
    assert state(public) == before


def test_trace_shows_where_an_error_arose(public: Path, tmp_path: Path, own_code: Path) -> None:
    file = own_code / "themes" / "filters.py"
    file.write_text(file.read_text(encoding="utf-8") + "\n1 / 0\n", encoding="utf-8")
    done = run("--trace", "build", tmp_path / "s", public, code=own_code)
    assert done.returncode == 1
    assert "Traceback" in done.stderr


def test_two_offers_with_one_address(public: Path, tmp_path: Path) -> None:
    twin = replace(OFFER, id="0002", title="Der Zwilling")
    before = state(public)
    snapshot = written(tmp_path / "neu", OFFER, twin)
    for more in ((), ("--full",)):
        refused(run("build", snapshot, public, *more), f"Zwei Seiten haben die Adresse {twin.path}")
    assert state(public) == before


def test_a_release_that_is_not_there(public: Path) -> None:
    refused(run("promote", public, "gibt-es-nicht"), "ist kein fertiger Bau")
    refused(run("check", public / "gibt-es-nicht"), "ist kein fertiger Bau")
    refused(run("rollback", public), "keinen früheren Stand")
    refused(run("promote", public / "nirgends", "a"), "ist kein Ordner mit Bauten")


def test_a_releases_directory_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "r").write_text("kein Ordner")
    snapshot = written(tmp_path / "s", OFFER)
    refused(run("build", snapshot, tmp_path / "r"), r"gescheitert|Datei|Recht")


@pytest.mark.enable_socket
def test_a_port_in_use(public: Path) -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused(run("serve", public, "--port", port), f"Der Anschluss {port} ist belegt")
