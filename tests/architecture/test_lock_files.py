"""The lock file of the next Wagtail is the ordinary one but for Wagtail and what it brings."""

import re
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
MOVES_WITH_WAGTAIL = {"wagtail", "draftjs-exporter"}


def locked(name: str) -> dict[str, str]:
    """Package (with its marker) → version and hashes."""
    text = (REQUIREMENTS / name).read_text(encoding="utf-8")
    stanzas = re.split(r"\n(?=\S)", text.strip())
    found = {}
    for stanza in stanzas:
        package, version = stanza.split("==", 1)
        marker = re.search(r"; [^\\\n]+", version)
        found[package + (marker.group().rstrip() if marker else "")] = version
    return found


def test_both_lock_files_say_the_same_of_everything_else() -> None:
    usual, following = locked("dev.txt"), locked("wagtail8.txt")
    different = {name for name, pin in usual.items() if following.get(name) != pin}
    assert different <= MOVES_WITH_WAGTAIL
    assert "wagtail" in different
    assert following["wagtail"].startswith("8.")


def test_production_installs_what_is_tested() -> None:
    production, tested = locked("base.txt"), locked("dev.txt")
    assert {name for name, pin in production.items() if tested.get(name) != pin} == set()
