"""Numbers as they read in German; used for page descriptions and by the templates."""


def count_de(number: int) -> str:
    """4600 → 4.600"""
    return f"{number:,}".replace(",", ".")


def plural(number: int, one: str, many: str) -> str:
    return f"{count_de(number)} {one if number == 1 else many}"
