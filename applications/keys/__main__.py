"""`python -m applications.keys`: make the keys of root, offices and receipts; sign the directory.

Making an office's key again is its rotation: both stand in the directory, new applications are
sealed with the one that is valid longest, and the old private half stays until nothing needs it.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from applications.keys.directory import (
    RefusedDirectoryError,
    build_directory,
    sign_directory,
    signed_directory,
)
from applications.keys.keypair import (
    KeyFileError,
    new_keypair,
    new_signing_key,
    public_half,
    read_public_keys,
    read_signing_key,
    write_keypair,
)
from catalogue.durable import replace_file


def main(arguments: list[str] | None = None, *, today: Callable[[], date] = date.today) -> int:
    options = _parser().parse_args(arguments)
    try:
        said = options.run(options, today())
    except FileExistsError as error:
        said = f"{error.filename} gibt es schon. Ein Schlüssel wird nie überschrieben."
    except (KeyFileError, RefusedDirectoryError, OSError) as error:
        said = str(error)
    else:
        sys.stdout.write(f"{said}\n")
        return 0
    sys.stderr.write(f"{said}\n")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m applications.keys", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, run, text in (
        ("root", _signing, "Wurzelschlüssel anlegen; gehört auf einen Rechner ohne Netz"),
        ("receipts", _signing, "Schlüssel anlegen, mit dem Quittungen unterschrieben werden"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("file", type=Path, metavar="DATEI")
        command.set_defaults(run=run)
    office = commands.add_parser("office", help="Schlüsselpaar je Stelle anlegen oder erneuern")
    office.add_argument("folder", type=Path, metavar="ORDNER")
    office.add_argument("offices", nargs="+", metavar="STELLE")
    office.add_argument("--from", dest="valid_from", type=date.fromisoformat, metavar="TAG")
    office.add_argument(
        "--recovery", action="store_true",
        help="zweiter Schlüssel, dessen privater Teil bei der Vertretung oder im Tresor liegt",
    )  # fmt: skip
    office.set_defaults(run=_office)
    directory = commands.add_parser("directory", help="Verzeichnis der öffentlichen Schlüssel")
    directory.add_argument("folder", type=Path, metavar="ORDNER", help="mit *.public.json")
    directory.add_argument("file", type=Path, metavar="DATEI")
    directory.add_argument("--root", type=Path, required=True, metavar="DATEI")
    directory.add_argument("--receipts", required=True, metavar="ÖFFENTLICHER_TEIL")
    directory.set_defaults(run=_directory)
    return parser


def _signing(options: argparse.Namespace, on: date) -> str:
    """The public half, for the handler and the directory."""
    return new_signing_key(options.file)


def _office(options: argparse.Namespace, on: date) -> str:
    options.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = []
    for office in options.offices:
        private, public = new_keypair(office, options.valid_from or on, recovery=options.recovery)
        write_keypair(options.folder, private, public)
        made.append(public.kid)
    return "\n".join(made)


def _directory(options: argparse.Namespace, on: date) -> str:
    """Sign the next version; the one before is read from the file, whatever its age."""
    root = read_signing_key(options.root)
    version = 1
    if options.file.exists():
        version += signed_directory(options.file.read_text("utf-8"), root=public_half(root)).version
    keys = read_public_keys(options.folder)
    directory = build_directory(keys, version=version, receipts=options.receipts, on=on)
    replace_file(options.file, sign_directory(directory, root))
    return (
        f"Nummer {directory.version}, gültig bis {directory.expires:%d.%m.%Y}, "
        f"{len(directory.keys)} Schlüssel für {len(directory.online(on=on))} Stellen"
    )


if __name__ == "__main__":
    sys.exit(main())
