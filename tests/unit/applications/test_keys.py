"""Keys of offices and the directory signed by the root."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from applications.envelope import Header, open_sealed, seal
from applications.keys.__main__ import main
from applications.keys.directory import (
    Directory,
    RefusedDirectoryError,
    build_directory,
    read_directory,
    sign_directory,
)
from applications.keys.keypair import (
    KeyFileError,
    new_keypair,
    new_signing_key,
    public_half,
    read_private_keys,
    read_public_keys,
    read_signing_key,
    write_keypair,
)

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
HEADER = Header("05566076", 1, "7K3M9QX2VB4T")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    new_signing_key(tmp_path / "root.key")
    return tmp_path / "root.key"


def signed(root: Path, version: int = 3) -> tuple[str, str]:
    """A directory with one office, and the root's public half."""
    key = read_signing_key(root)
    _, public = new_keypair("stadt-rheine", TODAY)
    directory = build_directory([public], version=version, receipts="r", on=TODAY)
    return sign_directory(directory, key), public_half(key)


def test_a_signed_directory_names_the_key_to_seal_with(root: Path) -> None:
    text, pinned = signed(root)
    directory = read_directory(text, root=pinned, on=TODAY + 30 * DAY, at_least=3)
    assert directory.online(on=TODAY) == {"stadt-rheine"}
    key = directory.key_for("stadt-rheine", on=TODAY)
    assert key is not None
    assert key.office == "stadt-rheine"
    assert directory.key_for("stadt-greven", on=TODAY) is None
    assert directory.key_for("stadt-rheine", on=key.valid_until + DAY) is None


@pytest.mark.parametrize(
    ("days", "at_least", "said"),
    [
        (31, 1, "gilt vom 24.11.2026 bis zum 24.12.2026"),
        (-1, 1, "gilt vom"),
        (0, 4, "schon gesehen wurde 4"),
    ],
)
def test_an_expired_or_rolled_back_directory_is_refused(
    root: Path, days: int, at_least: int, said: str
) -> None:
    text, pinned = signed(root)
    with pytest.raises(RefusedDirectoryError, match=said):
        read_directory(text, root=pinned, on=TODAY + days * DAY, at_least=at_least)


def test_a_directory_cannot_give_itself_more_than_30_days(root: Path) -> None:
    key = read_signing_key(root)
    long = Directory(1, TODAY, TODAY + 300 * DAY, "r", ())
    text = sign_directory(long, key)
    with pytest.raises(RefusedDirectoryError):
        read_directory(text, root=public_half(key), on=TODAY + 31 * DAY)


def test_a_directory_of_another_root_or_changed_anywhere_is_refused(
    root: Path, tmp_path: Path
) -> None:
    text, pinned = signed(root)
    stranger = new_signing_key(tmp_path / "other.key")
    with pytest.raises(RefusedDirectoryError, match="Unterschrift"):
        read_directory(text, root=stranger, on=TODAY)
    for place in range(len(text)):
        changed = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
        with pytest.raises(RefusedDirectoryError):
            read_directory(changed, root=pinned, on=TODAY)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"content":1,"signature":2}', "null"])
def test_what_is_no_directory_is_refused(root: Path, text: str) -> None:
    with pytest.raises(RefusedDirectoryError, match="Unterschrift"):
        read_directory(text, root=public_half(read_signing_key(root)), on=TODAY)


def test_rotation_keeps_old_envelopes_readable(tmp_path: Path) -> None:
    (old, old_public), (new, new_public) = (
        new_keypair("stadt-rheine", TODAY + n * DAY) for n in (0, 365)
    )
    for private, public in ((old, old_public), (new, new_public)):
        write_keypair(tmp_path, private, public)
    keys = read_public_keys(tmp_path)
    directory = build_directory(keys, version=1, receipts="r", on=TODAY)
    for day, expected in ((0, old), (364, old), (365, new), (395, new)):
        sealing = directory.key_for("stadt-rheine", on=TODAY + day * DAY)
        assert sealing is not None
        assert sealing.kid == expected.kid
        token = seal(b"{}", key=sealing, header=HEADER)
        assert open_sealed(token, read_private_keys(tmp_path).values()).kid == expected.kid
    later = build_directory(keys, version=2, receipts="r", on=TODAY + 396 * DAY)
    assert [key.kid for key in later.keys] == [new.kid]


def test_private_halves_are_private_and_never_replaced(tmp_path: Path) -> None:
    private, public = new_keypair("stadt-rheine", TODAY)
    write_keypair(tmp_path, private, public)
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()}
    assert modes[f"{private.kid}.private.json"] == "0o600"
    assert private.d not in repr(private)
    assert private.d not in (tmp_path / f"{private.kid}.public.json").read_text()
    with pytest.raises(FileExistsError):
        write_keypair(tmp_path, private, public)


@pytest.mark.parametrize("text", ["", "{}", "null", '{"kid":"a"}'])
def test_a_broken_key_file_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.private.json"
    file.write_text(text)
    with pytest.raises(KeyFileError, match=r"a\.private\.json"):
        read_private_keys(tmp_path)
    with pytest.raises(KeyFileError, match="Signierschlüssel"):
        read_signing_key(file)


def test_the_commands_from_an_empty_folder_to_a_rotation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str, days: int = 0) -> str:
        assert main([*arguments], today=lambda: TODAY + days * DAY) == 0
        return capsys.readouterr().out.strip()

    root, keys, file = tmp_path / "root.key", tmp_path / "keys", tmp_path / "directory.json"
    pinned = run("root", str(root))
    receipts = run("receipts", str(tmp_path / "receipts.key"))
    run("office", str(keys), "stadt-rheine", "kreis-steinfurt")
    sign = ("directory", str(keys), str(file), "--root", str(root), "--receipts", receipts)
    assert "2 Schlüssel für 2 Stellen" in run(*sign)
    run("office", str(keys), "stadt-rheine", "--from", "2027-10-01")
    assert run(*sign, days=300).startswith("Nummer 2")
    directory = read_directory(file.read_text(), root=pinned, on=TODAY + 310 * DAY, at_least=2)
    assert directory.receipts == receipts
    assert len(directory.keys) == 3


def test_the_commands_say_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "root.key"
    assert main(["root", str(root)]) == 0
    assert main(["root", str(root)]) == 1
    assert "nie überschrieben" in capsys.readouterr().err
    file = tmp_path / "directory.json"
    file.write_text("{}")
    sign = ["directory", str(tmp_path), str(file), "--receipts", "r", "--root"]
    assert main([*sign, str(root)]) == 1
    assert main([*sign, str(tmp_path / "none.key")]) == 1
    assert main(["office", str(root), "stadt-rheine"]) == 1


def test_a_valid_signature_over_something_else_is_no_directory(root: Path) -> None:
    key = read_signing_key(root)
    good = build_directory([], version=1, receipts="r", on=TODAY)
    text = sign_directory(replace(good, version="eins"), key)  # type: ignore[arg-type]
    with pytest.raises(RefusedDirectoryError, match="anderer Bauart"):
        read_directory(text, root=public_half(key), on=TODAY)
