"""The folder between handler and casework: exactly once, whole or not at all."""

import hashlib
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from applications import spool as module
from applications.keys.keypair import new_signing_key, public_half, read_signing_key
from applications.spool import BrokenSpoolFileError, Receipt, Spool, Stored, digest_of, with_receipt

NAME = hashlib.sha256(b"a").hexdigest()
RECEIPT = Receipt("7K3M9QX2VB4T", "stadt-rheine", "05566076", "k", "2026-11-24T20", digest_of("j"))


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    spool = Spool(tmp_path / "spool")
    spool.prepare()
    return spool


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    new_signing_key(tmp_path / "receipts.key")
    return with_receipt("j", RECEIPT, "c", read_signing_key(tmp_path / "receipts.key"))


def test_what_was_put_waits_until_it_is_taken_over(spool: Spool, stored: Stored) -> None:
    assert spool.find(NAME) is None
    assert spool.put(NAME, stored) == stored
    assert list(spool.waiting()) == [NAME]
    spool.finish(NAME)
    spool.finish(NAME)
    assert list(spool.waiting()) == []
    assert spool.find(NAME) == stored


def test_a_second_copy_meets_the_first_also_after_it_was_taken_over(
    spool: Spool, stored: Stored
) -> None:
    spool.put(NAME, stored)
    other = replace(stored, envelope="k")
    assert spool.put(NAME, other) == stored
    spool.finish(NAME)
    assert spool.put(NAME, other) == stored
    assert list(spool.waiting()) == []


def test_of_many_at_once_one_wins(spool: Spool, stored: Stored) -> None:
    won: list[str] = []
    copies = [replace(stored, envelope=str(number)) for number in range(16)]
    start = threading.Barrier(len(copies))

    def put(copy: Stored) -> None:
        start.wait()
        won.append(spool.put(NAME, copy).envelope)

    threads = [threading.Thread(target=put, args=(copy,)) for copy in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = spool.find(NAME)
    assert found is not None
    assert won == [found.envelope] * len(copies)


def test_a_folder_that_cannot_be_synced_acknowledges_nothing(
    spool: Spool, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise OSError("EIO")

    with monkeypatch.context() as broken:
        broken.setattr(module, "sync_directory", refuse)
        for _ in range(2):  # the second attempt meets the first one's file, and trusts it no more
            with pytest.raises(OSError, match="EIO"):
                spool.put(NAME, stored)
    assert list((spool.folder / "tmp").iterdir()) == []
    assert spool.put(NAME, replace(stored, envelope="k")) == stored


def test_what_a_killed_handler_left_is_removed_at_the_start(spool: Spool) -> None:
    (spool.folder / "tmp" / "half").write_text("{")
    spool.prepare()
    assert list((spool.folder / "tmp").iterdir()) == []


def test_a_receipt_proves_which_envelope_arrived(tmp_path: Path, stored: Stored) -> None:
    receipts = public_half(read_signing_key(tmp_path / "receipts.key"))
    assert stored.read_receipt() == RECEIPT
    assert stored.is_genuine(receipts)
    assert not replace(stored, envelope="other").is_genuine(receipts)
    assert not replace(stored, receipt=stored.receipt.replace("rheine", "bonn")).is_genuine(
        receipts
    )
    assert not stored.is_genuine(new_signing_key(tmp_path / "other.key"))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"envelope":"j"}'])
def test_a_broken_file_is_named(spool: Spool, text: str) -> None:
    (spool.folder / "new" / NAME).write_text(text)
    with pytest.raises(BrokenSpoolFileError, match=NAME):
        spool.find(NAME)
