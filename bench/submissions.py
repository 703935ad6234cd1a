"""Submissions to throw at the form handler: good ones, each another person, and malformed ones.

Everything follows from the seed. What is malformed must be refused whatever it looks like.
"""

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

FORM, JSON = "application/x-www-form-urlencoded", "application/json"

GOOD = {
    "kind": "first",
    "card_media": "digital",
    "person.first_names": "Ada",
    "person.last_name": "Muster",
    "person.birth_date": "17.05.1970",
    "person.postal_code": "48431",
    "person.place": "Rheine",
    "person.street": "Lindenstraße 3",
    "person.email": "ada@muster.example",
    "engagements.0.private_help": "no",
    "engagements.0.organisation": "Lesewelt Rheine e. V.",
    "engagements.0.field": "education",
    "engagements.0.function": "Vorlesen in der Grundschule",
    "engagements.0.hours.amount": "4,5",
    "engagements.0.hours.per": "week",
    "engagements.0.since": "03.2020",
    "engagements.0.postal_code": "48431",
    "engagements.0.allowance.kind": "none",
    "engagements.0.contact.name": "Mio Beispiel",
    "engagements.0.contact.function": "Vorstand",
    "engagements.0.contact.email": "vorstand@lesewelt.example",
    "declarations.correct_and_complete": "on",
    "declarations.privacy_notice_read": "on",
    "declarations.contacts_agreed": "on",
}
REQUIRED = tuple(
    name for name in GOOD if name not in ("person.street", "engagements.0.contact.email")
)
TEXTS = tuple(
    name
    for name in GOOD
    if name.endswith((".name", "_names", "_name", ".place", ".organisation", ".function", ".email"))
)
INJECTIONS = (
    "Ada\r\nBcc: opfer@muster.example",
    "Ada\nTo: opfer@muster.example",
    "Ada\r\n\r\n<script>alert(1)</script>",
    "Ada\u2028Bcc: x@y.example",
    "Ada\x00Muster",
    "Ada\u202eretsuM",
    "Ada\x85Subject: x",
    "Ada\u0085Cc: x@y.example",
)
"""Each has a character that no name has; it would write a line of its own into a mail."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One POST. `good`: it must be stored, exactly once; else it must not be stored at all."""

    body: bytes
    good: bool
    media: str = FORM
    headers: dict[str, str] = field(default_factory=dict)


def good(number: int, random: Random, waited: str) -> Submission:
    """Another person for every number."""
    key = str(uuid.UUID(int=random.getrandbits(128), version=4))
    fields = GOOD | {"person.first_names": f"Ada {number}", "key": key, "waited": waited}
    return _form(fields) if number % 2 else _json(fields)


def malformed(random: Random, waited: str) -> Submission:
    """`waited` is a good proof: it must not be for want of one that it is refused."""
    return random.choice(_WAYS)(random, GOOD | {"waited": waited})


def mixed(
    seed: int, good_ones: int, malformed_ones: int, waited: Callable[[], str]
) -> list[Submission]:
    """Both, shuffled."""
    random = Random(seed)  # noqa: S311 - the same crowd every time
    made = [good(number, random, waited()) for number in range(good_ones)]
    made += [malformed(random, waited()) for _ in range(malformed_ones)]
    random.shuffle(made)
    return made


def _form(fields: dict[str, str], *, is_good: bool = True) -> Submission:
    return Submission(urlencode(fields).encode(), is_good)


def _json(fields: object, *, is_good: bool = True) -> Submission:
    return Submission(json.dumps(fields).encode(), is_good, JSON)


def _either(random: Random, fields: dict[str, str]) -> Submission:
    return random.choice((_form, _json))(fields, is_good=False)


def _noise(random: Random, fields: dict[str, str]) -> Submission:
    media = random.choice((FORM, JSON, "text/plain", "multipart/form-data; boundary=x", ""))
    return Submission(random.randbytes(random.randrange(2000)), False, media)


def _cut(random: Random, fields: dict[str, str]) -> Submission:
    """The end of the body is missing: a declaration in the form, a bracket in JSON."""
    whole = _either(random, fields)
    end = whole.body.index(b"declarations.correct") if whole.media == FORM else len(whole.body)
    return Submission(whole.body[: random.randrange(end)], False, whole.media)


def _without(random: Random, fields: dict[str, str]) -> Submission:
    gone = random.choice(REQUIRED)
    return _either(random, {name: value for name, value in fields.items() if name != gone})


def _too_long(random: Random, fields: dict[str, str]) -> Submission:
    return _either(random, fields | {random.choice(TEXTS): "ä" * random.randrange(301, 3000)})


def _injected(random: Random, fields: dict[str, str]) -> Submission:
    return _either(random, fields | {random.choice(TEXTS): random.choice(INJECTIONS)})


def _wrong_value(random: Random, fields: dict[str, str]) -> Submission:
    name = random.choice([n for n in REQUIRED if n not in TEXTS and "declarations" not in n])
    wrong = random.choice(("-1", "99999999999", "31.02.2020", "NaN", "'; DROP TABLE", "1e9", "ß"))
    return _either(random, fields | {name: wrong})


def _wrong_type(random: Random, fields: dict[str, str]) -> Submission:
    wrong: object = random.choice((1, None, True, 1.5, {"a": "b"}, [["a"]], [1]))
    return _json({**fields, random.choice(REQUIRED): wrong}, is_good=False)


def _not_utf8(random: Random, fields: dict[str, str]) -> Submission:
    return Submission(_form(fields).body + b"&person.place=%ff%fe", False)


def _nested(random: Random, fields: dict[str, str]) -> Submission:
    depth = random.randrange(10, 30_000)
    return Submission(b"[" * depth + b"]" * random.randrange(depth), False, JSON)


def _huge(random: Random, fields: dict[str, str]) -> Submission:
    return Submission(_form(fields).body + b"&x=" + b"a" * 66_000, False)


def _foreign(random: Random, fields: dict[str, str]) -> Submission:
    header = random.choice(
        ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"})
    )
    return Submission(_form(fields).body, False, FORM, header)


def _bad_key(random: Random, fields: dict[str, str]) -> Submission:
    return _either(random, fields | {"key": random.choice(("1", "../../etc", "a" * 36))})


_WAYS = (
    _noise,
    _cut,
    _without,
    _too_long,
    _injected,
    _wrong_value,
    _wrong_type,
    _not_utf8,
    _nested,
    _huge,
    _foreign,
    _bad_key,
)


def wrong_bits(token: str, random: Random, number: int) -> Iterator[str]:
    """The token with one bit flipped, so many times."""
    data = token.encode()
    for _ in range(number):
        changed = bytearray(data)
        changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
        yield changed.decode("latin-1")
