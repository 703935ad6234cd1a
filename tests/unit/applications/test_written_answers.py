"""What is shown again reads as people write it, and says the same when it is read back."""

from dataclasses import replace
from datetime import date

import pytest

from applications.answers import answers_of, parse_answers
from applications.form import ApplicationKind, CardApplication, CardMedium
from applications.written_answers import told, typed_again
from tests.unit.applications.people import APPLICATION, ENGAGEMENT

TWO = replace(
    APPLICATION,
    card_media=(CardMedium.DIGITAL, CardMedium.PLASTIC),
    engagements=(ENGAGEMENT, replace(ENGAGEMENT, private_help=True, organisation="")),
)
JUBILEE = replace(
    APPLICATION,
    kind=ApplicationKind.JUBILEE,
    engagements=(replace(ENGAGEMENT, hours=None, until=date(2024, 5, 1)),),
)


@pytest.mark.parametrize("application", [APPLICATION, TWO, JUBILEE])
def test_typed_again_it_is_the_same(application: CardApplication) -> None:
    answers = answers_of(application)
    again = typed_again(answers)
    assert not any("-" in value for path in again for value in again[path] if "since" in path)
    kind = ApplicationKind(answers["kind"][0])
    assert parse_answers(kind, again).card_application == application


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("kind", "renewal", ("Art des Antrags", "Ehrenamtskarte verlängern")),
        ("card_media.1", "plastic", ("Wie möchten Sie die Karte?", "Als Karte aus Plastik")),
        ("person.birth_date", "1970-05-17", ("Geburtsdatum", "17.05.1970")),
        ("engagements.1.since", "2020-03-01", ("Engagement 2: Seit wann?", "03.2020")),
        ("engagements.0.hours.amount", "4.5", ("Engagement 1: Wie viele Stunden?", "4,5")),
        ("engagements.0.field", "education", ("Engagement 1: Bereich", "Bildung")),
        (
            "engagements.0.private_help",
            "nein",
            (
                "Engagement 1: Wo engagieren Sie sich?",
                "In einem Verein oder einer anderen Organisation",
            ),
        ),
        ("declarations.correct_and_complete", "on", (None, "ja")),
        ("consents.news_by_email", "nein", (None, "nein")),
        ("what.nobody.asks", "x", ("what.nobody.asks", "x")),
    ],
)
def test_each_field_in_words(path: str, value: str, said: tuple[str | None, str]) -> None:
    [(title, text)] = told([(path, value)])
    assert (title if said[0] else None, text) == said
