"""What is written to people: the texts of `templates/mail`, for mailboxes and envelopes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string


@dataclass(frozen=True, slots=True)
class Wording:
    """One line of subject, and the text with empty lines between its paragraphs."""

    subject: str
    text: str


def wording(kind: str, context: Mapping[str, Any], *, on_paper: bool = False) -> Wording:
    """The text of this kind; the first line of the template is the subject.

    `on_paper` lets a template say how to answer without a computer.
    """
    rendered = render_to_string(f"mail/{kind}.txt", {**context, "on_paper": on_paper})
    subject, _, text = rendered.partition("\n")
    return Wording(" ".join(subject.split()), text.strip() + "\n")


def kind_of(key: str) -> str:
    """The kind is the first part of the key of a mail or letter."""
    return key.partition("/")[0]
