"""What each outcome says to people: status, title, texts, and what can be done next."""

from dataclasses import dataclass

from applications.handler.gate import Refusal
from applications.handler.pages import Said
from applications.handler.proofs import Verdict
from applications.handler.receiving import Conflict, Faulty, Unavailable, Unproven

SECONDS_UNTIL_BACK = 60
SECONDS_UNTIL_CALM = 900
_AGAIN = "Noch einmal senden"
_SAFE = (
    "Ihr Antrag wurde nicht gespeichert. Was Sie eingetragen haben, ist noch in dieser Seite. "
    "Lassen Sie die Seite offen und senden Sie später noch einmal, oder drucken Sie Ihre Angaben."
)


@dataclass(frozen=True, slots=True)
class Worded:
    """`retry_after` in seconds; 0 where waiting does not help."""

    status: int
    said: Said
    retry_after: int = 0


CALM_DOWN = Worded(
    429,
    Said(
        "Zu viele Anträge auf einmal",
        ("Aus Ihrem Netz kommen gerade sehr viele Anträge.", _SAFE),
        _AGAIN,
    ),
    SECONDS_UNTIL_CALM,
)


def worded(outcome: Conflict | Faulty | Unproven | Unavailable) -> Worded:
    match outcome:
        case Conflict():
            return Worded(409, _CONFLICT)
        case Faulty(assessment) if assessment.problems:
            return Worded(422, Said("Ihr Antrag ist noch nicht gesendet"))
        case Faulty(assessment):
            text = assessment.route.text if assessment.route else ""
            return Worded(422, Said("Ihr Antrag kann nicht online gestellt werden", (text,)))
        case Unproven(verdict):
            return Worded(428, _LOOK_AGAIN if verdict is Verdict.MISSING else _TOO_FAST)
        case Unavailable():
            title = "Zurzeit können wir keinen Antrag annehmen"
            return Worded(503, Said(title, (_SAFE,), _AGAIN), SECONDS_UNTIL_BACK)


def refused(refusal: Refusal) -> Worded:
    return Worded(refusal.status, Said(refusal.title, (refusal.detail,)))


_CONFLICT = Said(
    "Diesen Antrag haben wir schon, aber mit anderen Angaben",
    (
        "Ein Antrag von dieser Seite ist schon angekommen; danach wurden Angaben geändert. "
        "Wenn Sie die geänderten Angaben schicken möchten, senden Sie sie als neuen Antrag.",
    ),
    "Als neuen Antrag senden",
    with_key=False,
)
_LOOK_AGAIN = Said(
    "Bitte prüfen und senden Sie Ihren Antrag",
    (
        "Ihr Antrag ist vollständig, aber noch nicht gesendet. Bitte sehen Sie sich Ihre Angaben "
        "unten noch einmal an und senden Sie ihn dann.",
    ),
    "Antrag senden",
)
_TOO_FAST = Said(
    "Bitte senden Sie Ihren Antrag noch einmal",
    ("Das ging sehr schnell. Bitte warten Sie einen Augenblick und senden Sie dann noch einmal.",),
    "Antrag senden",
)
