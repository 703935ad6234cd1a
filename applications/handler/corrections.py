"""What a page after a refusal holds: the form with everything typed and every problem at its field,
or, where nothing is to be changed, all that was typed in hidden fields."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from applications.handler.files import Register
from applications.handler.sending import KEY, KIND, PROOF, WAITED, Sent
from applications.journey.questions import Option
from applications.pages.form_view import FormView, form_view, register_of
from applications.submission import Assessment


@dataclass(frozen=True, slots=True)
class Kept:
    """A hidden field."""

    name: str
    value: str


def corrected_form(
    sent: Sent, found: Assessment, register: Register, *, online: Collection[str], waited: str
) -> FormView:
    """The form as it was sent. Where a town or an office must be chosen, only what is possible is
    offered. `waited` is the signed time of the page that shows it."""
    choices = register_of(register.regions, register.offices, online=online)
    if found.route is not None and found.route.ask:
        towns = {t.ags: Option(t.ags, t.name) for place in found.route.ask for t in place.towns}
        choices = replace(choices, towns=tuple(towns.values()), shared=tuple(towns.values()))
    if found.route is not None and any(problem.path == "office" for problem in found.problems):
        offices = (o.office for o in found.route.options if o.online)
        choices = replace(choices, offices=tuple(Option(o.key, o.name) for o in offices))
    form = form_view(sent.kind, choices, sent.answers, found.problems)
    hidden = [*_protocol(sent), Kept(WAITED, waited)]
    return replace(form, hidden=tuple((field.name, field.value) for field in hidden))


def kept(sent: Sent, *, with_key: bool = True) -> Iterator[Kept]:
    """All that was sent. `with_key` False makes it another application."""
    yield Kept(KIND, sent.kind)
    yield from _protocol(sent if with_key else replace(sent, key=""))
    for name, values in sent.answers.items():
        yield from (Kept(name, value) for value in values)


def _protocol(sent: Sent) -> Iterator[Kept]:
    if sent.key:
        yield Kept(KEY, sent.key)
    if sent.proof:
        yield Kept(PROOF, sent.proof)
