"""What is typed from paper, before the form's rules read it: fewer keys, nothing guessed that the
paper could say otherwise."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from applications.casework.register import Register
from applications.form import MOST_ENGAGEMENTS, AllowanceKind, ApplicationKind, CardMedium, HoursPer
from applications.journey import journey_for
from applications.journey.questions import Widget, path_in
from applications.places import place_of_postal_code

Typed = Mapping[str, Sequence[str]]

_ONCE = {
    "card_media": [CardMedium.PLASTIC.value],
    "declarations.correct_and_complete": ["on"],
    "declarations.privacy_notice_read": ["on"],
    "declarations.contacts_agreed": ["on"],
}
_EACH_ENGAGEMENT = {
    "private_help": ["no"],
    "hours.per": [HoursPer.WEEK.value],
    "allowance.kind": [AllowanceKind.NONE.value],
}
"""What most papers say. It stands in the form from the beginning, to be looked at and changed."""


def usual_answers() -> dict[str, list[str]]:
    """What an empty form begins with."""
    return {**_ONCE, **usual_engagement(0)}


def usual_engagement(index: int) -> dict[str, list[str]]:
    return {f"engagements.{index}.{name}": values for name, values in _EACH_ENGAGEMENT.items()}


def completed(kind: ApplicationKind, typed: Typed, known: Register) -> dict[str, list[str]]:
    """As the form's rules expect it: dates typed as digits get their dots, the place comes from
    the postal code, and further engagements nobody wrote into are left out."""
    answers = {name: list(values) for name, values in typed.items()}
    for index in range(1, MOST_ENGAGEMENTS):
        _leave_out_untouched(answers, index)
    for step in journey_for(kind):
        for question in step.questions:
            form = _DIGITS.get(question.widget)
            for index in range(step.most) if form else ():
                name = path_in(question.path, index)
                if name in answers:
                    answers[name] = [_dotted(value, *form) for value in answers[name]]
    if not any(answers.get("person.place", ())) and (town := _town(answers, known)):
        answers["person.place"] = [town]
    return answers


_DIGITS: dict[Widget, Any] = {
    Widget.DATE: (r"(\d\d)(\d\d)(\d{4})", r"\1.\2.\3"),
    Widget.MONTH: (r"(\d\d)(\d{4})", r"\1.\2"),
}
"""23041958 and 092015; years of two digits are not read, since they name two centuries."""


def _dotted(value: str, digits: str, dotted: str) -> str:
    found = re.fullmatch(digits, value.strip(), re.ASCII)
    return found.expand(dotted) if found else value


def _town(answers: Typed, known: Register) -> str:
    code = next(iter(answers.get("person.postal_code", ())), "").strip()
    chosen = next(iter(answers.get("person.ags", ())), "")
    town = place_of_postal_code(code, chosen, known.regions).town
    return town.name if town else ""


def _leave_out_untouched(answers: dict[str, list[str]], index: int) -> None:
    prefix = f"engagements.{index}."
    block = {name: answers[name] for name in answers if name.startswith(prefix)}
    usual = usual_engagement(index)
    if all(not any(values) or values == usual.get(name) for name, values in block.items()):
        for name in block:
            del answers[name]
