"""What must be right in an application beyond its form: every error with its field and a sentence.

Whether the rules of an office are met is `applications.eligibility`; nothing here refuses anybody.
"""

from collections.abc import Iterator
from datetime import date

from applications.answers import Problem, answers_of, parse_answers
from applications.calendar_months import age_on, months_after
from applications.form import (
    CardApplication,
    CardMedium,
    Contact,
    Engagement,
    HoursPer,
    Person,
)
from applications.limits import normalised

ADULT = 18
OLDEST = 120
HOURS_OF_A_WEEK = 7 * 24


def validate(card_application: CardApplication, *, on: date) -> tuple[Problem, ...]:
    """All problems of a submission made on this day, in the order of the form's fields.

    What the form asks is checked first, also for a submission that did not come from the form.
    """
    asked = parse_answers(card_application.kind, answers_of(card_application)).problems
    if asked:
        return asked
    return (
        *_person(card_application, on),
        *(
            problem
            for number, engagement in enumerate(card_application.engagements)
            for problem in _engagement(
                f"engagements.{number}", engagement, card_application.person, on
            )
        ),
        *_hours_together(card_application),
    )


def _person(card_application: CardApplication, on: date) -> Iterator[Problem]:
    person, media = card_application.person, card_application.card_media
    if not months_after(on, -12 * OLDEST) < person.birth_date <= on:
        yield Problem("person.birth_date", "Bitte prüfen Sie das Jahr Ihres Geburtsdatums.")
    elif age_on(person.birth_date, on) < ADULT and card_application.guardian_consent is None:
        yield Problem(
            "guardian_consent.name",
            "Sie sind noch nicht 18 Jahre alt. Bitte geben Sie an, wer von Ihren Eltern oder "
            "Ihrer Vertretung zustimmt.",
        )
    if CardMedium.DIGITAL in media and not person.email:
        yield Problem(
            "person.email",
            "Für die digitale Karte brauchen wir Ihre E-Mail-Adresse. Bitte geben Sie sie an oder "
            "wählen Sie die Karte aus Plastik.",
        )
    if not person.street and (CardMedium.PLASTIC in media or not person.email):
        yield Problem(
            "person.street",
            "Bitte geben Sie Straße und Hausnummer an, damit wir Ihnen Post schicken können.",
        )


def _engagement(path: str, engagement: Engagement, person: Person, on: date) -> Iterator[Problem]:
    if engagement.since > on:
        yield Problem(f"{path}.since", "Bitte geben Sie einen Beginn an, der schon vorbei ist.")
    elif engagement.since < person.birth_date.replace(day=1):
        yield Problem(f"{path}.since", "Bitte prüfen Sie den Beginn, er liegt vor Ihrer Geburt.")
    if engagement.until is not None and not engagement.since < engagement.until <= on:
        yield Problem(
            f"{path}.until", "Bitte prüfen Sie das Ende. Es liegt nach dem Beginn und vor heute."
        )
    if engagement.hours is not None and not engagement.hours.amount:
        yield Problem(f"{path}.hours.amount", "Bitte geben Sie mehr als 0 Stunden an.")
    yield from _contact(f"{path}.contact", engagement.contact, person)
    if engagement.second_contact is not None:
        yield from _second_contact(path, engagement.contact, engagement.second_contact)
        yield from _contact(f"{path}.second_contact", engagement.second_contact, person)


def _contact(path: str, contact: Contact, person: Person) -> Iterator[Problem]:
    same_address = bool(contact.email) and _same(contact.email, person.email)
    if _same(contact.name, f"{person.first_names} {person.last_name}") or same_address:
        yield Problem(
            f"{path}.{'email' if same_address else 'name'}",
            "Sie können Ihr Engagement nicht selbst bestätigen. Bitte geben Sie eine andere "
            "Person an, zum Beispiel die Stellvertretung.",
        )


def _second_contact(path: str, first: Contact, second: Contact) -> Iterator[Problem]:
    if not second.name:
        yield Problem(
            f"{path}.second_contact.name", "Bitte geben Sie den Namen der zweiten Person an."
        )
    same_address = bool(second.email) and _same(first.email, second.email)
    if same_address or _same(first.name, second.name):
        yield Problem(
            f"{path}.second_contact.{'email' if same_address else 'name'}",
            "Zweimal dieselbe Person kann nicht bestätigen. Bitte geben Sie eine andere an.",
        )


def _hours_together(card_application: CardApplication) -> Iterator[Problem]:
    weekly = [
        engagement.hours.amount
        for engagement in card_application.engagements
        if engagement.hours is not None and engagement.hours.per is HoursPer.WEEK
    ]
    if sum(weekly) > HOURS_OF_A_WEEK:
        yield Problem(
            "engagements.0.hours.amount",
            "Bitte prüfen Sie die Stunden: Eine Woche hat 168. Meinten Sie Stunden im Jahr?",
        )


def _same(one: str, other: str) -> bool:
    return normalised(one).casefold() == normalised(other).casefold()
