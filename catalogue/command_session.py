"""A process that does one command after the other for the process that started it."""

import io
import json
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout


def serve_commands(main: Callable[[list[str]], int]) -> None:
    """Each line of standard input is a JSON list of arguments for `main`; each line of standard
    output is {"code", "out", "error"}, what `main` returned and wrote. Ends with its input."""
    answers = sys.stdout
    for line in sys.stdin:
        out, error = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(error):
            code = _code(main, json.loads(line))
        answers.write(
            json.dumps({"code": code, "out": out.getvalue(), "error": error.getvalue()}) + "\n"
        )
        answers.flush()


def _code(main: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Arguments that nobody understands end a command, not the session."""
    try:
        return main(arguments)
    except SystemExit as end:
        return 0 if end.code in (None, 0) else 1
