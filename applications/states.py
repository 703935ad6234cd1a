"""Where an application stands, and who may move it where: one table.

`next_state` is the only place that says what is allowed; `applications.timers` says what happens
when nobody acts.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where an application stands."""

    RECEIVED = "received"
    AWAITING_EMAIL = "awaiting_email"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    IN_REVIEW = "in_review"
    CLARIFICATION = "clarification"
    GRANTED = "granted"
    ISSUED = "issued"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    FORWARDED = "forwarded"
    LAPSED = "lapsed"
    ERASED = "erased"


class Action(StrEnum):
    """What moves it, or is noted while it stays."""

    ASK_EMAIL = "ask_email"
    CONFIRM_EMAIL = "confirm_email"
    LAPSE = "lapse"
    ASK_ORGANISATIONS = "ask_organisations"
    ANSWER = "answer"
    RECORD_ANSWER = "record_answer"
    COMPLETE_ANSWERS = "complete_answers"
    HAND_ON_UNANSWERED = "hand_on_unanswered"
    REVIEW = "review"
    ASK_BACK = "ask_back"
    REPLY = "reply"
    HAND_ON_UNREPLIED = "hand_on_unreplied"
    GRANT = "grant"
    REJECT = "reject"
    TAKE_BACK_GRANT = "take_back_grant"
    ISSUE = "issue"
    TAKE_BACK_ISSUE = "take_back_issue"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    FORWARD = "forward"
    CORRECT = "correct"
    ERASE = "erase"


class Actor(StrEnum):
    """Who acts; an office lead may do what a case worker may."""

    APPLICANT = "applicant"
    ORGANISATION = "organisation"
    CASE_WORKER = "case_worker"
    OFFICE_LEAD = "office_lead"
    SYSTEM = "system"


INITIAL = State.RECEIVED
TERMINAL = frozenset({State.ERASED})
CLOSED = frozenset(
    {State.ISSUED, State.REJECTED, State.WITHDRAWN, State.FORWARDED, State.LAPSED, State.ERASED}
)
"""Nothing is waited for any more; what is left is erased after its retention period."""


class RefusedActionError(ValueError):
    """The action is not allowed here or not to this actor; the text is for the person acting."""


@dataclass(frozen=True, slots=True)
class Transition:
    """From `state` by `action` to `to`, which may be the same state."""

    state: State
    action: Action
    to: State
    actors: frozenset[Actor]


_OFFICE = frozenset({Actor.CASE_WORKER, Actor.OFFICE_LEAD})
_LEAD = frozenset({Actor.OFFICE_LEAD})
_APPLICANT = frozenset({Actor.APPLICANT})
_ORGANISATION = frozenset({Actor.ORGANISATION})
_SYSTEM = frozenset({Actor.SYSTEM})

_ROWS = (
    # state, action, state after it, who may
    (State.RECEIVED, Action.ASK_EMAIL, State.AWAITING_EMAIL, _SYSTEM),
    (State.RECEIVED, Action.ASK_ORGANISATIONS, State.AWAITING_CONFIRMATION, _SYSTEM | _OFFICE),
    (State.RECEIVED, Action.REVIEW, State.IN_REVIEW, _SYSTEM | _OFFICE),
    (State.AWAITING_EMAIL, Action.CONFIRM_EMAIL, State.RECEIVED, _APPLICANT),
    (State.AWAITING_EMAIL, Action.LAPSE, State.LAPSED, _SYSTEM),
    (State.AWAITING_EMAIL, Action.WITHDRAW, State.WITHDRAWN, _APPLICANT | _OFFICE),
    (State.AWAITING_CONFIRMATION, Action.ANSWER, State.AWAITING_CONFIRMATION, _ORGANISATION),
    (State.AWAITING_CONFIRMATION, Action.RECORD_ANSWER, State.AWAITING_CONFIRMATION, _OFFICE),
    (State.AWAITING_CONFIRMATION, Action.ASK_ORGANISATIONS, State.AWAITING_CONFIRMATION, _OFFICE),
    (State.AWAITING_CONFIRMATION, Action.COMPLETE_ANSWERS, State.IN_REVIEW, _SYSTEM),
    (State.AWAITING_CONFIRMATION, Action.HAND_ON_UNANSWERED, State.IN_REVIEW, _SYSTEM),
    (State.AWAITING_CONFIRMATION, Action.REVIEW, State.IN_REVIEW, _OFFICE),
    (State.AWAITING_CONFIRMATION, Action.WITHDRAW, State.WITHDRAWN, _APPLICANT | _OFFICE),
    (State.IN_REVIEW, Action.ANSWER, State.IN_REVIEW, _ORGANISATION),
    (State.IN_REVIEW, Action.RECORD_ANSWER, State.IN_REVIEW, _OFFICE),
    (State.IN_REVIEW, Action.ASK_ORGANISATIONS, State.AWAITING_CONFIRMATION, _OFFICE),
    (State.IN_REVIEW, Action.ASK_BACK, State.CLARIFICATION, _OFFICE),
    (State.IN_REVIEW, Action.GRANT, State.GRANTED, _OFFICE),
    (State.IN_REVIEW, Action.REJECT, State.REJECTED, _OFFICE),
    (State.IN_REVIEW, Action.FORWARD, State.FORWARDED, _OFFICE),
    (State.IN_REVIEW, Action.WITHDRAW, State.WITHDRAWN, _APPLICANT | _OFFICE),
    (State.CLARIFICATION, Action.ANSWER, State.CLARIFICATION, _ORGANISATION),
    (State.CLARIFICATION, Action.REPLY, State.IN_REVIEW, _APPLICANT | _OFFICE),
    (State.CLARIFICATION, Action.HAND_ON_UNREPLIED, State.IN_REVIEW, _SYSTEM),
    (State.CLARIFICATION, Action.REVIEW, State.IN_REVIEW, _OFFICE),
    (State.CLARIFICATION, Action.WITHDRAW, State.WITHDRAWN, _APPLICANT | _OFFICE),
    (State.GRANTED, Action.ISSUE, State.ISSUED, _SYSTEM | _OFFICE),
    (State.GRANTED, Action.TAKE_BACK_GRANT, State.IN_REVIEW, _LEAD),
    (State.GRANTED, Action.WITHDRAW, State.WITHDRAWN, _APPLICANT | _OFFICE),
    (State.ISSUED, Action.TAKE_BACK_ISSUE, State.GRANTED, _LEAD),
    (State.REJECTED, Action.REOPEN, State.IN_REVIEW, _LEAD),
    # What was decided is kept for its period; other content goes earlier when the person asks.
    (State.ISSUED, Action.ERASE, State.ERASED, _SYSTEM),
    (State.REJECTED, Action.ERASE, State.ERASED, _SYSTEM),
    (State.WITHDRAWN, Action.ERASE, State.ERASED, _SYSTEM | _LEAD),
    (State.FORWARDED, Action.ERASE, State.ERASED, _SYSTEM | _LEAD),
    (State.LAPSED, Action.ERASE, State.ERASED, _SYSTEM | _LEAD),
    (State.AWAITING_EMAIL, Action.CORRECT, State.AWAITING_EMAIL, _OFFICE),
    (State.AWAITING_CONFIRMATION, Action.CORRECT, State.AWAITING_CONFIRMATION, _OFFICE),
    (State.IN_REVIEW, Action.CORRECT, State.IN_REVIEW, _OFFICE),
    (State.CLARIFICATION, Action.CORRECT, State.CLARIFICATION, _OFFICE),
    (State.GRANTED, Action.CORRECT, State.GRANTED, _OFFICE),
    (State.ISSUED, Action.CORRECT, State.ISSUED, _OFFICE),
    (State.REJECTED, Action.CORRECT, State.REJECTED, _OFFICE),
)
TRANSITIONS = tuple(Transition(*row) for row in _ROWS)

_TABLE = {(t.state, t.action): t for t in TRANSITIONS}


def next_state(state: State, action: Action, actor: Actor) -> State:
    """The state after this action. Raises RefusedActionError when it may not be."""
    transition = _TABLE.get((state, action))
    if transition is None:
        allowed = ", ".join(ACTION_LABELS[a] for a in allowed_actions(state, actor))
        raise RefusedActionError(
            f"„{ACTION_LABELS[action]}“ geht nicht, solange der Antrag „{STATE_LABELS[state]}“ "
            f"ist. Möglich ist: {allowed or 'nichts mehr'}."
        )
    if actor not in transition.actors:
        raise RefusedActionError(
            f"„{ACTION_LABELS[action]}“ ist Ihnen nicht erlaubt. "
            "Bitte wenden Sie sich an die Leitung der Stelle."
        )
    return transition.to


def allowed_actions(state: State, actor: Actor) -> tuple[Action, ...]:
    """What this actor may do now, in the order of the table."""
    return tuple(t.action for t in TRANSITIONS if t.state is state and actor in t.actors)


STATE_LABELS = {
    State.RECEIVED: "eingegangen",
    State.AWAITING_EMAIL: "wartet auf Bestätigung Ihrer E-Mail-Adresse",
    State.AWAITING_CONFIRMATION: "wartet auf die Organisation",
    State.IN_REVIEW: "in Prüfung",
    State.CLARIFICATION: "wartet auf Ihre Antwort",
    State.GRANTED: "bewilligt",
    State.ISSUED: "Karte ausgestellt",
    State.REJECTED: "abgelehnt",
    State.WITHDRAWN: "zurückgezogen",
    State.FORWARDED: "an eine andere Stelle weitergegeben",
    State.LAPSED: "verfallen, weil die E-Mail-Adresse nicht bestätigt wurde",
    State.ERASED: "gelöscht",
}
"""As the applicant reads it."""

ACTOR_LABELS = {
    Actor.APPLICANT: "antragstellende Person",
    Actor.ORGANISATION: "Organisation",
    Actor.CASE_WORKER: "Sachbearbeitung",
    Actor.OFFICE_LEAD: "Leitung",
    Actor.SYSTEM: "von selbst",
}
ACTION_LABELS = {
    Action.ASK_EMAIL: "Bestätigung der E-Mail-Adresse erbitten",
    Action.CONFIRM_EMAIL: "E-Mail-Adresse bestätigen",
    Action.LAPSE: "Verfallen lassen",
    Action.ASK_ORGANISATIONS: "Organisation um Bestätigung bitten",
    Action.ANSWER: "Engagement bestätigen oder richtigstellen",
    Action.RECORD_ANSWER: "Antwort der Organisation eintragen",
    Action.COMPLETE_ANSWERS: "Alle Antworten sind da",
    Action.HAND_ON_UNANSWERED: "Ohne Antwort zur Prüfung geben",
    Action.REVIEW: "Prüfen",
    Action.ASK_BACK: "Rückfrage stellen",
    Action.REPLY: "Rückfrage beantworten",
    Action.HAND_ON_UNREPLIED: "Ohne Antwort zur Prüfung geben",
    Action.GRANT: "Bewilligen",
    Action.REJECT: "Ablehnen",
    Action.TAKE_BACK_GRANT: "Bewilligung zurücknehmen",
    Action.ISSUE: "Karte ausstellen",
    Action.TAKE_BACK_ISSUE: "Karte ist doch nicht ausgestellt",
    Action.REOPEN: "Wieder aufnehmen",
    Action.WITHDRAW: "Zurückziehen",
    Action.FORWARD: "Weitergeben",
    Action.CORRECT: "Angaben berichtigen",
    Action.ERASE: "Löschen",
}
