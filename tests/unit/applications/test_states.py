"""The state table: complete, without dead ends, and no clock ever rejects."""

from datetime import date
from itertools import product

import pytest

from applications.renewal import reminder_days, renewal_opens
from applications.states import (
    ACTION_LABELS,
    CLOSED,
    INITIAL,
    STATE_LABELS,
    TERMINAL,
    TRANSITIONS,
    Action,
    Actor,
    RefusedActionError,
    State,
    allowed_actions,
    next_state,
)
from applications.timers import TIMERS, Timer, timers_due

A, S = Action, State
APPLICANT, ORGANISATION, WORKER, LEAD, SYSTEM = Actor


def reachable(start: State) -> set[State]:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for transition in TRANSITIONS:
            if transition.state is here and transition.to not in seen:
                seen.add(transition.to)
                waiting.append(transition.to)
    return seen


@pytest.mark.parametrize(
    "story",
    [
        # A usual application.
        [
            (A.ASK_EMAIL, SYSTEM, S.AWAITING_EMAIL),
            (A.CONFIRM_EMAIL, APPLICANT, S.RECEIVED),
            (A.ASK_ORGANISATIONS, SYSTEM, S.AWAITING_CONFIRMATION),
            (A.ANSWER, ORGANISATION, S.AWAITING_CONFIRMATION),
            (A.COMPLETE_ANSWERS, SYSTEM, S.IN_REVIEW),
            (A.GRANT, WORKER, S.GRANTED),
            (A.ISSUE, WORKER, S.ISSUED),
            (A.ERASE, SYSTEM, S.ERASED),
        ],
        # On paper, the organisation is silent, the case worker telephones.
        [
            (A.ASK_ORGANISATIONS, WORKER, S.AWAITING_CONFIRMATION),
            (A.HAND_ON_UNANSWERED, SYSTEM, S.IN_REVIEW),
            (A.RECORD_ANSWER, WORKER, S.IN_REVIEW),
            (A.GRANT, WORKER, S.GRANTED),
        ],
        # Asked back, no reply, rejected by a person, taken up again by the lead.
        [
            (A.REVIEW, SYSTEM, S.IN_REVIEW),
            (A.ASK_BACK, WORKER, S.CLARIFICATION),
            (A.HAND_ON_UNREPLIED, SYSTEM, S.IN_REVIEW),
            (A.REJECT, WORKER, S.REJECTED),
            (A.REOPEN, LEAD, S.IN_REVIEW),
            (A.FORWARD, LEAD, S.FORWARDED),
        ],
        # The e-mail address was wrong.
        [(A.ASK_EMAIL, SYSTEM, S.AWAITING_EMAIL), (A.LAPSE, SYSTEM, S.LAPSED)],
    ],
)
def test_stories(story: list[tuple[Action, Actor, State]]) -> None:
    state = INITIAL
    for action, actor, expected in story:
        state = next_state(state, action, actor)
        assert state is expected


def test_the_table_has_one_row_for_each_state_and_action() -> None:
    pairs = [(t.state, t.action) for t in TRANSITIONS]
    assert len(pairs) == len(set(pairs))
    assert {t.action for t in TRANSITIONS} == set(Action)


def test_every_state_is_reached_and_leads_to_an_end() -> None:
    assert reachable(INITIAL) == set(State)
    for state in State:
        assert reachable(state) & TERMINAL, state


def test_nothing_leads_out_of_an_end() -> None:
    assert not [t for t in TRANSITIONS if t.state in TERMINAL]
    for transition in TRANSITIONS:
        if transition.state in CLOSED and transition.to not in CLOSED:
            # Only a person who answers for the office opens a closed application again.
            assert transition.actors == {Actor.OFFICE_LEAD}


@pytest.mark.parametrize(
    ("action", "actors"),
    [
        (A.GRANT, {WORKER, LEAD}),
        (A.REJECT, {WORKER, LEAD}),
        (A.ASK_BACK, {WORKER, LEAD}),
        (A.FORWARD, {WORKER, LEAD}),
        (A.REOPEN, {LEAD}),
        (A.TAKE_BACK_GRANT, {LEAD}),
        (A.TAKE_BACK_ISSUE, {LEAD}),
        (A.ANSWER, {ORGANISATION}),
        (A.CONFIRM_EMAIL, {APPLICANT}),
        (A.WITHDRAW, {APPLICANT, WORKER, LEAD}),
        (A.CORRECT, {WORKER, LEAD}),
    ],
)
def test_who_may(action: Action, actors: set[Actor]) -> None:
    for transition in TRANSITIONS:
        if transition.action is action:
            assert transition.actors == actors


def test_what_was_decided_is_not_erased_early() -> None:
    for transition in TRANSITIONS:
        if transition.action is A.ERASE:
            early = transition.state in {S.WITHDRAWN, S.FORWARDED, S.LAPSED}
            assert transition.actors == ({SYSTEM, LEAD} if early else {SYSTEM})


def test_a_lead_may_what_a_case_worker_may() -> None:
    for state in State:
        assert set(allowed_actions(state, WORKER)) <= set(allowed_actions(state, LEAD))


def test_an_open_application_can_be_withdrawn() -> None:
    for state in set(State) - CLOSED - {INITIAL}:
        assert A.WITHDRAW in allowed_actions(state, APPLICANT), state


def test_whatever_is_not_in_the_table_is_refused() -> None:
    rows = {(t.state, t.action): t for t in TRANSITIONS}
    for state, action, actor in product(State, Action, Actor):
        row = rows.get((state, action))
        if row is not None and actor in row.actors:
            assert next_state(state, action, actor) is row.to
        else:
            with pytest.raises(RefusedActionError):
                next_state(state, action, actor)


def test_a_refusal_says_what_is_possible() -> None:
    with pytest.raises(RefusedActionError) as refused:
        next_state(S.CLARIFICATION, A.GRANT, WORKER)
    assert "„Bewilligen“ geht nicht" in str(refused.value)
    assert "Rückfrage beantworten" in str(refused.value)
    with pytest.raises(RefusedActionError, match="Leitung"):
        next_state(S.REJECTED, A.REOPEN, WORKER)


def test_everything_has_a_german_name() -> None:
    assert set(STATE_LABELS) == set(State)
    assert set(ACTION_LABELS) == set(Action)


@pytest.mark.parametrize("timer", TIMERS, ids=lambda t: t.name)
def test_a_timer_reminds_or_hands_on_and_never_decides(timer: Timer) -> None:
    assert (timer.action is None) != (timer.reminds is None)
    assert timer.days + timer.months > 0
    if timer.action is not None:
        to = next_state(timer.state, timer.action, SYSTEM)
        assert to in {S.IN_REVIEW, S.LAPSED, S.ERASED}
        assert timer.state in CLOSED or to is not S.ERASED


def test_only_people_reject_and_grant() -> None:
    for transition in TRANSITIONS:
        if transition.to in {S.REJECTED, S.GRANTED}:
            assert transition.actors <= {WORKER, LEAD}


def test_no_state_waits_for_ever() -> None:
    """The system moves on where others are waited for, and reminds the office of its own work."""
    for state in set(State) - TERMINAL - {INITIAL}:
        assert [t for t in TIMERS if t.state is state], state
    ends = {t.state for t in TIMERS if t.action is not None}
    assert ends == set(State) - TERMINAL - {INITIAL, S.IN_REVIEW, S.GRANTED}


@pytest.mark.parametrize(
    ("state", "on", "expected"),
    [
        (S.AWAITING_CONFIRMATION, date(2026, 3, 14), []),
        (S.AWAITING_CONFIRMATION, date(2026, 3, 15), ["confirmation_reminder"]),
        (
            S.AWAITING_CONFIRMATION,
            date(2026, 3, 25),
            ["confirmation_reminder", "confirmation_last_reminder"],
        ),
        (
            S.AWAITING_CONFIRMATION,
            date(2026, 3, 29),
            ["confirmation_reminder", "confirmation_last_reminder", "confirmation_end"],
        ),
        (S.REJECTED, date(2027, 3, 31), []),
        (S.REJECTED, date(2027, 4, 1), ["erase_rejected"]),
        (S.ERASED, date(2036, 1, 1), []),
    ],
)
def test_timers_are_due_to_the_day(state: State, on: date, expected: list[str]) -> None:
    assert [t.name for t in timers_due(state, entered=date(2026, 3, 1), on=on)] == expected


@pytest.mark.parametrize(
    ("valid_until", "opens"),
    [
        (date(2026, 12, 31), date(2026, 9, 30)),
        (date(2027, 1, 15), date(2026, 10, 15)),
        (date(2028, 5, 31), date(2028, 2, 29)),
    ],
)
def test_the_renewal_window(valid_until: date, opens: date) -> None:
    assert renewal_opens(valid_until) == opens


def test_reminders_before_and_after_the_end_and_none_for_life() -> None:
    days = reminder_days(date(2026, 12, 31))
    assert days == (date(2026, 10, 2), date(2026, 12, 1), date(2027, 1, 7))
    assert days[0] >= renewal_opens(date(2026, 12, 31))
    assert reminder_days(None) == ()
