"""A value that has everything and says nothing: what a template shows of it is the form alone."""

from collections.abc import Iterator


class Blank:
    """Every part of it is there, once, and blank; a script fills copies of what is made of it."""

    def __getattr__(self, name: str) -> "Blank":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __iter__(self) -> Iterator["Blank"]:
        yield self

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return ""
