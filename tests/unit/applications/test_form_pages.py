"""The form as it is shown: every question of the journey, everything typed, every problem."""

from dataclasses import replace

import pytest

from applications.answers import Problem, answers_of
from applications.form import ApplicationKind
from applications.journey import journey_for
from applications.journey.questions import Option, Widget, path_in
from applications.pages.form_view import Field, FormView, Register, form_view
from tests.unit.applications.people import APPLICATION, ENGAGEMENT, RHEINE

REGISTER = Register(
    towns=(Option("05515000", "Münster"), Option(RHEINE, "Rheine")),
    offices=(Option("stadt-rheine", "Stadt Rheine"),),
    shared=(Option(RHEINE, "Rheine"),),
)


def fields_of(form: FormView) -> dict[str, Field]:
    return {f.name: f for step in form.steps for block in step.blocks for f in block.fields}


@pytest.mark.parametrize("kind", list(ApplicationKind))
def test_every_question_is_asked_once_and_the_office_too(kind: ApplicationKind) -> None:
    asked = [
        path_in(question.path, index)
        for step in journey_for(kind)
        for index in range(step.most)
        for question in step.questions
    ]
    form = form_view(kind, REGISTER)
    shown = [f.name for step in form.steps for block in step.blocks for f in block.fields]
    assert sorted(shown) == sorted([*asked, "office"])
    assert len(set(shown)) == len(shown)


def test_a_page_after_a_refusal_shows_all_that_was_typed() -> None:
    two = replace(APPLICATION, engagements=(ENGAGEMENT, ENGAGEMENT))
    answers = answers_of(two)
    fields = fields_of(form_view(ApplicationKind.FIRST, REGISTER, answers))
    sent = {
        name: [f.value] if f.value else [c.value for c in f.choices if c.chosen and c.value]
        for name, f in fields.items()
    }
    asked = {name: values for name, values in answers.items() if name in fields and any(values)}
    assert {name: values for name, values in sent.items() if values} == asked


def test_a_problem_stands_at_its_field_and_opens_its_block() -> None:
    problem = Problem("engagements.3.since", "Bitte geben Sie Monat und Jahr an.")
    form = form_view(ApplicationKind.FIRST, REGISTER, {}, [problem])
    assert fields_of(form)[problem.path].error == problem.text
    blocks = next(step.blocks for step in form.steps if step.key == "engagement")
    assert [block.open for block in blocks] == [True, False, False, True, False]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("person.birth_date", "zum Beispiel 17.05.1970"),
        ("engagements.0.since", "zum Beispiel 03.2019"),
        ("engagements.4.hours.amount", "zum Beispiel 4,5"),
        ("person.email", "name@beispiel.de"),
        ("person.last_name", ""),
        ("office", ""),
    ],
)
def test_the_page_brings_the_sentence_for_what_cannot_be_read(name: str, said: str) -> None:
    expected = fields_of(form_view(ApplicationKind.FIRST, REGISTER))[name].expected
    assert said in expected
    assert bool(said) == bool(expected)


def test_a_question_that_depends_on_another_says_so_without_a_script() -> None:
    amount = fields_of(form_view(ApplicationKind.FIRST, REGISTER))[
        "engagements.1.allowance.yearly_amount"
    ]
    assert "Bekommen Sie dafür Geld?" in amount.when
    assert '"engagements.1.allowance.kind"' in amount.shown


def test_the_tokens_of_browsers_stand_at_the_applicant_alone() -> None:
    fields = fields_of(form_view(ApplicationKind.FIRST, REGISTER))
    tokens = {f.name: f.autocomplete for f in fields.values() if f.autocomplete != "off"}
    assert tokens["person.birth_date"] == "bday"
    assert all(name.startswith("person.") for name in tokens)
    assert all(f.widget is not Widget.TOWN for f in fields.values() if f.name in tokens)
