"""What a finished site must keep before it may become public."""

import json
import re
from pathlib import Path

from site_builder.state import PAGES
from site_builder.writer import file_of

_LINK = re.compile(r'(?:href|src)="(/[^"#?]*)')
_NEEDED = {
    "lang": re.compile(r'<html lang="[a-z]'),
    "title": re.compile(r"<title>[^<]+</title>"),
    "h1": re.compile(r"<h1[^>]*>[^<]+</h1>"),
}


def check_site(release: Path) -> list[str]:
    """Findings in plain German, none for a good site: every page there with language, title and
    one main heading, every internal link leading somewhere, the sitemap without strays."""
    site = release / "site"
    known = set(json.loads((release / PAGES).read_text(encoding="utf-8"))["pages"])
    findings: list[str] = []
    targets: dict[str, str] = {}
    for address in sorted(known):
        file = file_of(site, address)
        if not file.exists():
            findings.append(f"{address}: die Seite fehlt.")
            continue
        html = file.read_text(encoding="utf-8")
        findings += _page_findings(address, html)
        for target in _LINK.findall(html):
            targets.setdefault(target, address)
    for target, source in sorted(targets.items()):
        if target not in known and not file_of(site, target).is_file():
            findings.append(f"{source}: der Verweis auf {target} führt ins Leere.")
    return findings + _sitemap_findings(site, known)


def _page_findings(address: str, html: str) -> list[str]:
    found = [f"{address}: {n} fehlt." for n, pattern in _NEEDED.items() if not pattern.search(html)]
    if html.count("<h1") > 1:
        found.append(f"{address}: mehr als eine Hauptüberschrift.")
    return found


def _sitemap_findings(site: Path, known: set[str]) -> list[str]:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>https?://[^/<]+([^<]*)</loc>", text)
    return [f"sitemap.xml: {a} gibt es nicht." for a in listed if a not in known]
