"""Answers as people write and read them, where the schema keeps ISO dates and short words."""

import re
from collections.abc import Iterable
from datetime import date

from applications.form import ApplicationKind
from applications.journey import JOURNEY, KIND_LABELS
from applications.journey.questions import Answers, Question, Widget

_QUESTIONS = {question.path: question for step in JOURNEY for question in step.questions}
_OTHERS = {"kind": "Art des Antrags", "office": "Zuständige Stelle", "schema_version": "Fassung"}
_YES_NO = {"ja": "yes", "nein": "no"}


def typed_again(answers: Answers) -> dict[str, list[str]]:
    """What somebody would type for these answers; read again it is the same."""
    return {
        path: [_written(_question(path), value) for value in values]
        for path, values in answers.items()
    }


def told(fields: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each field of an application with its question and the answer in German words; `fields` by
    path, as answers or with „ja“ and „nein“ for what is true or not."""
    return [(_title(path), _worded(path, value)) for path, value in fields]


def _question(path: str) -> Question | None:
    """The question at a path with the numbers of engagements and choices in it."""
    return _QUESTIONS.get(
        re.sub(r"\.\d+$", "", re.sub(r"^engagements\.\d+", "engagements.#", path))
    )


def _title(path: str) -> str:
    question, block = _question(path), re.match(r"engagements\.(\d+)", path)
    title = question.label if question else _OTHERS.get(path, path)
    return f"Engagement {int(block[1]) + 1}: {title}" if block else title


def _worded(path: str, value: str) -> str:
    question = _question(path)
    if path == "kind":
        return KIND_LABELS[ApplicationKind(value)]
    if question is None:
        return value
    if question.widget is Widget.CHECK:
        return "ja" if value == "on" else value
    sent = _YES_NO.get(value, value) if question.widget is Widget.YES_NO else value
    labels = {option.value: option.label for option in question.options}
    return labels.get(sent, _written(question, value))


def _written(question: Question | None, value: str) -> str:
    match question.widget if question else None:
        case Widget.DATE:
            return f"{date.fromisoformat(value):%d.%m.%Y}"
        case Widget.MONTH:
            return f"{date.fromisoformat(value):%m.%Y}"
        case Widget.HOURS:
            return value.replace(".", ",")
        case _:
            return value
