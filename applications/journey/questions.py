"""What a step and a question of the form are; page, print form, PDF and handler read the same."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from applications.form import ApplicationKind

Answers = Mapping[str, Sequence[str]]
"""What was typed: per path all values sent under it, e.g. {"person.place": ["Rheine"]}."""

INDEX = "#"
"""Stands in a path for the number of the block: "engagements.#.since"."""

ALL_KINDS = frozenset(ApplicationKind)


class Widget(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    EMAIL = "email"
    POSTAL_CODE = "postal_code"
    TOWN = "town"
    DATE = "date"
    MONTH = "month"
    HOURS = "hours"
    EURO = "euro"
    CHOICE = "choice"
    CHOICES = "choices"
    CHECK = "check"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; `value` is what is sent."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class When:
    """Holds if one of the values was answered at `path`."""

    path: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `path` is its place in CardApplication and its name in the form.

    `missing` is what is said when it is required and empty; empty `missing` means it is optional.
    Asked for `kinds` only, and only if every `shown` holds. `autocomplete` is the HTML token.
    """

    path: str
    widget: Widget
    label: str
    missing: str = ""
    help: str = ""
    autocomplete: str = "off"
    options: tuple[Option, ...] = ()
    kinds: Collection[ApplicationKind] = ALL_KINDS
    shown: tuple[When, ...] = ()

    @property
    def required(self) -> bool:
        return bool(self.missing)


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form. `most` > 1: the questions are asked again for each of so many blocks.

    An `optional` step may be left empty as a whole; begun, its required questions count.
    """

    key: str
    title: str
    questions: tuple[Question, ...]
    intro: str = ""
    kinds: Collection[ApplicationKind] = ALL_KINDS
    most: int = 1
    optional: bool = False


def is_shown(question: Question, index: int, answers: Answers) -> bool:
    """Whether the question counts in block `index` (0 for steps without blocks)."""
    return all(
        when.values.intersection(answers.get(path_in(when.path, index), ()))
        for when in question.shown
    )


def path_in(path: str, index: int) -> str:
    """The path with the number of its block: "engagements.2.since"."""
    return path.replace(INDEX, str(index))
