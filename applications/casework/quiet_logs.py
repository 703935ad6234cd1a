"""Errors in the log: kind and place, never the text, which may hold what somebody wrote."""

import logging
import traceback
from pathlib import Path
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class QuietFormatter(logging.Formatter):
    """As the usual one; of an exception, and of those it came from, only kinds and lines."""

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the name is logging's
        error, lines = ei[1], []
        while error is not None:
            # What is wrong with the settings is said in words, and holds nothing of a case.
            said = f": {error}" if isinstance(error, ImproperlyConfigured) else ""
            lines.append(f"{type(error).__name__}{said}")
            lines += [
                f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - the name is logging's
        return ""
