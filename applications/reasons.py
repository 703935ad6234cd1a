"""Why an application can be returned or rejected, each with the default text of its module.

A case worker may edit the text; nothing here is sent by itself. `ask_first` says that the person
can still supply what is missing, so the office asks back before it rejects.
"""

from dataclasses import dataclass
from enum import StrEnum


class RejectionReason(StrEnum):
    """Why an application is returned or rejected."""

    HOURS_BELOW = "hours_below"
    SERVICE_TOO_SHORT = "service_too_short"
    JUBILEE_YEARS_MISSING = "jubilee_years_missing"
    ALLOWANCE_ABOVE = "allowance_above"
    PAID_WORK = "paid_work"
    NO_COMMON_GOOD = "no_common_good"
    MEMBERSHIP_ONLY = "membership_only"
    STANDBY_ONLY = "standby_only"
    PRIVATE_HELP_NOT_COUNTED = "private_help_not_counted"
    WRONG_OFFICE = "wrong_office"
    UNDER_AGE = "under_age"
    PROOF_MISSING = "proof_missing"
    SELF_CONFIRMED = "self_confirmed"
    ORGANISATION_SILENT = "organisation_silent"
    ORGANISATION_CONTRADICTED = "organisation_contradicted"
    CARD_STILL_VALID = "card_still_valid"
    CARD_EXPIRED = "card_expired"
    CARD_UNKNOWN = "card_unknown"
    JUBILEE_CARD_HELD = "jubilee_card_held"
    DUPLICATE = "duplicate"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class TextModule:
    """What an applicant is told: one heading, and what it means and what to do now."""

    heading: str
    text: str
    ask_first: bool


TEXT_MODULES: dict[RejectionReason, TextModule] = {
    RejectionReason.HOURS_BELOW: TextModule(
        "Die Stunden reichen noch nicht",
        "Ihr Engagement liegt unter der Zahl der Stunden, die unsere Regel verlangt. Stunden bei "
        "mehreren Organisationen zählen zusammen. Fehlt eine Organisation in Ihrem Antrag, nennen "
        "Sie sie uns bitte.",
        ask_first=True,
    ),
    RejectionReason.SERVICE_TOO_SHORT: TextModule(
        "Das Engagement dauert noch nicht lange genug",
        "Unsere Regel verlangt, dass Sie schon länger ehrenamtlich tätig sind. Sie können den "
        "Antrag wieder stellen, sobald diese Zeit erreicht ist.",
        ask_first=True,
    ),
    RejectionReason.JUBILEE_YEARS_MISSING: TextModule(
        "25 Jahre sind noch nicht erreicht",
        "Für die Jubiläums-Ehrenamtskarte zählen alle Jahre zusammen, auch bei verschiedenen "
        "Organisationen und mit Pausen. Fehlt eine frühere Tätigkeit, nennen Sie sie uns bitte.",
        ask_first=True,
    ),
    RejectionReason.ALLOWANCE_ABOVE: TextModule(
        "Die Aufwandsentschädigung liegt über der Grenze",
        "Sie erhalten für Ihr Engagement mehr, als unsere Regel erlaubt. Der Ersatz Ihrer "
        "tatsächlichen Auslagen zählt dabei nicht mit.",
        ask_first=True,
    ),
    RejectionReason.PAID_WORK: TextModule(
        "Die Tätigkeit ist kein Ehrenamt",
        "Für diese Tätigkeit erhalten Sie eine Bezahlung. Die Ehrenamtskarte gibt es für "
        "freiwillige Tätigkeit ohne Bezahlung.",
        ask_first=False,
    ),
    RejectionReason.NO_COMMON_GOOD: TextModule(
        "Die Tätigkeit dient nicht dem Gemeinwohl",
        "Die Ehrenamtskarte gibt es für Tätigkeiten, die der Allgemeinheit zugutekommen. Das "
        "können wir bei der angegebenen Tätigkeit nicht erkennen.",
        ask_first=True,
    ),
    RejectionReason.MEMBERSHIP_ONLY: TextModule(
        "Mitgliedschaft allein genügt nicht",
        "Es zählt die Zeit, in der Sie tätig sind. Die Mitgliedschaft oder das eigene Training "
        "zählen nicht.",
        ask_first=True,
    ),
    RejectionReason.STANDBY_ONLY: TextModule(
        "Bereitschaft und geselliges Beisammensein zählen nicht",
        "Es zählt die Zeit Ihrer tatsächlichen Einsätze und Ihrer Aus- und Fortbildung.",
        ask_first=True,
    ),
    RejectionReason.PRIVATE_HELP_NOT_COUNTED: TextModule(
        "Hilfe außerhalb einer Organisation zählt hier nicht",
        "Unsere Regel verlangt ein Engagement in einer Organisation. Fehlt ein solches Engagement "
        "in Ihrem Antrag, nennen Sie es uns bitte.",
        ask_first=True,
    ),
    RejectionReason.WRONG_OFFICE: TextModule(
        "Eine andere Stelle ist zuständig",
        "Nach Ihrem Wohnort und dem Ort Ihres Engagements können wir nicht entscheiden. Wenn Sie "
        "möchten, geben wir Ihren Antrag weiter.",
        ask_first=True,
    ),
    RejectionReason.UNDER_AGE: TextModule(
        "Das Mindestalter ist noch nicht erreicht",
        "Unsere Regel verlangt ein Mindestalter. Wir freuen uns, wenn Sie sich danach wieder "
        "melden.",
        ask_first=False,
    ),
    RejectionReason.PROOF_MISSING: TextModule(
        "Ein Nachweis fehlt",
        "Uns fehlt noch ein Nachweis, zum Beispiel Ihre gültige Juleica oder die Zustimmung "
        "Ihrer Eltern. Sie können ihn bei uns vorzeigen.",
        ask_first=True,
    ),
    RejectionReason.SELF_CONFIRMED: TextModule(
        "Jemand anderes muss bestätigen",
        "Sie können Ihr Engagement nicht selbst bestätigen. Bitte nennen Sie uns eine andere "
        "Person Ihrer Organisation, zum Beispiel die Stellvertretung.",
        ask_first=True,
    ),
    RejectionReason.ORGANISATION_SILENT: TextModule(
        "Ihre Organisation hat nicht geantwortet",
        "Wir haben Ihre Organisation um eine Bestätigung gebeten und keine Antwort bekommen. "
        "Bitte sprechen Sie sie an oder nennen Sie uns eine andere Person.",
        ask_first=True,
    ),
    RejectionReason.ORGANISATION_CONTRADICTED: TextModule(
        "Ihre Organisation hat andere Angaben gemacht",
        "Die Angaben Ihrer Organisation weichen von Ihrem Antrag ab. Bitte klären Sie das mit "
        "ihr und schreiben Sie uns, was stimmt.",
        ask_first=True,
    ),
    RejectionReason.CARD_STILL_VALID: TextModule(
        "Ihre Karte gilt noch",
        "Verlängern können Sie ab drei Monaten vor dem Ende Ihrer Karte. Bis dahin gilt sie "
        "weiter, Sie müssen nichts tun.",
        ask_first=False,
    ),
    RejectionReason.CARD_EXPIRED: TextModule(
        "Ihre Karte ist abgelaufen",
        "Eine abgelaufene Karte können wir nicht übernehmen. Bitte stellen Sie einen Antrag auf "
        "Verlängerung.",
        ask_first=False,
    ),
    RejectionReason.CARD_UNKNOWN: TextModule(
        "Wir finden Ihre Karte nicht",
        "Zu Ihren Angaben haben wir keine Karte ausgestellt. Bitte prüfen Sie die Nummer und die "
        "Stelle, die Ihre Karte ausgestellt hat, oder zeigen Sie uns die Karte.",
        ask_first=True,
    ),
    RejectionReason.JUBILEE_CARD_HELD: TextModule(
        "Sie haben schon eine Jubiläums-Ehrenamtskarte",
        "Ihre Karte gilt ein Leben lang. Ist sie verloren oder beschädigt, stellen wir Ihnen "
        "gern eine neue aus.",
        ask_first=False,
    ),
    RejectionReason.DUPLICATE: TextModule(
        "Ihr Antrag liegt uns schon vor",
        "Wir bearbeiten Ihren früheren Antrag. Diesen zweiten legen wir deshalb zu den Akten.",
        ask_first=False,
    ),
    RejectionReason.INCOMPLETE: TextModule(
        "Es fehlen Angaben",
        "Damit wir entscheiden können, brauchen wir noch Angaben von Ihnen. Welche das sind, "
        "steht unten.",
        ask_first=True,
    ),
}
