"""`python -m site_builder build|check|promote|rollback|prune|serve|session`."""

import argparse
import os
import sys
from pathlib import Path

from catalogue.command_session import serve_commands
from catalogue.texts import TEXTS
from site_builder import releases, spare
from site_builder.check import check_site
from site_builder.refusals import sentence


def main(arguments: list[str] | None = None) -> int:
    """0 when done, 1 with one sentence on standard error when refused."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except Exception as error:
        if options.trace:
            raise
        sys.stderr.write(f"{sentence(error)}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m site_builder", description=__doc__)
    parser.add_argument("--trace", action="store_true", help="show where an error arose")
    commands = parser.add_subparsers(required=True)

    def command(name: str, run: object, *places: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name)
        sub.set_defaults(run=run)
        for place in places:
            sub.add_argument(place, type=Path)
        return sub

    build = command("build", _build, "snapshot", "releases")
    build.add_argument("--full", action="store_true")
    build.add_argument("--site-url", default="http://localhost:8080")
    build.add_argument("--applications", action="store_true", help="link the card application")
    build.add_argument("--texts", type=Path, default=TEXTS)
    check = command("check", _check, "release")
    check.add_argument("--snapshot", type=Path, help="compare the offers with it")
    check.add_argument("--full", action="store_true", help="read every page again")
    promote = command("promote", _promote, "releases")
    promote.add_argument("name")
    for switch in (promote, command("rollback", _rollback, "releases")):
        switch.add_argument("--no-prepare", action="store_true", help="do not clone ahead")
    command("prepare", _prepare, "releases")
    command("prune", _prune, "releases").add_argument("--keep", type=int, default=10)
    serve = command("serve", _serve, "releases")
    serve.add_argument("--port", type=int, default=8080)
    serve.add_argument("--search", default="", help="address of the search service")
    serve.add_argument("--applications", default="", help="address of the form handler")
    serve.add_argument("--application-pages", type=Path, help="folder with antrag/")
    serve.add_argument("--patience", type=float, default=0.8, help="seconds to wait for it")
    command("session", _session).description = _session.__doc__
    return parser


def _build(options: argparse.Namespace) -> int:
    from site_builder.build import as_json, build

    site_url = options.site_url.rstrip("/")
    built = build(
        options.snapshot,
        options.releases,
        site_url=site_url,
        applications=options.applications,
        full=options.full,
        texts=options.texts,
    )
    sys.stdout.write(as_json(built) + "\n")
    return 0


def _check(options: argparse.Namespace) -> int:
    findings = check_site(options.release, snapshot=options.snapshot, full=options.full)
    sys.stderr.writelines(f"{finding}\n" for finding in findings[:50])
    return 1 if findings else 0


def _promote(options: argparse.Namespace) -> int:
    releases.promote(options.releases, options.name)
    _prepare_behind(options)
    return 0


def _rollback(options: argparse.Namespace) -> int:
    sys.stdout.write(releases.rollback(options.releases) + "\n")
    _prepare_behind(options)
    return 0


def _prepare(options: argparse.Namespace) -> int:
    spare.prepare(options.releases)
    return 0


def _prepare_behind(options: argparse.Namespace) -> None:
    """Clone ahead in a process of its own, so that nobody waits for it; the lock keeps order."""
    if options.no_prepare:
        return
    command = [sys.executable, "-m", "site_builder", "prepare", str(options.releases)]
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
    os.posix_spawn(sys.executable, command, os.environ, file_actions=quiet, setsid=True)


def _prune(options: argparse.Namespace) -> int:
    sys.stdout.writelines(f"{n}\n" for n in releases.prune(options.releases, keep=options.keep))
    return 0


def _serve(options: argparse.Namespace) -> int:
    from site_builder.serve import Beside, serve

    beside = Beside(
        options.search, options.patience, options.applications, options.application_pages
    )
    serve(options.releases, options.port, beside)
    return 0


def _session(options: argparse.Namespace) -> int:
    """Do commands as `catalogue.command_session` says."""
    from site_builder.build import make_ready

    make_ready()
    serve_commands(main)
    return 0


if __name__ == "__main__":
    sys.exit(main())
