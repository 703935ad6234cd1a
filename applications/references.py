"""Reference numbers that survive a telephone call: no look-alikes, and a check digit.

Twelve symbols of Crockford's Base32 (no I, L, O, U) in groups of four; the last one checks the
others. It is computed in the field of 32 elements, where each place has another factor that is not
0: so every single wrong symbol and every swap of two symbols is noticed.
"""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
GROUP = 4

REFERENCES = 32 ** (LENGTH - 1)
"""How many there are; a caller draws a number below with `secrets.randbelow`."""

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None, "–": None, ".": None})
_MODULUS = 0b100101  # x⁵ + x² + 1, so that x generates all 31 elements but 0


class BadReferenceError(ValueError):
    """What was typed is no reference number; the text says what to do."""


def build_reference(number: int) -> str:
    """The reference of a number from 0 to REFERENCES - 1, without groups. Raises ValueError."""
    if not 0 <= number < REFERENCES:
        raise ValueError(f"{number} is not from 0 to {REFERENCES - 1}")
    values = [number >> (5 * place) & 31 for place in reversed(range(LENGTH - 1))]
    return "".join(ALPHABET[value] for value in (*values, _check(values)))


def parse_reference(typed: str) -> str:
    """The reference as build_reference spells it, however it was written down.

    Small letters, spaces and dashes are fine, O is read as 0, I and L as 1. Raises
    BadReferenceError for what is too short, too long, of other symbols, or mistyped.
    """
    symbols = as_symbols(typed)
    if len(symbols) != LENGTH or any(symbol not in ALPHABET for symbol in symbols):
        raise BadReferenceError(
            f"Die Vorgangsnummer hat {LENGTH} Zeichen in drei Gruppen, zum Beispiel "
            "7K3M-9QX2-VB4T. Bitte vergleichen Sie sie mit Ihrer Nachricht."
        )
    values = [ALPHABET.index(symbol) for symbol in symbols]
    if _check(values[:-1]) != values[-1]:
        raise BadReferenceError(
            "In der Vorgangsnummer stimmt ein Zeichen nicht. "
            "Bitte vergleichen Sie sie mit Ihrer Nachricht."
        )
    return symbols


def as_symbols(typed: str) -> str:
    """Symbols as they were meant, without what only separates them."""
    return typed.strip().upper().translate(_READ_AS)


def grouped(reference: str) -> str:
    """As people read it aloud: 7K3M-9QX2-VB4T."""
    return "-".join(reference[i : i + GROUP] for i in range(0, len(reference), GROUP))


def _check(values: list[int]) -> int:
    """The sum of the values, each times x once more than the one to its right."""
    total = 0
    for value in values:
        total = _times_x(total ^ value)
    return total


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _MODULUS if doubled & 32 else doubled
