"""What makes an offer unfit to be published: the rules of the editors' form and of imports.

Pure functions over simple values. None reads the clock; what is merely unfinished (a draft) is the
form's affair. The rules of a venue are in `catalogue.venue_rules`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from catalogue.boundaries import Boundaries
from catalogue.findings import Finding
from catalogue.german import date_de
from catalogue.offer import (
    KINDS_WITH_VALUE,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    BenefitKind,
    Offer,
    Scope,
)
from catalogue.regions import RegionTree
from catalogue.venue_rules import venue_findings

LABELS = {
    "title": "Titel",
    "summary": "Kurztext",
    "provider": "Anbieter",
    "description": "Beschreibung",
    "conditions": "Bedingungen",
    "redemption": "So lösen Sie das Angebot ein",
    "applies_to": "Gilt für",
    "name": "Name des Ortes",
    "street": "Straße und Hausnummer",
    "place": "Ort",
    "public_transport": "Bus und Bahn",
}
"""How the form names the text fields."""

_LONGEST = {"title": TITLE_LENGTH, "summary": SUMMARY_LENGTH}

_PLACEHOLDERS = re.compile(
    r"\bmuster(?:hausen|stadt|dorf|ort|straße|strasse|str\.|weg|mann|frau|firma|verein)\b"
    r"|\blorem\b|\bplatzhalter\b|(?<!\w)[kn]\.\s?a\.(?!\w)|\bkeine angabe\b",
    re.IGNORECASE,
)
"""Words that never belong into a published text."""

_FILLERS = re.compile(
    r"test(?:angebot|anbieter|eintrag|titel|text)?\s*\d*|x{2,}|asdf\w*|n/a|tbd|todo|[-–—.?]+",
    re.IGNORECASE,
)
"""What is a placeholder only when nothing else stands in the field ("Hörtest" is an offer)."""


def text_findings(texts: Mapping[str, str]) -> list[Finding]:
    """Placeholders in any text, and titles and summaries that are too long.

    `texts` are plain or HTML texts by field name; empty ones are fine.
    """
    return [finding for name, text in texts.items() for finding in _text(name, text)]


def _text(field: str, text: str) -> Iterator[Finding]:
    label, longest = LABELS.get(field, field), _LONGEST.get(field)
    if longest is not None and len(text) > longest:
        yield Finding(
            field,
            f"{label}: {len(text)} Zeichen sind zu lang, es passen {longest}. "
            f"Bitte um {len(text) - longest} Zeichen kürzen.",
        )
    found = _FILLERS.fullmatch(text.strip()) or _PLACEHOLDERS.search(text)
    if found:
        yield Finding(
            field,
            f"{label}: „{found.group()}“ ist ein Platzhalter. "
            "Bitte durch die richtige Angabe ersetzen oder das Feld leeren.",
        )


def benefit_findings(kind: BenefitKind, value: Decimal | None) -> list[Finding]:
    """Whether the number fits the kind of benefit."""
    if kind not in KINDS_WITH_VALUE:
        return []
    unit = "Prozent" if kind is BenefitKind.PERCENT else "Euro"
    if value is None:
        message = (
            f"Wert: bei dieser Art der Vergünstigung fehlt die Zahl. Bitte den Wert in {unit} "
            "eintragen oder eine andere Art wählen."
        )
    elif kind is BenefitKind.PERCENT and not 1 <= value <= 100:
        message = f"Wert: {_number(value)} Prozent gibt es nicht. Bitte 1 bis 100 eintragen."
    elif value <= 0:
        message = (
            f"Wert: {_number(value)} Euro ist kein Betrag. Bitte eine Zahl über 0 eintragen; "
            "was nichts kostet, bekommt die Art „Kostenlos“."
        )
    else:
        return []
    return [Finding("value", message)]


def _number(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def date_findings(valid_from: date | None, valid_until: date | None) -> list[Finding]:
    """Whether the first day comes before the last one; either may be open."""
    if valid_from is None or valid_until is None or valid_from <= valid_until:
        return []
    message = (
        f"Gültig bis: der {date_de(valid_until)} liegt vor dem Beginn am {date_de(valid_from)}. "
        "Bitte die beiden Tage prüfen."
    )
    return [Finding("valid_until", message)]


def offer_findings(offer: Offer, regions: RegionTree, boundaries: Boundaries) -> list[Finding]:
    """All findings of an offer; those of a venue have fields like "venues.0.postal_code"."""
    names = ("title", "summary", "provider", "description", "conditions", "redemption")
    findings = text_findings({name: getattr(offer, name) for name in names})
    in_benefit = [
        *benefit_findings(offer.benefit.kind, offer.benefit.value),
        *text_findings({"applies_to": offer.benefit.applies_to}),
    ]
    findings += [_inside("benefit", finding) for finding in in_benefit]
    findings += date_findings(offer.valid_from, offer.valid_until)
    if offer.scope is Scope.LOCAL and not offer.venues:
        message = "Ort: ein örtliches Angebot braucht eine Anschrift. Bitte eine eintragen."
        findings.append(Finding("venues", message))
    for number, venue in enumerate(offer.venues):
        texts = ("name", "street", "place", "public_transport")
        in_venue = text_findings({name: getattr(venue, name) for name in texts})
        in_venue += venue_findings(
            postal_code=venue.postal_code,
            ags=venue.ags,
            lat=venue.lat,
            lon=venue.lon,
            regions=regions,
            boundaries=boundaries,
        )
        findings += [_inside(f"venues.{number}", finding) for finding in in_venue]
    return findings


def _inside(part: str, finding: Finding) -> Finding:
    return replace(finding, field=f"{part}.{finding.field}")
