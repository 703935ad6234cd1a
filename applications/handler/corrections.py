"""The fields a person has to look at again, and everything else kept as it was typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from applications.form import ApplicationKind
from applications.handler.sending import KEY, KIND, PROOF, Sent
from applications.journey import journey_for
from applications.journey.questions import INDEX, Option, Question, Widget
from applications.submission import Assessment

_BLOCK = re.compile(r"\.([0-4])\.")


@dataclass(frozen=True, slots=True)
class Correction:
    """A field with its problem. `options` are empty where text is typed; `many` of them may be
    chosen, or the one there is may be left out."""

    name: str
    label: str
    problem: str
    typed: tuple[str, ...]
    options: tuple[Option, ...]
    many: bool
    autocomplete: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A hidden field."""

    name: str
    value: str


def corrections_of(sent: Sent, found: Assessment) -> tuple[Correction, ...]:
    """One field for each problem, in the order of the form."""
    first = {problem.path: problem.text for problem in reversed(found.problems)}
    paths = dict.fromkeys(problem.path for problem in found.problems)
    return tuple(_correction(path, first[path], sent, found) for path in paths)


def kept(sent: Sent, corrected: Sequence[Correction], *, with_key: bool = True) -> Iterator[Kept]:
    """All else that was sent. `with_key` False makes it another application."""
    shown = {correction.name for correction in corrected}
    yield Kept(KIND, sent.kind)
    if sent.key and with_key:
        yield Kept(KEY, sent.key)
    if sent.proof:
        yield Kept(PROOF, sent.proof)
    for name, values in sent.answers.items():
        if name not in shown:
            yield from (Kept(name, value) for value in values)


def _correction(path: str, problem: str, sent: Sent, found: Assessment) -> Correction:
    question = _question(sent.kind, path)
    typed = tuple(sent.answers.get(path, ()))
    label = question.label if question else "Welche Stelle soll entscheiden?"
    if block := _BLOCK.search(path):
        label = f"{label} (Engagement {int(block[1]) + 1})"
    many = question is not None and question.widget in (Widget.CHOICES, Widget.CHECK)
    return Correction(
        name=path,
        label=label,
        problem=problem,
        typed=typed,
        options=tuple(_options(question, found)),
        many=many,
        autocomplete=question.autocomplete if question else "off",
    )


def _question(kind: ApplicationKind, path: str) -> Question | None:
    """The question at this name; none for the office, which is no question of the journey."""
    wanted = _BLOCK.sub(f".{INDEX}.", path)
    questions = (q for step in journey_for(kind) for q in step.questions)
    return next((question for question in questions if question.path == wanted), None)


def _options(question: Question | None, found: Assessment) -> Iterator[Option]:
    if question is None:
        options = found.route.options if found.route else ()
        yield from (Option(o.office.key, o.office.name) for o in options if o.online)
    elif question.widget is Widget.TOWN:
        towns = {
            t.ags: t for place in (found.route.ask if found.route else ()) for t in place.towns
        }
        yield from (Option(town.ags, town.name) for town in towns.values())
    elif question.widget is Widget.CHECK:
        yield Option("on", question.label)
    else:
        yield from question.options
