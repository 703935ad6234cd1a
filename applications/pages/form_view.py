"""The journey as a form: everything the templates show, for a blank page and for one with errors.

Every label and every sentence comes from `applications.journey` and `applications.values`; the
script of the page reads the same sentences from the markup.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from applications.answers import Problem
from applications.form import ApplicationKind, CardApplication
from applications.journey import KIND_LABELS, journey_for
from applications.journey.questions import Answers, Option, Question, Step, Widget, path_in
from applications.limits import Span, Text, limit_at
from applications.values import UnreadableError, read_value
from catalogue.offices import Offices
from catalogue.regions import RegionTree

L = TypeVar("L", Text, Span)

ACTION = "/v1/antrag"
RADIOS_AT_MOST = 6
"""More options than these are a select."""

_UNREADABLE = "…"
"""What no question with a form of its own accepts: it makes it say what it expects."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option; `chosen` as it was answered."""

    id: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One question in its block. `name` is the field's name and the id an error links to.

    `missing`, `expected` and `too_much` are what is said when it is empty, cannot be read, or is
    more than `most` (a number, or code points of a text); `shown` is the
    JSON of the conditions under which it counts: [[name, [values]], …], and `when` says it to
    people without a script.
    """

    name: str
    widget: Widget
    markup: str
    label: str
    hint: str
    autocomplete: str
    value: str
    choices: tuple[Choice, ...]
    pattern: str
    missing: str
    expected: str
    most: int
    too_much: str
    shown: str
    when: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The questions once; `number` counts from 1, 0 where a step has no blocks."""

    number: int
    fields: tuple[Field, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class StepView:
    key: str
    title: str
    intro: str
    optional: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """The form of one kind; `problems` link to the fields that have them, `hidden` are names and
    values sent along. `paper_only` are the names of the offices that cannot be reached by it."""

    kind: ApplicationKind
    title: str
    action: str
    steps: tuple[StepView, ...]
    problems: tuple[Problem, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    paper_only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """What there is to choose from: towns and offices as options.

    `shared` are the towns whose postal code another town has, too: the ones a form must ask about.
    All towns at every engagement would make the page twice as heavy. `paper_only` are the names of
    the offices that take no applications here.
    """

    towns: tuple[Option, ...]
    offices: tuple[Option, ...]
    shared: tuple[Option, ...] = ()
    paper_only: tuple[str, ...] = ()


def register_of(regions: RegionTree, offices: Offices, *, online: Collection[str]) -> Register:
    towns = sorted(regions.municipalities, key=lambda town: (town.name, town.ags))
    named = sorted(offices.offices, key=lambda office: (office.name, office.key))
    codes = (code.municipalities for code in regions.postal_codes)
    asked = {ags for towns_of_code in codes if len(towns_of_code) > 1 for ags in towns_of_code}
    return Register(
        tuple(Option(town.ags, town.name) for town in towns),
        tuple(Option(office.key, office.name) for office in named),
        tuple(Option(town.ags, town.name) for town in towns if town.ags in asked),
        tuple(office.name for office in named if office.key not in online),
    )


def form_view(
    kind: ApplicationKind,
    register: Register,
    answers: Answers | None = None,
    problems: Sequence[Problem] = (),
) -> FormView:
    """The form with everything typed and every problem at its field."""
    texts: dict[str, str] = {}
    for problem in problems:
        texts.setdefault(problem.path, problem.text)
    given = {} if answers is None else answers
    steps = (_step(step, register, given, texts) for step in _with_office(kind))
    return FormView(
        kind,
        KIND_LABELS[kind],
        ACTION,
        tuple(steps),
        tuple(problems),
        paper_only=register.paper_only,
    )


_OFFICE = Step(
    "office",
    "Zuständige Stelle",
    (Question("office", Widget.CHOICE, "Welche Stelle soll entscheiden?"),),
    intro="Meist ergibt sich die Stelle aus Ihrem Wohnort und dem Ort Ihres Engagements. "
    "Sie wählen nur, wenn mehrere Stellen möglich sind.",
)
_ISSUER = replace(
    _OFFICE,
    questions=(replace(_OFFICE.questions[0], label="Welche Stelle hat Ihre Karte ausgestellt?"),),
    intro="Ohne Auswahl geht Ihr Antrag an die Stelle Ihres Wohnorts.",
)


def _with_office(kind: ApplicationKind) -> Iterator[Step]:
    """The journey and, before the declarations, the choice of the office."""
    for step in journey_for(kind):
        if step.key == "declarations":
            yield _ISSUER if kind is ApplicationKind.CLAIM else _OFFICE
        yield step


def _step(step: Step, register: Register, answers: Answers, texts: Mapping[str, str]) -> StepView:
    blocks = []
    for index in range(step.most):
        fields = tuple(
            replace(_field(q, index, register, answers, texts), when=_when(q, step))
            for q in step.questions
        )
        used = any(field.value or field.error or _chosen(field) for field in fields)
        blocks.append(Block(index + 1 if step.most > 1 else 0, fields, index == 0 or used))
    return StepView(step.key, step.title, step.intro, step.optional, tuple(blocks))


def _when(question: Question, step: Step) -> str:
    labels = {other.path: other.label for other in step.questions}
    return " ".join(f"Nur nötig je nach Antwort auf „{labels[w.path]}“" for w in question.shown)


def _chosen(field: Field) -> bool:
    return any(choice.chosen and choice.value for choice in field.choices)


def _field(
    question: Question,
    index: int,
    register: Register,
    answers: Answers,
    texts: Mapping[str, str],
) -> Field:
    name = path_in(question.path, index)
    typed = tuple(answers.get(name, ()))
    options = _options(question, register)
    limit = _limit(question, Text)
    conditions = [[path_in(when.path, index), sorted(when.values)] for when in question.shown]
    return Field(
        name=name,
        widget=question.widget,
        markup=_markup(question, options),
        label=question.label,
        hint=question.help,
        autocomplete=question.autocomplete,
        value=typed[0] if typed and not options else "",
        choices=_choices(name, options, typed),
        pattern=limit.pattern if limit and question.widget is not Widget.TOWN else "",
        missing=question.missing,
        expected=_refusal(question, _UNREADABLE),
        most=_most(question),
        too_much=_refusal(question, _too_much(question)),
        shown=json.dumps(conditions) if conditions else "",
        when="",
        error=texts.get(name, ""),
    )


def _options(question: Question, register: Register) -> tuple[Option, ...]:
    if question.path == "office":
        return (Option("", "Aus meinen Angaben bestimmen"), *register.offices)
    if question.widget is Widget.TOWN:
        towns = register.towns if question.path == "person.ags" else register.shared
        return (Option("", "Aus der Postleitzahl bestimmen"), *towns)
    if question.widget is Widget.CHECK:
        return (Option("on", question.label),)
    if len(question.options) > RADIOS_AT_MOST:
        return (Option("", "Bitte wählen"), *question.options)
    return question.options


def _choices(name: str, options: Sequence[Option], typed: Sequence[str]) -> tuple[Choice, ...]:
    """The first one carries the field's name as id: an error leads there."""
    given = typed or ("",)
    return tuple(
        Choice(name if n == 0 else f"{name}.{n}", o.value, o.label, o.value in given)
        for n, o in enumerate(options)
    )


def _markup(question: Question, options: Sequence[Option]) -> str:
    """The component that shows it."""
    match question.widget:
        case Widget.CHECK:
            return "check"
        case Widget.CHOICES:
            return "checks"
        case Widget.TOWN:
            return "select"
        case Widget.CHOICE | Widget.YES_NO:
            many = len(options) > RADIOS_AT_MOST or question.path == "office"
            return "select" if many else "radios"
        case _:
            return "text"


def _limit(question: Question, kind: type[L]) -> L | None:
    if question.path == "office":
        return None
    limit = limit_at(CardApplication, path_in(question.path, 0))
    return limit if isinstance(limit, kind) else None


def _most(question: Question) -> int:
    text, span = _limit(question, Text), _limit(question, Span)
    if text is not None:
        return text.longest
    return span.most if span else 0


def _too_much(question: Question) -> str:
    most = _most(question)
    if _limit(question, Text) is not None:
        return "x" * (most + 1)
    return str(most + 1) if most else "0"


def _refusal(question: Question, typed: str) -> str:
    """What is said to somebody who types this; empty where it can be read."""
    if question.options or question.widget is Widget.CHECK or question.path == "office":
        return ""
    try:
        read_value(question, (typed,))
    except UnreadableError as unreadable:
        return str(unreadable)
    return ""
