"""What a rule has to say about a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`field` is the catalogue's name of the field; `location` stands for lat and lon together.
    `message` says in German what is wrong, where, and what to do."""

    field: str
    message: str
