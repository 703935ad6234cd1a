"""The habits of the house, checked: sizes, names, settings, and walks that exist."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("catalogue", "themes", "search", "site_builder", "applications", "cms")
PACKAGES = (*ROOMS, "tests", "bench")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
DRAWERS = {"utils", "helpers", "common", "core", "misc"}


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (p for p in (ROOT / package).rglob("*.py") if "migrations" not in p.parts)


@pytest.mark.parametrize("path", sorted(modules()), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_is_a_drawer_and_none_is_too_long(path: Path) -> None:
    assert path.stem not in DRAWERS
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE, "bitte aufteilen"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            length = node.end_lineno - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} hat {length} Zeilen, bitte aufteilen"


def test_views_leave_writing_to_services() -> None:
    for path in (ROOT / "cms").rglob("views.py"):
        assert ".save(" not in path.read_text(encoding="utf-8"), path


def walks() -> list[str]:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return sorted(set(re.findall(rf"`((?:{'|'.join(ROOMS)})(?:\.\w+)+)`", text)))


@pytest.mark.parametrize("name", walks())
def test_the_walks_name_what_exists(name: str) -> None:
    parts = name.split(".")
    if name.startswith("applications.casework."):  # a Django project that is not loaded here
        module = ROOT.joinpath(*parts[:-1]).with_suffix(".py")
        tree = ast.parse(module.read_text(encoding="utf-8"))
        assert parts[-1] in {getattr(node, "name", "") for node in tree.body}
        return
    for cut in range(len(parts), 0, -1):
        try:
            thing = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            thing = getattr(thing, part)
        return
    raise AssertionError(f"{name} gibt es nicht")


def documented_settings() -> set[str]:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([A-Z_]+)`", text, re.MULTILINE))


def test_settings_are_documented_and_exemplified() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == documented_settings()
    read = {"DJANGO_SETTINGS_MODULE"}
    projects = (ROOT / "cms" / "settings", ROOT / "applications" / "casework" / "settings")
    for path in (path for project in projects for path in project.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        read |= set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', text))
    for path in (ROOT / "search").rglob("*.py"):  # processes of their own, without Django
        read |= set(re.findall(r'"(SEARCH_[A-Z_]+)"', path.read_text(encoding="utf-8")))
    assert read == documented_settings()


def test_the_readme_is_short_and_its_pictures_and_links_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count("\n") <= 150
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target


def test_nothing_committed_names_a_package_index_or_a_machine() -> None:
    names = re.compile(r"https?://(?:pypi|registry\.npmjs)|/root/|/home/\w+|index-url https")
    for pattern in ("requirements/*.txt", "package*.json", "*.toml", "docs/**/*.md", "Makefile"):
        for path in ROOT.glob(pattern):
            assert not names.search(path.read_text(encoding="utf-8")), path
