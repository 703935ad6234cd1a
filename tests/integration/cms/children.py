"""Work in a process that may be killed, on an SQLite file: the tests around have a database."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import django.db


def settle(folder: Path) -> None:
    """Start Django on an empty database in `folder`; only children may open it."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'cms.sqlite3'}"
    os.environ["VAR_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()
    from django.core.management import call_command

    in_child(lambda: call_command("migrate", verbosity=0))


def in_child(work: Callable[[], Any]) -> Any:
    """What `work` returns in a process that ends with it; -9 when it was killed.

    Returns only when the processes that `work` started and that hold its pipe have ended, too.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        os.set_inheritable(writing, True)
        answer = work()
        django.db.connection.close()
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as answer:
        text = answer.read()
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code not in (0, -signal.SIGKILL):
        raise SystemExit(f"Der Kindprozess endete mit {code}.")
    return json.loads(text) if code == 0 else code


def writes_of(work: Callable[[], Any], before_each: Callable[[str], None]) -> Any:
    """Do `work` and call `before_each` with every statement that changes the database."""

    def told(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not sql.startswith("SELECT"):
            before_each(sql)
        return execute(sql, *rest)

    with django.db.connection.execute_wrapper(told):
        return work()
