"""The form as data: complete, in plain German, and fitting what an application holds."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from applications.form import ApplicationKind, CardApplication
from applications.journey import JOURNEY, KIND_LABELS, journey_for
from applications.journey.questions import INDEX, Question, Widget

QUESTIONS = [question for step in JOURNEY for question in step.questions]
NOT_ASKED = {"kind", "office", "schema_version"}


def paths(cls: type[Any], prefix: str = "") -> Iterator[str]:
    """Every field of an application as a path of the form."""
    hints = get_type_hints(cls)
    for field in fields(cls):
        inner = [hints[field.name], *get_args(hints[field.name])]
        nested = next((part for part in inner if is_dataclass(part)), None)
        block = f".{INDEX}" if field.name == "engagements" else ""
        if isinstance(nested, type):
            yield from paths(nested, f"{prefix}{field.name}{block}.")
        else:
            yield f"{prefix}{field.name}"


def test_every_field_of_an_application_is_asked_for_exactly_once() -> None:
    asked = [question.path for question in QUESTIONS]
    assert len(asked) == len(set(asked))
    assert set(asked) == set(paths(CardApplication)) - NOT_ASKED


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        (
            ApplicationKind.FIRST,
            "card helper person guardian engagement juleica declarations consents",
        ),
        (
            ApplicationKind.RENEWAL,
            "card helper previous_card person guardian engagement juleica declarations consents",
        ),
        (
            ApplicationKind.JUBILEE,
            "card helper person guardian engagement declarations consents",
        ),
        (
            ApplicationKind.CLAIM,
            "card helper previous_card person guardian declarations consents",
        ),
    ],
)
def test_the_steps_of_each_kind(kind: ApplicationKind, steps: str) -> None:
    assert " ".join(step.key for step in journey_for(kind)) == steps
    assert KIND_LABELS[kind]


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("engagements.#.hours.amount", {ApplicationKind.FIRST, ApplicationKind.RENEWAL}),
        ("engagements.#.until", {ApplicationKind.JUBILEE}),
        ("declarations.contacts_agreed", set(ApplicationKind) - {ApplicationKind.CLAIM}),
        ("consents.reminder_before_expiry", set(ApplicationKind) - {ApplicationKind.JUBILEE}),
    ],
)
def test_what_only_some_kinds_are_asked(path: str, kinds: set[ApplicationKind]) -> None:
    asked = {
        k for k in ApplicationKind for s in journey_for(k) for q in s.questions if q.path == path
    }
    assert asked == kinds


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.path)
def test_a_question_can_be_asked_and_refused_in_plain_german(question: Question) -> None:
    assert question.label
    assert not question.missing or (
        question.missing.startswith("Bitte ") and question.missing.endswith(".")
    )
    assert not question.help or question.help.endswith(".")
    chooses = {Widget.CHOICE, Widget.CHOICES, Widget.YES_NO}
    assert bool(question.options) == (question.widget in chooses)
    values = [option.value for option in question.options]
    assert len(values) == len(set(values))


def test_a_condition_looks_at_a_question_that_can_have_the_value() -> None:
    by_path = {question.path: question for question in QUESTIONS}
    conditions = [when for question in QUESTIONS for when in question.shown]
    assert conditions
    for when in conditions:
        assert when.values <= {option.value for option in by_path[when.path].options}


def test_consents_are_never_required() -> None:
    [consents] = [step for step in JOURNEY if step.key == "consents"]
    assert not [question for question in consents.questions if question.required]
