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
    """The same files; the tests may need a package where production does not."""
    assert files_of("base.txt") <= files_of("dev.txt")


def files_of(name: str) -> set[str]:
    """Package with version and hash of each file that may be installed."""
    files = set()
    for package, pin in locked(name).items():
        version = re.match(r"[^\s;]+", pin)
        assert version is not None
        exact = f"{package.split(';')[0].strip()}=={version.group()}"
        files |= {f"{exact} {digest}" for digest in re.findall(r"--hash=(\S+)", pin)}
    return files
