"""Readable parts of public addresses, the same for the same German name everywhere."""

import re
import unicodedata

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_BRACKETS = re.compile(r"\([^)]*\)")
_OTHER = re.compile(r"[^a-z0-9]+")


def slugify(text: str, *, max_length: int = 80) -> str:
    """ "Lindenbad – Zum Jugendtarif" → "lindenbad-zum-jugendtarif"; cut at a word boundary."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(_GERMAN))
    ascii_text = folded.encode("ascii", "ignore").decode("ascii")
    slug = _OTHER.sub("-", ascii_text).strip("-")
    if len(slug) <= max_length:
        return slug
    head = slug[: max_length + 1]
    return (head.rsplit("-", 1)[0] if "-" in head else head[:max_length]).strip("-")


def place_slug(name: str) -> str:
    """Slug of a municipality or district: brackets name the area, not the place, and go."""
    return slugify(_BRACKETS.sub(" ", name))
