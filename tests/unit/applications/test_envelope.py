"""Sealing for one office: only its key opens, and not one bit can be changed."""

from datetime import date
from random import Random

import pytest

from applications.envelope import (
    LARGEST,
    STEP,
    BrokenEnvelopeError,
    Header,
    UnknownKeyError,
    header_of,
    open_sealed,
    seal,
)
from applications.keys.keypair import new_keypair

PRIVATE, PUBLIC = new_keypair("stadt-rheine", date(2026, 11, 1))
STRANGER, _ = new_keypair("stadt-rheine", date(2026, 11, 1))
HEADER = Header("05566076", 1, "7K3M9QX2VB4T")
TEXT = '{"person":{"last_name":"Müster\u0080"}}'.encode()


@pytest.mark.parametrize(
    "application", [b"", b"\x80", b"\0\0", TEXT, TEXT + b"\x80\0", b"x" * STEP]
)
def test_what_was_sealed_is_what_comes_out(application: bytes) -> None:
    opened = open_sealed(seal(application, key=PUBLIC, header=HEADER), [STRANGER, PRIVATE])
    assert (opened.application, opened.header, opened.kid) == (application, HEADER, PUBLIC.kid)


def test_the_length_tells_only_steps() -> None:
    lengths = [len(seal(b"x" * n, key=PUBLIC, header=HEADER)) for n in (1, 1700, STEP - 1, STEP)]
    assert len(set(lengths)) == 2
    assert lengths[0] == lengths[2] < lengths[3]


def test_the_header_can_be_read_without_a_key_and_names_nobody() -> None:
    token = seal(TEXT, key=PUBLIC, header=HEADER)
    assert header_of(token) == (HEADER, PUBLIC.kid)
    assert "ster" not in token


def test_an_application_beyond_the_limit_is_not_sealed() -> None:
    assert open_sealed(seal(b"x" * LARGEST, key=PUBLIC, header=HEADER), [PRIVATE])
    with pytest.raises(ValueError, match="at most"):
        seal(b"x" * (LARGEST + 1), key=PUBLIC, header=HEADER)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(UnknownKeyError, match=PUBLIC.kid):
        open_sealed(seal(TEXT, key=PUBLIC, header=HEADER), [STRANGER])


def test_every_flipped_bit_is_noticed() -> None:
    token = seal(TEXT, key=PUBLIC, header=HEADER).encode()
    random = Random(5)
    header, rest = token.index(b"."), token.rindex(b".")
    places = [
        *range(header + 1),
        *range(rest - 1, len(token)),
        *(random.randrange(len(token)) for _ in range(2000)),
    ]
    for place in places:
        changed = bytearray(token)
        changed[place] ^= 1 << random.randrange(8)
        with pytest.raises((BrokenEnvelopeError, UnknownKeyError)):
            open_sealed(changed.decode("latin-1"), [PRIVATE])


@pytest.mark.parametrize(
    "token",
    ["", ".", "....", "a.b.c.d.e", "bnVsbA....", "W10....", "e30....", "ä", "x" * 100_000],
)
def test_anything_else_is_refused(token: str) -> None:
    with pytest.raises(BrokenEnvelopeError):
        open_sealed(token, [PRIVATE])
