"""One typed answer as a JSON value of the schema, or why it is none, without repeating it."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from applications.form import CardApplication
from applications.journey.questions import Question, Widget, path_in
from applications.limits import Span, Text, has_control_characters, limit_at, normalised


class UnreadableError(ValueError):
    """The answer cannot be taken; the text says what is expected."""


def read_value(question: Question, typed: Sequence[str]) -> Any:
    """The JSON value of an answer that is not empty. Raises UnreadableError."""
    if question.widget is Widget.CHOICES:
        return [_choice(question, value) for value in dict.fromkeys(typed) if value]
    if any(has_control_characters(value) for value in typed):
        raise UnreadableError("Bitte schreiben Sie in eine Zeile und ohne Sonderzeichen.")
    first = next(value for value in map(normalised, typed) if value)
    return _READERS[question.widget](question, first)


def is_empty(question: Question, typed: Sequence[str]) -> bool:
    return not any(normalised(value) for value in typed)


_EXPECTED = {
    Widget.EMAIL: "Bitte geben Sie eine E-Mail-Adresse in der Form name@beispiel.de an.",
    Widget.POSTAL_CODE: "Bitte geben Sie eine Postleitzahl mit fünf Ziffern an.",
    Widget.TOWN: "Bitte wählen Sie den Ort aus der Liste.",
    Widget.TEXT: "Bitte geben Sie nur Buchstaben, Ziffern, Punkt, Strich und Schrägstrich an.",
}


def _text(question: Question, text: str) -> str:
    limit = limit_at(CardApplication, path_in(question.path, 0))
    if isinstance(limit, Text):
        if len(text) > limit.longest:
            raise UnreadableError(
                f"Bitte kürzen Sie „{question.label}“ auf höchstens {limit.longest} Zeichen."
            )
        if limit.pattern and not re.fullmatch(limit.pattern, text):
            raise UnreadableError(_EXPECTED[question.widget])
    return text


def _date(question: Question, text: str) -> str:
    for pattern in (
        r"(?P<y>[0-9]{4})-(?P<m>[0-9][0-9])-(?P<d>[0-9][0-9])",
        r"(?P<d>[0-9][0-9]?)\.\s?(?P<m>[0-9][0-9]?)\.\s?(?P<y>[0-9]{4})",
    ):
        if found := re.fullmatch(pattern, text):
            return _iso(question, found["y"], found["m"], found["d"])
    raise UnreadableError(_date_expected(question))


def _month(question: Question, text: str) -> str:
    for pattern in (
        r"(?P<y>[0-9]{4})-(?P<m>[0-9][0-9])(-[0-9][0-9])?",
        r"(?P<m>[0-9][0-9]?)\s?[./]\s?(?P<y>[0-9]{4})",
    ):
        if found := re.fullmatch(pattern, text):
            return _iso(question, found["y"], found["m"], "1")
    raise UnreadableError(_date_expected(question))


def _iso(question: Question, year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise UnreadableError(_date_expected(question)) from None


def _date_expected(question: Question) -> str:
    if question.widget is Widget.MONTH:
        form = "als Monat und Jahr an, zum Beispiel 03.2019"
    else:
        form = "als Tag, Monat und Jahr an, zum Beispiel 17.05.1970"
    return f"Bitte geben Sie „{question.label}“ {form}."


def _hours(question: Question, text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,4}([.,][0-9]{1,2})?", text):
        raise UnreadableError("Bitte geben Sie die Stunden als Zahl an, zum Beispiel 4,5.")
    value = text.replace(",", ".")
    _check_span(question, Decimal(value))
    return value


def _euro(question: Question, text: str) -> int:
    amount = re.fullmatch(r"([0-9]{1,3}(\.[0-9]{3}){1,2}|[0-9]{1,9})(,00)?\s?(€|Euro)?", text)
    if amount is None:
        raise UnreadableError("Bitte geben Sie den Betrag in ganzen Euro an, zum Beispiel 960.")
    value = int(amount[1].replace(".", ""))
    _check_span(question, value)
    return value


def _check_span(question: Question, value: Decimal | int) -> None:
    limit = limit_at(CardApplication, path_in(question.path, 0))
    if isinstance(limit, Span) and not limit.least <= value <= limit.most:
        raise UnreadableError(f"Bitte geben Sie „{question.label}“ mit höchstens {limit.most} an.")


def _choice(question: Question, value: str) -> str:
    if value not in {option.value for option in question.options}:
        raise UnreadableError(f"Bitte wählen Sie bei „{question.label}“ eine der Möglichkeiten.")
    return value


def _check(question: Question, text: str) -> bool:
    return True


def _yes_no(question: Question, text: str) -> bool:
    return _choice(question, text) == "yes"


_READERS: dict[Widget, Callable[[Question, str], Any]] = {
    Widget.TEXT: _text,
    Widget.EMAIL: _text,
    Widget.POSTAL_CODE: _text,
    Widget.TOWN: _text,
    Widget.DATE: _date,
    Widget.MONTH: _month,
    Widget.HOURS: _hours,
    Widget.EURO: _euro,
    Widget.CHOICE: _choice,
    Widget.CHECK: _check,
    Widget.YES_NO: _yes_no,
}
