"""German names of the catalogue's closed vocabularies, for the editors' form and lists."""

from enum import StrEnum

from catalogue.offer import Accessibility, BenefitKind, Scope


class LocationState(StrEnum):
    """How far the coordinates of a venue can be trusted; only the first two are published."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    DOUBTFUL = "doubtful"
    MISSING = "missing"


BENEFIT_KINDS = [
    (BenefitKind.PERCENT, "Prozent Nachlass"),
    (BenefitKind.AMOUNT_OFF, "Euro Nachlass"),
    (BenefitKind.FIXED_PRICE, "fester Preis"),
    (BenefitKind.REDUCED_PRICE, "ermäßigter Preis"),
    (BenefitKind.FREE, "kostenlos"),
    (BenefitKind.TWO_FOR_ONE, "zwei zum Preis von einem"),
    (BenefitKind.EXTRA, "Zugabe"),
    (BenefitKind.CONTINGENT, "Verlosung oder Kontingent"),
    (BenefitKind.OTHER, "anderes"),
]

SCOPES = [
    (Scope.LOCAL, "vor Ort"),
    (Scope.STATEWIDE, "landesweit (gibt die Staatskanzlei frei)"),
    (Scope.ONLINE, "online"),
]

ACCESSIBILITIES = [
    (Accessibility.UNKNOWN, "nicht bekannt"),
    (Accessibility.FULL, "barrierefrei"),
    (Accessibility.PARTIAL, "teilweise barrierefrei"),
    (Accessibility.NONE, "nicht barrierefrei"),
]

LOCATION_STATES = [
    (LocationState.EXACT, "genau"),
    (LocationState.APPROXIMATE, "ungefähr (Mitte des Postleitzahlgebiets)"),
    (LocationState.DOUBTFUL, "zweifelhaft, bitte prüfen"),
    (LocationState.MISSING, "fehlt"),
]
