"""An application on paper, typed in by the same questions and rules as the public form."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from applications.answers import Problem
from applications.casework.register import Register
from applications.form import ApplicationKind, CardApplication
from applications.journey import journey_for
from applications.journey.questions import Answers, Option, Question, Step, Widget, path_in
from applications.submission import assess


@dataclass(frozen=True)
class PaperField:
    """One question as the desk shows it: always there, since the paper says what applies."""

    question: Question
    name: str
    values: tuple[str, ...]
    problem: str
    options: tuple[Option, ...]

    @property
    def value(self) -> str:
        return next(iter(self.values), "")

    @property
    def required(self) -> bool:
        return self.question.required and not self.question.shown

    @property
    def is_select(self) -> bool:
        return self.question.widget in (Widget.CHOICE, Widget.YES_NO, Widget.TOWN)

    @property
    def digits(self) -> bool:
        """Whether a keypad of digits is enough, where there is one."""
        return self.question.widget in (Widget.DATE, Widget.MONTH, Widget.POSTAL_CODE)

    @property
    def is_checks(self) -> bool:
        return self.question.widget is Widget.CHOICES

    @property
    def is_check(self) -> bool:
        return self.question.widget is Widget.CHECK


@dataclass(frozen=True)
class PaperGroup:
    """The questions of one step, or of one engagement."""

    title: str
    fields: tuple[PaperField, ...]


@dataclass(frozen=True)
class PaperReading:
    """The application, or what stands in its way."""

    application: CardApplication | None
    problems: tuple[Problem, ...]


def read_paper(
    kind: ApplicationKind, answers: Answers, *, office: str, known: Register, on: date
) -> PaperReading:
    """What was typed in at this office. Another office that is responsible is a problem: then the
    paper is sent on, not typed in."""
    online = {one.key for one in known.offices.offices}
    found = assess(
        kind,
        {**answers, "office": [office]},
        regions=known.regions,
        offices=known.offices,
        online=online,
        on=on,
    )
    if found.card_application is None:
        text = found.route.text if found.route else ""
        return PaperReading(None, found.problems or (Problem("office", text),))
    if found.card_application.office != office:
        text = found.route.text if found.route else ""
        return PaperReading(None, (Problem("office", f"Nicht diese Stelle. {text}"),))
    return PaperReading(found.card_application, ())


def paper_groups(
    kind: ApplicationKind,
    answers: Answers,
    problems: tuple[Problem, ...],
    *,
    engagements: int,
    known: Register,
) -> tuple[PaperGroup, ...]:
    """All questions of this kind, with so many blocks for engagements."""
    texts = {problem.path: problem.text for problem in problems}
    return tuple(
        PaperGroup(
            step.title if step.most == 1 else f"{step.title} {index + 1}",
            tuple(_fields(step, index, answers, texts, known)),
        )
        for step in journey_for(kind)
        for index in range(engagements if step.most > 1 else 1)
    )


def begin_at(groups: tuple[PaperGroup, ...], *, engagements: int, more: bool) -> str:
    """The field to begin at: the first problem, a block that was just added, or the first field
    that must be filled in and is not."""
    fields = [field for group in groups for field in group.fields]
    if wrong := next((field for field in fields if field.problem), None):
        return wrong.name
    if more:
        return f"engagements.{engagements - 1}.organisation"
    return next((field.name for field in fields if field.required and not any(field.values)), "")


def _fields(
    step: Step, index: int, answers: Answers, texts: dict[str, str], known: Register
) -> Iterator[PaperField]:
    for question in step.questions:
        name = path_in(question.path, index)
        values = tuple(answers.get(name, ()))
        town = question.widget is Widget.TOWN
        if town and name not in texts and not any(values):
            continue  # the postal code tells the town; asked only where it tells several
        options = _towns(known) if town else question.options
        yield PaperField(question, name, values, texts.get(name, ""), options)


def _towns(known: Register) -> tuple[Option, ...]:
    towns = sorted(known.regions.municipalities, key=lambda town: town.name)
    return tuple(Option(town.ags, town.name) for town in towns)
