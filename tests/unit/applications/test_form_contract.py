"""The written schema, the dataclasses and what is accepted say the same."""

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from applications.contract import (
    SCHEMA_FILE,
    MalformedApplicationError,
    parse_application,
    schema_text,
)
from applications.form import (
    GuardianConsent,
    Helper,
    HelperRole,
    Juleica,
    PreviousCard,
)
from catalogue.codec import to_json
from tests.unit.applications.people import APPLICATION, ENGAGEMENT, TODAY

SCHEMA = Draft202012Validator(
    json.loads(SCHEMA_FILE.read_text(encoding="utf-8")), format_checker=FormatChecker()
)
FULL = replace(
    APPLICATION,
    engagements=(ENGAGEMENT,) * 5,
    juleica=Juleica("NW 123-456", TODAY),
    helper=Helper("Bo Beispiel", HelperRole.RELATIVE, applicant_agrees=True),
    guardian_consent=GuardianConsent("Uli Muster", given=True),
    previous_card=PreviousCard("RH-0815", None, "Stadt Rheine"),
)


def test_the_committed_schema_is_the_derived_one() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), (
        "Bitte `python -m applications.contract` ausführen."
    )


def test_the_schema_is_valid_and_closed_everywhere() -> None:
    Draft202012Validator.check_schema(SCHEMA.schema)
    for part in (SCHEMA.schema, *SCHEMA.schema["$defs"].values()):
        assert part["type"] == "string" or part["additionalProperties"] is False


@pytest.mark.parametrize("card_application", [APPLICATION, FULL], ids=["short", "full"])
def test_an_application_survives_the_way_through_json(card_application: Any) -> None:
    data = json.loads(json.dumps(to_json(card_application)))
    SCHEMA.validate(data)
    assert parse_application(data) == card_application


def changed(path: str, value: Any) -> dict[str, Any]:
    data = deepcopy(to_json(FULL))
    *parents, last = path.split(".")
    place: Any = data
    for name in parents:
        place = place[int(name)] if name.isdigit() else place[name]
    place[last] = value
    return data


@pytest.mark.parametrize(
    "path",
    ["iban", "person.gender", "person.nationality", "person.photo", "juleica.copy", "person.phone"],
)
def test_what_is_not_needed_is_not_even_taken(path: str) -> None:
    data = changed(path, "DE02")
    assert not SCHEMA.is_valid(data)
    with pytest.raises(MalformedApplicationError):
        parse_application(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("person.first_names", "x" * 81),
        ("person.first_names", "Ada\nBcc: alle@verein.example"),
        ("person.postal_code", "4843"),
        ("person.email", "ada at muster"),
        ("person.ags", "09162000"),
        ("engagements", [to_json(ENGAGEMENT)] * 6),
        ("engagements.0.allowance.yearly_amount", -1),
        ("card_media", []),
        ("schema_version", 2),
    ],
)
def test_limits_stand_in_the_schema(path: str, value: Any) -> None:
    SCHEMA.validate(changed("office", "stadt-rheine"))
    assert not SCHEMA.is_valid(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("person.birth_date", "17.05.1970-geheim"),
        ("engagements.0.contact.email", 7070),
        ("kind", "geheim"),
    ],
)
def test_a_malformed_submission_is_named_without_what_was_typed(path: str, value: Any) -> None:
    with pytest.raises(MalformedApplicationError) as refused:
        parse_application(changed(path, value))
    assert str(value) not in str(refused.value)
    assert path.split(".")[0] in str(refused.value)
