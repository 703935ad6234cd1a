"""From what was typed into the form to an application, and back.

Paths of problems are the names of the form's fields, so that a summary can link to them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from applications.contract import parse_application
from applications.form import ApplicationKind, CardApplication
from applications.journey import journey_for
from applications.journey.questions import Answers, Question, Step, Widget, is_shown, path_in
from applications.values import UnreadableError, is_empty, read_value
from catalogue.codec import to_json


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a field, as a plain German sentence that never repeats what was typed."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The application, or the problems that stand in its way.

    `blocks` are the numbers the engagements had in the form, where empty ones were left out.
    """

    card_application: CardApplication | None
    problems: tuple[Problem, ...]
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question in its block, with its place in the application."""

    question: Question
    index: int
    position: int

    @property
    def name(self) -> str:
        return path_in(self.question.path, self.index)

    @property
    def place(self) -> str:
        return path_in(self.question.path, self.position)


def parse_answers(kind: ApplicationKind, answers: Answers) -> Reading:
    """The application of this kind. Fields the form does not ask for are not looked at.

    The office is taken from the answer "office", empty where nothing was chosen yet.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    blocks: tuple[int, ...] = ()
    for step in journey_for(kind):
        used = _blocks(step, answers)
        if step.most > 1:
            blocks = used
        if step.optional and not _begun(step, 0, answers):
            continue
        for position, index in enumerate(used):
            for question in step.questions:
                asked = _Asked(question, index, position)
                if is_shown(question, index, answers):
                    _read(asked, answers, values, problems)
                else:
                    _leave_empty(asked, values)
    if problems:
        return Reading(None, tuple(problems), blocks)
    office = next(iter(answers.get("office", ())), "")[:80]
    return Reading(parse_application(_nested(kind, values, office)), (), blocks)


def answers_of(card_application: CardApplication) -> dict[str, list[str]]:
    """The answers that lead to this application: to show it again, or to check it like a form."""
    return dict(_flat("", to_json(card_application)))


def _blocks(step: Step, answers: Answers) -> tuple[int, ...]:
    """The numbers of the blocks that were begun; at least the first."""
    return tuple(i for i in range(step.most) if _begun(step, i, answers)) or (0,)


def _begun(step: Step, index: int, answers: Answers) -> bool:
    return any(
        not is_empty(question, answers.get(path_in(question.path, index), ()))
        for question in step.questions
    )


def _read(asked: _Asked, answers: Answers, values: dict[str, Any], problems: list[Problem]) -> None:
    question, typed = asked.question, answers.get(asked.name, ())
    if is_empty(question, typed):
        if question.required:
            problems.append(Problem(asked.name, question.missing))
        _leave_empty(asked, values)
        return
    try:
        values[asked.place] = read_value(question, typed)
    except UnreadableError as unreadable:
        problems.append(Problem(asked.name, str(unreadable)))


_EMPTY: dict[Widget, Any] = {
    Widget.TEXT: "",
    Widget.EMAIL: "",
    Widget.TOWN: "",
    Widget.CHECK: False,
}
"""What stands in the schema for a question that was not answered; others are left out."""


def _leave_empty(asked: _Asked, values: dict[str, Any]) -> None:
    if asked.question.widget in _EMPTY:
        values[asked.place] = _EMPTY[asked.question.widget]


def _nested(kind: ApplicationKind, values: Mapping[str, Any], office: str) -> dict[str, Any]:
    """Paths as nested objects and lists; a helper or second contact who is none is left out."""
    root: dict[str, Any] = {"kind": kind.value, "office": office, "engagements": {}}
    for path, value in values.items():
        *parents, last = path.split(".")
        place = root
        for name in parents:
            place = place.setdefault(name, {})
        place[last] = value
    root["engagements"] = list(root["engagements"].values())
    for engagement in root["engagements"]:
        if not any(engagement["second_contact"].values()):
            del engagement["second_contact"]
    root["declarations"].setdefault("contacts_agreed", False)
    if not root["helper"].get("role"):
        del root["helper"]
    return root


def _flat(path: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _flat(f"{path}.{name}" if path else name, part)
    elif isinstance(value, list) and path == "engagements":
        for position, part in enumerate(value):
            yield from _flat(f"{path}.{position}", part)
    elif path.endswith("private_help"):
        yield path, ["yes" if value else "no"]
    elif isinstance(value, list):
        yield path, [str(part) for part in value]
    elif value not in (None, False):
        yield path, ["on" if value is True else str(value)]
