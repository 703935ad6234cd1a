"""What the page's script says to an answer is what the rules say, sentence by sentence."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import altcha
import pytest

from applications.form import ApplicationKind
from applications.journey import journey_for
from applications.journey.questions import Question, path_in
from applications.pages.form_view import Field, Register, form_view
from applications.values import UnreadableError, is_empty, read_value

pytestmark = pytest.mark.node

SCRIPTS = Path(__file__).parent
NODE = shutil.which("node") or "node"
TYPED = {
    "person.birth_date": (
        *("17.05.1970", "1.2.1980", "17. 5. 1970", "1970-05-17", "29.02.2024", " 01.01.2000 "),
        *("17.5.70", "31.02.1990", "29.02.2023", "1970", "gestern", "00.01.1990", "1.13.1990", ""),
        *("17.05.0000", "0001-01-01", "17/05/1970", "17.  05.1970"),
    ),
    "engagements.0.since": (
        *("03.2019", "3/2019", "3 . 2019", "2019-03", "2019-03-01", "12.2020", "2019-03-77"),
        *("13.2019", "2019", "März 2019", "0.2019", "", "01.02.2019"),
    ),
    "engagements.0.hours.amount": (
        *("4", "4,5", "4.5", "200", "8784", "8784,5", "9999", "0", "0,25"),
        *("vier", "4,555", "-4", "1.000", "12345", "4 Stunden", ""),
    ),
    "engagements.0.allowance.yearly_amount": (
        *("960", "3.300", "960 €", "960,00", "960Euro", "100000", "100001", "1.000.000"),
        *("960,50", "3.30", "-1", "viel", ""),
    ),
    "person.email": (
        *("a@b.de", "ada@muster.example", "a.b+c@d-e.example"),
        *("ada", "ada@muster", "ada@@muster.example", "a b@c.de", "a@b.c,d", "@b.de", ""),
    ),
    "person.postal_code": ("48431", " 48431 ", "4843", "484311", "D-48431", "４８４３１", ""),
    "juleica.number": ("A-123/45", "12.34", "Nr. 5", "#5", "5_5", ""),
    "person.last_name": (
        "Muster",
        "Ögüt-Łuczak",
        "O’Neill",
        "x" * 80,
        "ä" * 81,
        "a\u0308" * 80,
        "",
        "  ",
        "\t",
    ),
    "engagements.0.field": ("sport", ""),
    "declarations.correct_and_complete": ("on", ""),
}


def questions() -> dict[str, Question]:
    journey = journey_for(ApplicationKind.FIRST)
    return {path_in(q.path, 0): q for step in journey for q in step.questions}


def fields() -> dict[str, Field]:
    form = form_view(ApplicationKind.FIRST, Register((), ()))
    return {f.name: f for step in form.steps for block in step.blocks for f in block.fields}


def in_node(script: str, data: Any) -> str:
    command = [NODE, str(SCRIPTS / script)]
    done = subprocess.run(command, input=json.dumps(data), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def said_by_rules(question: Question, typed: str) -> str:
    if is_empty(question, (typed,)):
        return question.missing
    try:
        read_value(question, (typed,))
    except UnreadableError as unreadable:
        return str(unreadable)
    return ""


def as_on_the_page(field: Field) -> dict[str, Any]:
    return {
        "widget": field.widget,
        "missing": field.missing,
        "expected": field.expected,
        "pattern": field.pattern,
        "most": field.most,
        "tooMuch": field.too_much,
    }


def test_the_script_says_what_the_rules_say() -> None:
    shown, asked = fields(), questions()
    rows = [(name, typed) for name, answers in TYPED.items() for typed in answers]
    said = json.loads(
        in_node("reading.js", [[as_on_the_page(shown[name]), [typed]] for name, typed in rows])
    )
    expected = [said_by_rules(asked[name], typed) for name, typed in rows]
    different = [
        (row, script, rules)
        for row, script, rules in zip(rows, said, expected, strict=True)
        if script != rules
    ]
    assert different == []
    assert {bool(text) for text in expected} == {True, False}


def test_the_script_solves_what_the_handler_asks() -> None:
    challenge = altcha.create_challenge("PBKDF2/SHA-256", 50, hmac_secret="geheim")
    proof = in_node("solving.js", challenge.to_dict())
    assert altcha.verify_solution(proof, "geheim").verified
    assert not altcha.verify_solution(proof, "anders").verified
