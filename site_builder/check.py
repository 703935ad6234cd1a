"""What a finished site must keep before it may become public."""

import hashlib
import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from catalogue.snapshot import read_snapshot
from site_builder import page_check
from site_builder.page_check import ids_of, read_page
from site_builder.releases import ReleaseError
from site_builder.state import State, file_of, read_state

CHECKED = "checked.json"
OFFERS = "/angebote/"
DOORS = ("/antrag/",)
"""Served beside the release, as the web server joins them; a link there is not followed."""
INDEX, MANIFEST = "/suche/index/", "manifest.json"
"""Files with which a browser searches, and the one that names the others."""

Stamp = list[int]
"""Inode, size and time of a file: the same stamp is the same content."""


@dataclass(frozen=True)
class Checked:
    """What a check without findings leaves for the check of the next release: the files it read,
    which of them are not for search engines, and every link target on any of them."""

    rules: str
    site_url: str
    stamps: dict[str, Stamp]
    hidden: list[str]
    targets: list[str]


def check_site(release: Path, *, snapshot: Path | None = None, full: bool = False) -> list[str]:
    """Findings in plain German, none for a good site.

    Every page is there with language, title and one main heading, and no other; every offer has
    its page and no page shows another; every internal link and its fragment leads somewhere; the
    sitemap lists the indexable pages. With `snapshot` the offers are compared to it, too.
    Pages that an earlier check found good are not read again unless `full`.
    Raises ReleaseError when there is no finished release.
    """
    release = release.resolve()
    state = read_state(release)
    if state is None:
        raise ReleaseError(f"{release} ist kein fertiger Bau. Bitte erst bauen.")
    files = _files(release / "site")
    base = None if full else _base(release, state)
    findings, checked = _read_pages(release / "site", state, files, base)
    missing = _dead_targets(release / "site", checked.targets, files)
    if missing and base is not None:
        # A target is gone: which page still leads there, only reading all of them tells.
        return check_site(release, snapshot=snapshot, full=True)
    findings += _dead_links(release / "site", state, missing)
    findings += _strays(state, files)
    findings += _index_findings(release / "site", state, files)
    findings += _offer_findings(state, set(checked.hidden))
    findings += _sitemap_findings(release / "site", state, set(checked.hidden))
    if snapshot is not None:
        findings += _snapshot_findings(state, snapshot)
    if not findings:
        _remember(release, checked)
    return findings


def _files(site: Path) -> dict[str, Stamp]:
    """Address → stamp of every file of the site."""
    found: dict[str, Stamp] = {}
    folders, start = [str(site)], len(str(site))
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                    continue
                state = entry.stat(follow_symlinks=False)
                address = entry.path[start:].removesuffix("index.html")
                found[address] = [state.st_ino, state.st_size, state.st_mtime_ns]
    return found


def _base(release: Path, state: State) -> Checked | None:
    """The last good check of this release, or else of the one its pages were taken from."""
    for name in (release.name, state.based_on):
        with suppress(OSError, ValueError, TypeError):
            text = (release.parent / name / CHECKED).read_text(encoding="utf-8")
            checked = Checked(**json.loads(text))
            if (checked.rules, checked.site_url) == (_rules(), state.site_url):
                return checked
    return None


def _rules() -> str:
    sources = (__file__, page_check.__file__)
    return hashlib.sha256(b"".join(Path(s).read_bytes() for s in sources)).hexdigest()[:16]


def _read_pages(
    site: Path, state: State, files: dict[str, Stamp], base: Checked | None
) -> tuple[list[str], Checked]:
    findings: list[str] = []
    stamps: dict[str, Stamp] = {}
    known = base.stamps if base else {}
    hidden = {a for a in base.hidden if a in state.pages} if base else set()
    targets = set(base.targets) if base else set()
    for address in state.pages:
        stamp = files.get(address)
        if stamp is None:
            findings.append(f"{address}: die Seite fehlt.")
            continue
        stamps[address] = stamp
        if known.get(address) == stamp:
            continue
        html = file_of(site, address).read_text(encoding="utf-8")
        facts = read_page(address, html, state.site_url)
        findings += facts.findings
        targets |= facts.links
        hidden.discard(address)
        if not facts.indexable:
            hidden.add(address)
    return findings, Checked(_rules(), state.site_url, stamps, sorted(hidden), sorted(targets))


def _dead_targets(site: Path, targets: list[str], files: dict[str, Stamp]) -> set[str]:
    """Targets that are no file of the site, or a fragment that its page does not have."""
    dead, ids = set(), dict[str, set[str]]()
    for target in targets:
        address, _, fragment = target.partition("#")
        if address.startswith(DOORS):
            continue
        if address not in files:
            dead.add(target)
        elif fragment:
            if address not in ids:
                ids[address] = ids_of(file_of(site, address).read_text(encoding="utf-8"))
            if fragment not in ids[address]:
                dead.add(target)
    return dead


def _dead_links(site: Path, state: State, dead: set[str]) -> list[str]:
    findings = []
    for address in state.pages if dead else ():
        file = file_of(site, address)
        if file.is_file():
            facts = read_page(address, file.read_text(encoding="utf-8"), state.site_url)
            findings += [
                f"{address}: der Verweis auf {target} führt ins Leere."
                for target in sorted(facts.links & dead)
            ]
    return findings


def _strays(state: State, files: dict[str, Stamp]) -> list[str]:
    pages = (a for a in files if a.endswith(("/", ".html")) and a not in state.pages)
    return [f"{address}: diese Seite gehört nicht zum Stand." for address in sorted(pages)]


def _index_findings(site: Path, state: State, files: dict[str, Stamp]) -> list[str]:
    """The search in the browser, where the release has one, is of the same state and complete."""
    if INDEX + MANIFEST not in files:
        return []
    text = (site / INDEX.lstrip("/") / MANIFEST).read_text(encoding="utf-8")
    found = []
    if json.loads(text).get("digest") != state.digest:
        found.append(f"{INDEX}: die Suche im Browser gehört zu einem anderen Stand.")
    named = set(re.findall(r'"([a-z0-9_-]+\.json)"', text))
    missing = sorted(name for name in named if INDEX + name not in files)
    return found + [f"{INDEX}{name}: die Datei fehlt der Suche im Browser." for name in missing]


def _offer_findings(state: State, hidden: set[str]) -> list[str]:
    """Each live offer has one page, found by search engines; each ended one a hidden page."""
    ended = set(state.ended)
    found = [f"{a}: das Angebot hat keine Seite." for a in state.offers if a not in state.pages]
    found += [f"{a}: das Angebot ist versteckt." for a in state.offers if a in hidden]
    found += [f"{a}: beendet, aber nicht versteckt." for a in sorted(ended - hidden)]
    shown = {a for a in state.pages if a.startswith(OFFERS)}
    strange = sorted(shown - state.offers.keys() - ended)
    return found + [f"{a}: dieses Angebot steht nicht im Schnappschuss." for a in strange]


def _sitemap_findings(site: Path, state: State, hidden: set[str]) -> list[str]:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    listed = [unescape(loc) for loc in re.findall(r"<loc>([^<]*)</loc>", text)]
    wanted = {state.site_url + address for address in state.pages.keys() - hidden}
    found = [f"sitemap.xml: {loc} gehört nicht hinein." for loc in sorted(set(listed) - wanted)]
    found += [f"sitemap.xml: {loc} fehlt." for loc in sorted(wanted - set(listed))]
    if len(listed) != len(set(listed)):
        found.append("sitemap.xml: eine Adresse steht zweimal darin.")
    return found


def _snapshot_findings(state: State, directory: Path) -> list[str]:
    snapshot = read_snapshot(directory)
    found = []
    if snapshot.digest != state.digest:
        found.append(f"Der Bau gehört zu einem anderen Schnappschuss als {directory}.")
    wanted = {offer.path: offer.id for offer in snapshot.offers}
    different = sorted(a for a, _ in wanted.items() ^ state.offers.items())
    return found + [f"{a}: Bau und Schnappschuss stimmen nicht überein." for a in different]


def _remember(release: Path, checked: Checked) -> None:
    """Only the next check's speed depends on it, so failing to write it is no finding."""
    fresh = release / f".{CHECKED}.new"
    with suppress(OSError):
        fresh.write_text(json.dumps(vars(checked), ensure_ascii=False), encoding="utf-8")
        fresh.replace(release / CHECKED)
