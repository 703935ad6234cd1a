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
    (BenefitKind.PERCENT.value, "Prozent Nachlass"),
    (BenefitKind.AMOUNT_OFF.value, "Euro Nachlass"),
    (BenefitKind.FIXED_PRICE.value, "fester Preis"),
    (BenefitKind.REDUCED_PRICE.value, "ermäßigter Preis"),
    (BenefitKind.FREE.value, "kostenlos"),
    (BenefitKind.TWO_FOR_ONE.value, "zwei zum Preis von einem"),
    (BenefitKind.EXTRA.value, "Zugabe"),
    (BenefitKind.CONTINGENT.value, "Verlosung oder Kontingent"),
    (BenefitKind.OTHER.value, "anderes"),
]

SCOPES = [
    (Scope.LOCAL.value, "vor Ort"),
    (Scope.STATEWIDE.value, "landesweit (gibt die Staatskanzlei frei)"),
    (Scope.ONLINE.value, "online"),
]

ACCESSIBILITIES = [
    (Accessibility.UNKNOWN.value, "nicht bekannt"),
    (Accessibility.FULL.value, "barrierefrei"),
    (Accessibility.PARTIAL.value, "teilweise barrierefrei"),
    (Accessibility.NONE.value, "nicht barrierefrei"),
]

LOCATION_STATES = [
    (LocationState.EXACT.value, "genau"),
    (LocationState.APPROXIMATE.value, "ungefähr (Mitte des Postleitzahlgebiets)"),
    (LocationState.DOUBTFUL.value, "zweifelhaft, bitte prüfen"),
    (LocationState.MISSING.value, "fehlt"),
]
