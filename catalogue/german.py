"""How counts and days read in German, in every text of the project."""

from datetime import date

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip


def date_de(day: date) -> str:
    """3. März 2026"""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def count_de(number: int) -> str:
    """4600 → 4.600"""
    return f"{number:,}".replace(",", ".")


def plural(number: int, one: str, many: str) -> str:
    """1 Angebot, 4.600 Angebote"""
    return f"{count_de(number)} {one if number == 1 else many}"


def number_of_offers(count: int) -> str:
    return plural(count, "Angebot", "Angebote")
