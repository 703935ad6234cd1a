"""Answers as pages, for people without JavaScript: whatever happens, everything typed is kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

from applications.handler.corrections import Kept, kept
from applications.handler.sending import Sent
from applications.handler.shell import Shell
from applications.journey import journey_for
from applications.journey.questions import Widget, path_in
from applications.pages.form_view import FormView
from applications.references import grouped
from applications.spool import Stored
from catalogue.offices import IssuingOffice
from themes.environment import build_environment

ACTION = "/v1/antrag"


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says, and what its button does; no button without a word on it."""

    title: str
    texts: tuple[str, ...] = ()
    button: str = ""
    with_key: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """An answer as it is read back."""

    label: str
    value: str


def answer_page(
    shell: Shell, said: Said, sent: Sent | None, waited: str, form: FormView | None = None
) -> str:
    """The page: with the form to correct, or with what was sent in hidden fields and to be read, to
    be sent again. `waited` is the signed time of this page.
    """
    if form is not None:
        template = _environment().get_template("application_correction.html")
        html = template.render(title=said.title, texts=said.texts, form=form)
        return shell.around(f"Fehler: {said.title}", html)
    fields: Iterable[Kept] = () if sent is None else kept(sent, with_key=said.with_key)
    main = _environment().get_template("application_answer.html")
    html = main.render(
        title=said.title,
        texts=said.texts,
        action=ACTION if sent is not None and said.button else "",
        button=said.button,
        kept=fields,
        typed=_typed(sent) if sent is not None else (),
        waited=waited,
    )
    return shell.around(said.title, html)


def receipt_page(shell: Shell, stored: Stored, office: IssuingOffice | None) -> str:
    html = (
        _environment()
        .get_template("application_receipt.html")
        .render(
            reference=grouped(stored.read_receipt().reference),
            office=office,
            receipt=stored.receipt,
            signature=stored.signature,
        )
    )
    return shell.around("Ihr Antrag ist angekommen", html)


def _typed(sent: Sent) -> Iterator[Row]:
    """Every answered question with its answer, in the order of the form."""
    for step in journey_for(sent.kind):
        for block in range(step.most):
            for question in step.questions:
                values = [v for v in sent.answers.get(path_in(question.path, block), ()) if v]
                names = {option.value: option.label for option in question.options}
                texts = [names.get(value, value) for value in values]
                if texts and question.widget is Widget.CHECK:
                    texts = ["ja"]
                if texts:
                    yield Row(question.label, ", ".join(texts))


@cache
def _environment() -> Environment:
    """Addresses of files are in the shell already."""
    return build_environment(site_url="", assets=defaultdict(str))
