"""What one finished page must keep, read from its HTML and nothing else."""

import re
from dataclasses import dataclass
from html import unescape

_LINKS = (re.compile(r'href="([^"]*)"'), re.compile(r'src="([^"]*)"'))
_BLUEPRINT = re.compile(r"<template\b.*?</template>", re.DOTALL)
"""What a script makes copies of: no part of the page itself."""
_ID = re.compile(r' id="([^"]+)"')
_LANGUAGE = re.compile(r'<html lang="[a-z]')
_TITLE = re.compile(r"<title>([^<]*)</title>")
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')
_HIDDEN = '<meta name="robots" content="noindex">'
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")


@dataclass(frozen=True)
class PageFacts:
    """`links` are the addresses of this site it leads to, with their fragment if any."""

    findings: tuple[str, ...]
    links: frozenset[str]
    indexable: bool


def read_page(address: str, html: str, site_url: str) -> PageFacts:
    """The facts of a page; `findings` are in plain German, none for a good page."""
    html = _BLUEPRINT.sub("", html)
    indexable = _HIDDEN not in html
    links, findings = _links(html)
    findings += _head_findings(html)
    if indexable and [unescape(c) for c in _CANONICAL.findall(html)] != [site_url + address]:
        findings.append("die eigene Adresse (canonical) stimmt nicht.")
    if len(ids := _ID.findall(html)) != len(set(ids)):
        findings.append("eine id kommt zweimal vor.")
    own = {link for link in links if link.startswith("#")}
    findings += [
        f"der Verweis auf {link} führt ins Leere." for link in sorted(own - {f"#{i}" for i in ids})
    ]
    return PageFacts(
        tuple(f"{address}: {finding}" for finding in findings), frozenset(links - own), indexable
    )


def ids_of(html: str) -> set[str]:
    return set(_ID.findall(html))


def _head_findings(html: str) -> list[str]:
    findings = []
    if not _LANGUAGE.search(html):
        findings.append("lang fehlt.")
    titles = _TITLE.findall(html)
    if len(titles) != 1 or not titles[0].strip():
        findings.append("title fehlt oder kommt zweimal vor.")
    headings = _HEADING.findall(html)
    if html.count("<h1") > 1:
        findings.append("mehr als eine Hauptüberschrift.")
    elif not headings or not _TAG.sub("", headings[0]).strip():
        findings.append("h1 fehlt.")
    return findings


def _links(html: str) -> tuple[set[str], list[str]]:
    """Links within the site, and findings about those that are neither here nor elsewhere."""
    found, findings = set(), []
    for link in {link for pattern in _LINKS for link in pattern.findall(html)}:
        target = unescape(link)
        if target.startswith(("/", "#")) and not target.startswith("//"):
            found.add(target.split("?")[0] if "?" in target else target)
        elif not _SCHEME.match(target):
            findings.append(f"der Verweis auf {target} beginnt weder mit / noch mit https:.")
    return found, findings
