"""What is typed becomes an application, or a sentence at the field, whatever is typed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.answers import answers_of, parse_answers
from applications.form import (
    Allowance,
    AllowanceKind,
    ApplicationKind,
    CardApplication,
    CardMedium,
    Consents,
    Contact,
    GuardianConsent,
    Helper,
    HelperRole,
    Juleica,
    PreviousCard,
)
from applications.journey import JOURNEY
from applications.journey.questions import path_in
from applications.validation import validate
from tests.unit.applications.people import APPLICATION, ENGAGEMENT, PERSON, TODAY

FIRST = ApplicationKind.FIRST
RENEWAL = replace(
    APPLICATION,
    kind=ApplicationKind.RENEWAL,
    card_media=(CardMedium.DIGITAL, CardMedium.PLASTIC),
    engagements=(
        ENGAGEMENT,
        replace(
            ENGAGEMENT,
            organisation="",
            private_help=True,
            second_contact=Contact("Kim Beispiel", "Nachbarschaft"),
        ),
        replace(ENGAGEMENT, allowance=Allowance(AllowanceKind.TRAINER, 1200)),
    ),
    previous_card=PreviousCard("RH-0815", date(2026, 12, 31), "Stadt Rheine"),
    juleica=Juleica("NW 123", date(2027, 5, 1)),
    helper=Helper("Bo Beispiel", HelperRole.ADVISER, applicant_agrees=True),
    guardian_consent=GuardianConsent("Uli Muster", given=True),
    consents=Consents(news_by_email=True),
)
JUBILEE = replace(
    APPLICATION,
    kind=ApplicationKind.JUBILEE,
    engagements=(replace(ENGAGEMENT, hours=None, until=date(2024, 5, 1)),),
)
CLAIM = replace(
    APPLICATION,
    kind=ApplicationKind.CLAIM,
    engagements=(),
    declarations=replace(APPLICATION.declarations, contacts_agreed=False),
    previous_card=PreviousCard("RH-0815", None, "Stadt Rheine"),
)


@pytest.mark.parametrize(
    "card_application",
    [APPLICATION, RENEWAL, JUBILEE, CLAIM],
    ids=lambda a: a.kind.value,
)
def test_an_application_survives_the_way_through_the_form(
    card_application: CardApplication,
) -> None:
    reading = parse_answers(card_application.kind, answers_of(card_application))
    assert reading.problems == ()
    assert reading.card_application == card_application
    assert validate(card_application, on=TODAY) == ()


def read(**changed: Any) -> dict[str, str]:
    """Problems of the usual answers with some changed; "__" stands for the dot in a path."""
    answers = answers_of(APPLICATION)
    for name, value in changed.items():
        answers[name.replace("__", ".")] = value if isinstance(value, list) else [value]
    return {problem.path: problem.text for problem in parse_answers(FIRST, answers).problems}


E0 = "engagements__0__"


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("person__first_names", "", "Bitte geben Sie Ihren Vornamen an."),
        ("person__first_names", "   ", "Bitte geben Sie Ihren Vornamen an."),
        ("person__first_names", "x" * 81, "höchstens 80 Zeichen"),
        ("person__first_names", "Ada\x00", "in eine Zeile"),
        ("person__first_names", "Ada\r\nBcc: alle@verein.example", "in eine Zeile"),
        ("person__first_names", "Ada\u202e", "ohne Sonderzeichen"),
        ("person__email", "ada at muster", "name@beispiel.de"),
        ("person__email", "ada@muster.example, bo@muster.example", "name@beispiel.de"),
        ("person__postal_code", "4843", "fünf Ziffern"),
        ("person__ags", "Rheine", "aus der Liste"),
        ("person__birth_date", "31.02.1970", "17.05.1970"),
        ("person__birth_date", "gestern", "17.05.1970"),
        ("card_media", [], "Bitte wählen Sie aus"),
        ("card_media", ["gold"], "eine der Möglichkeiten"),
        (f"{E0}private_help", "", "wo Sie sich engagieren"),
        (f"{E0}private_help", "maybe", "eine der Möglichkeiten"),
        (f"{E0}organisation", "", "Namen der Organisation"),
        (f"{E0}field", "politics", "eine der Möglichkeiten"),
        (f"{E0}since", "13.2019", "03.2019"),
        (f"{E0}since", "2018", "03.2019"),
        (f"{E0}hours__amount", "viele", "zum Beispiel 4,5"),
        (f"{E0}hours__amount", "-3", "zum Beispiel 4,5"),
        (f"{E0}hours__amount", "\u0664", "zum Beispiel 4,5"),  # a digit, but not one of ours
        (f"{E0}hours__amount", "9999", "höchstens 8784"),
        (f"{E0}hours__per", "", "in der Woche oder im Jahr"),
        (f"{E0}contact__name", "", "Namen einer Person"),
        ("declarations__privacy_notice_read", "", "Datenschutz gelesen"),
    ],
)
def test_a_problem_is_told_at_its_field_in_plain_german(path: str, typed: Any, said: str) -> None:
    problems = read(**{path: typed})
    assert list(problems) == [path.replace("__", ".")]
    text = problems[path.replace("__", ".")]
    assert said in text
    assert text.startswith("Bitte ")
    for value in (typed,) if isinstance(typed, str) else typed:
        assert not value.strip() or value not in text


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("person__birth_date", "17.05.1970", date(1970, 5, 17)),
        ("person__birth_date", "7. 5. 1970", date(1970, 5, 7)),
        ("person__birth_date", "1970-05-17", date(1970, 5, 17)),
        (f"{E0}since", "3.2019", date(2019, 3, 1)),
        (f"{E0}since", "03/2019", date(2019, 3, 1)),
        (f"{E0}since", "2019-03", date(2019, 3, 1)),
        (f"{E0}hours__amount", "4,5", Decimal("4.5")),
        (f"{E0}hours__amount", "4.25", Decimal("4.25")),
        ("person__first_names", "  Ada   Zo\u0308e ", "Ada Zöe"),
        ("person__first_names", ["", "Ada"], "Ada"),
    ],
)
def test_usual_ways_of_writing_are_read(path: str, typed: Any, value: Any) -> None:
    typed = typed if isinstance(typed, list) else [typed]
    answers = answers_of(APPLICATION) | {path.replace("__", "."): typed}
    found: Any = parse_answers(FIRST, answers).card_application
    for name in path.split("__"):
        found = found[int(name)] if name.isdigit() else getattr(found, name)
    assert found == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [("960", 960), ("1.200", 1200), ("960,00 €", 960), ("960 Euro", 960), ("0", 0)],
)
def test_amounts(typed: str, value: int) -> None:
    answers = answers_of(APPLICATION) | {
        "engagements.0.allowance.kind": ["trainer"],
        "engagements.0.allowance.yearly_amount": [typed],
    }
    found = parse_answers(FIRST, answers).card_application
    assert found is not None
    assert found.engagements[0].allowance == Allowance(AllowanceKind.TRAINER, value)


@pytest.mark.parametrize("typed", ["", "viel", "1.20", "960,50", "100001", "9" * 5000])
def test_an_amount_is_asked_for_where_a_lump_sum_is_paid(typed: str) -> None:
    changes: dict[str, Any] = {
        f"{E0}allowance__kind": "volunteer",
        f"{E0}allowance__yearly_amount": typed,
    }
    assert list(read(**changes)) == ["engagements.0.allowance.yearly_amount"]


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        # An optional step is asked for only once begun.
        ({"juleica__number": "NW 1"}, ["juleica.valid_until"]),
        ({"guardian_consent__given": "on"}, ["guardian_consent.name"]),
        ({"helper__role": "relative"}, ["helper.name", "helper.applicant_agrees"]),
        # A second engagement is asked for only once begun, under its own number.
        ({"engagements__3__organisation": "Chor"}, None),
        # Help outside of organisations needs no name of one.
        ({f"{E0}private_help": "yes", f"{E0}organisation": ""}, []),
        # Unknown fields and engagements beyond the fifth are not looked at.
        ({"iban": "DE02", "engagements__5__organisation": "Chor"}, []),
    ],
)
def test_what_is_asked_depends_on_the_answers(
    changes: dict[str, Any], paths: list[str] | None
) -> None:
    problems = read(**changes)
    if paths is None:
        assert "engagements.3.field" in problems
        assert all(path.startswith("engagements.3.") for path in problems)
    else:
        assert list(problems) == paths


def test_an_empty_block_between_is_left_out_and_remembered() -> None:
    answers = answers_of(APPLICATION)
    for name in [n for n in answers if n.startswith("engagements.0.")]:
        answers[name.replace(".0.", ".2.")] = answers[name]
    reading = parse_answers(FIRST, answers)
    assert reading.blocks == (0, 2)
    assert reading.card_application is not None
    assert reading.card_application.engagements == (ENGAGEMENT, ENGAGEMENT)


NAMES = [path_in(q.path, i) for step in JOURNEY for q in step.questions for i in range(step.most)]
typed_values = st.one_of(
    st.text(max_size=12), st.sampled_from(["yes", "no", "on", "week", "trainer", "1.1.2000", "5"])
)


@settings(deadline=None)
@given(
    st.sampled_from(ApplicationKind),
    st.dictionaries(st.sampled_from(NAMES), st.lists(typed_values, max_size=2), max_size=20),
)
def test_whatever_is_typed_is_an_application_or_has_problems(
    kind: ApplicationKind, typed: dict[str, list[str]]
) -> None:
    reading = parse_answers(kind, {**answers_of(RENEWAL), **typed})
    assert (reading.card_application is None) == bool(reading.problems)
    if reading.card_application is not None:
        validate(reading.card_application, on=TODAY)


def problems(**changes: Any) -> dict[str, str]:
    changed = replace(APPLICATION, **changes)
    return {problem.path: problem.text for problem in validate(changed, on=TODAY)}


@pytest.mark.parametrize(
    ("person", "paths"),
    [
        ({"birth_date": date(2027, 1, 1)}, ["person.birth_date", "engagements.0.since"]),
        ({"birth_date": date(1899, 1, 1)}, ["person.birth_date"]),
        ({"birth_date": date(2008, 11, 24)}, []),
        ({"birth_date": date(2008, 11, 25)}, ["guardian_consent.name"]),
        ({"email": "", "street": "Am Markt 1"}, ["person.email"]),
        ({"email": "", "street": ""}, ["person.email", "person.street"]),
        ({"street": ""}, []),
    ],
)
def test_the_person_must_fit(person: dict[str, Any], paths: list[str]) -> None:
    assert list(problems(person=replace(PERSON, **person))) == paths


def test_a_minor_needs_a_guardian_and_an_adult_does_not() -> None:
    minor = replace(PERSON, birth_date=date(2010, 3, 1))
    young = replace(ENGAGEMENT, since=date(2024, 1, 1))
    consent = GuardianConsent("Uli Muster", given=True)
    assert not problems(person=minor, engagements=(young,), guardian_consent=consent)
    assert list(problems(person=minor, engagements=(young,))) == ["guardian_consent.name"]


def test_a_plastic_card_needs_an_address() -> None:
    person = replace(PERSON, street="")
    assert list(problems(person=person, card_media=(CardMedium.PLASTIC,))) == ["person.street"]
    by_letter = replace(PERSON, email="")
    assert not problems(person=by_letter, card_media=(CardMedium.PLASTIC,))


@pytest.mark.parametrize(
    ("engagement", "path"),
    [
        ({"since": date(2026, 12, 1)}, "engagements.0.since"),
        ({"since": date(1970, 4, 1)}, "engagements.0.since"),
        ({"hours": replace(ENGAGEMENT.hours, amount=Decimal(0))}, "engagements.0.hours.amount"),
        ({"hours": replace(ENGAGEMENT.hours, amount=Decimal(169))}, "engagements.0.hours.amount"),
        (
            {"contact": replace(ENGAGEMENT.contact, name="ada  MUSTER")},
            "engagements.0.contact.name",
        ),
        (
            {"contact": replace(ENGAGEMENT.contact, email="Ada@Muster.example")},
            "engagements.0.contact.email",
        ),
        (
            {"second_contact": Contact("Mio Beispiel", "Kasse")},
            "engagements.0.second_contact.name",
        ),
        (
            {"second_contact": Contact("Kim", "Kasse", ENGAGEMENT.contact.email.upper())},
            "engagements.0.second_contact.email",
        ),
        ({"second_contact": Contact("", "Kasse")}, "engagements.0.second_contact.name"),
        (
            {"second_contact": Contact("Ada Muster", "Kasse")},
            "engagements.0.second_contact.name",
        ),
    ],
)
def test_the_engagement_must_fit(engagement: dict[str, Any], path: str) -> None:
    assert list(problems(engagements=(replace(ENGAGEMENT, **engagement),))) == [path]


@pytest.mark.parametrize("until", [date(2019, 1, 1), date(2027, 1, 1), ENGAGEMENT.since])
def test_an_end_lies_between_the_beginning_and_today(until: date) -> None:
    ended = replace(JUBILEE.engagements[0], until=until)
    found = validate(replace(JUBILEE, engagements=(ended,)), on=TODAY)
    assert [problem.path for problem in found] == ["engagements.0.until"]


def test_a_submission_that_did_not_come_from_the_form_is_checked_like_one() -> None:
    long = replace(PERSON, last_name="x" * 500)
    assert list(problems(person=long)) == ["person.last_name"]
    assert list(
        problems(declarations=replace(APPLICATION.declarations, contacts_agreed=False))
    ) == ["declarations.contacts_agreed"]
    assert "engagements.0.organisation" not in problems(engagements=())
    assert "engagements.0.field" in problems(engagements=())
