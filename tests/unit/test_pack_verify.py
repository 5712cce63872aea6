"""kutip verify: honest packs hold, tampered ones are told, hostile ones harm nobody."""

import hashlib
import json
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotations import cli
from annotations.errors import BadPack, PackFault
from annotations.exporting.pack.manifest import MANIFEST, SUMS
from annotations.exporting.pack.verdicts import (
    Proof,
    Verified,
    Wrong,
    say_all,
    say_problem,
    say_verdict,
)
from annotations.exporting.pack.verifying import verify
from annotations.importing.worker import Worker
from resources import catalogue
from tests.made_packs import LEAVING, make_library, make_pack, named, tampered, told_otherwise
from tests.terminal import Kutip

WORDS = catalogue("en")
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    with make_library(folder / "banjir.kutip") as store:
        make_pack(store, folder / "bukti.zip", WORDS)
    (folder / "banjir.kutip").unlink()
    return folder / "bukti.zip"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One for all packs: starting it takes as long as all the rest."""
    with closing(Worker()) as started:
        yield started


def verified(path: Path, worker: Worker | None = None) -> Verified:
    into = Verified()
    for _ in verify(path, into, worker):
        pass
    return into


def test_an_honest_pack_is_verified_with_no_library_at_hand(pack: Path, kutip: Kutip) -> None:
    run = kutip("verify", pack, "--json")
    *quotes, told = run.records

    assert (run.status, run.err) == (cli.DONE, "")
    assert told["good"] is True
    assert told["quotes"] == {"original": 4, "not_compared": LEAVING - 4}
    assert {(each["label"], each["proof"]) for each in quotes[:4]} == {
        (f"K-00{number}", "original") for number in range(1, 5)
    }
    assert [each["reason"] for each in quotes if each["proof"] == "not_compared"] == [
        "left_out"
    ] * 3


def _other_words(told: dict[str, Any]) -> None:
    told["highlights"][0]["quote"] = told["highlights"][0]["quote"].replace("120", "210")


def _moved(told: dict[str, Any]) -> None:
    told["highlights"][1]["start"] += 1
    told["highlights"][1]["end"] += 1


def _beyond(told: dict[str, Any]) -> None:
    told["highlights"][2]["end"] = 10**9


def _no_exhibit(told: dict[str, Any]) -> None:
    told["highlights"][2]["exhibit"] = 99


def _forged(files: Files) -> None:
    """Change the quote wherever it stands but in the original."""
    old, new = "120 pompa selesai", "210 pompa selesai"
    for name, data in files.items():
        if not name.startswith("originals/") and not name.endswith(".pdf"):
            files[name] = data.replace(old.encode(), new.encode())


def _forged_text(files: Files) -> None:
    """Do so in the text too, and let the manifest name that text."""
    _forged(files)
    text = files["texts/Exhibit 01.txt"]
    told_otherwise(
        files,
        lambda told: told["exhibits"][0].update(text_sha256=hashlib.sha256(text).hexdigest()),
    )


def _swapped(files: Files) -> None:
    files[named(files, "originals/Exhibit 01")] += b"\nlagi"


def _spoilt(files: Files) -> None:
    """Put a file in the original's place that nobody can read, and let the manifest name it."""
    name = named(files, "originals/Exhibit 01")
    files[name] = b""
    digest = hashlib.sha256(b"").hexdigest()
    told_otherwise(files, lambda told: told["exhibits"][0].update(sha256=digest))


def _report(files: Files) -> None:
    files["report.html"] = files["report.html"].replace(b"36 ribu orang", b"63 ribu orang")


def _table(files: Files) -> None:
    files["highlights.csv"] = files["highlights.csv"].replace(b"36 ribu orang", b"63 ribu orang")


def _told(change: Callable[[dict[str, Any]], None]) -> Callable[[Files], None]:
    return lambda files: told_otherwise(files, change)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (_told(_other_words), "K-001: not as quoted: other words stand there."),
        (_told(_moved), "K-002: not as quoted: other words stand there."),
        (_told(_beyond), "K-003: not as quoted: there is no such place in the text."),
        (_told(_no_exhibit), "K-003: not as quoted: the manifest names no such exhibit."),
        (_forged, "K-001: not as quoted: its original or its text is not what the manifest names."),
        (_forged_text, "it does not hold the text that the manifest names."),
        (_spoilt, "it does not hold the text that the manifest names."),
        (_swapped, "it is not the original that the manifest names."),
        (_report, "report.html: the words of K-003 are not those of the manifest."),
        (_table, "highlights.csv: the words of K-003 are not those of the manifest."),
    ],
)
def test_a_forger_who_makes_the_sums_anew_is_found_out(
    pack: Path, tmp_path: Path, worker: Worker, change: Callable[[Files], None], wrong: str
) -> None:
    found = verified(tampered(pack, tmp_path / "x.zip", change), worker)
    told = [say_problem(each, WORDS) for each in found.problems]
    told += [say_verdict(each, WORDS) for each in found.verdicts]

    assert not found.good
    assert any(each.endswith(wrong) for each in told)


def test_files_are_counted_and_not_what_is_wrong_with_them(
    pack: Path, tmp_path: Path, worker: Worker
) -> None:
    def without(files: Files) -> None:
        del files[named(files, "originals/Exhibit 01")]
        files["report.html"] = b"nothing is quoted here: K-003, K-004"

    found = verified(tampered(pack, tmp_path / "x.zip", without, summed=False), worker)
    told = [say_problem(each, WORDS) for each in found.problems]

    assert len(told) == len(set(told))
    assert len(told) > 2
    assert say_all(found, WORDS)[0].endswith(": 2 are wrong.")


def test_files_that_are_not_as_the_sums_say_are_named(
    pack: Path, tmp_path: Path, worker: Worker
) -> None:
    def change(files: Files) -> None:
        files["report.pdf"] += b"x"
        files["lain.txt"] = b"x"
        del files["README.txt"]

    found = verified(tampered(pack, tmp_path / "x.zip", change, summed=False), worker)

    assert {(each.name, each.wrong) for each in found.problems} == {
        ("report.pdf", Wrong.SUM),
        ("lain.txt", Wrong.UNLISTED),
        ("README.txt", Wrong.MISSING),
    }
    assert not found.good
    assert found.counts[Proof.ORIGINAL] == 4


def test_a_damaged_file_is_named_and_the_others_are_verified(
    pack: Path, tmp_path: Path, worker: Worker
) -> None:
    damaged = tmp_path / "x.zip"
    data = bytearray(pack.read_bytes())
    with zipfile.ZipFile(pack) as archive:
        member = archive.getinfo("highlights.csv")
    start = member.header_offset + 30 + len(member.filename) + 5
    data[start : start + 20] = bytes(20)
    damaged.write_bytes(data)
    found = verified(damaged, worker)

    assert [(each.name, each.wrong) for each in found.problems] == [
        ("highlights.csv", Wrong.DAMAGED)
    ]


def test_what_another_version_read_is_said_and_proved_by_less(
    pack: Path, tmp_path: Path, worker: Worker
) -> None:
    def change(files: Files) -> None:
        text = "Judul lain\n\n" + files["texts/Exhibit 01.txt"].decode()
        files["texts/Exhibit 01.txt"] = text.encode()

        def older(told: dict[str, Any]) -> None:
            told["exhibits"][0]["importer_version"] = 1
            told["exhibits"][0]["text_sha256"] = hashlib.sha256(text.encode()).hexdigest()

        told_otherwise(files, older)

    found = verified(tampered(pack, tmp_path / "x.zip", change), worker)
    first = next(each for each in found.verdicts if each.label == "K-001")

    assert first.proof is Proof.FOUND
    assert "another version of Kutip" in say_verdict(first, WORDS)
    assert any("could not be proved by an original" in line for line in say_all(found, WORDS))


def _zip(path: Path, *names: str, how: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"x", how)
    return path


def _bomb(path: Path) -> Path:
    """Write an archive whose listing says 5 GB where some bytes lie."""
    data = bytearray(_zip(path, MANIFEST, SUMS, "a").read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 0xF0000000)
    path.write_bytes(data)
    return path


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda path: path, PackFault.MISSING),
        (lambda path: _written(path, b"bukan arsip"), PackFault.NOT_A_PACK),
        (lambda path: _written(path, b""), PackFault.NOT_A_PACK),
        (lambda path: _written(path, b"PK\x05\x06" + bytes(9)), PackFault.NOT_A_PACK),
        (lambda path: _zip(path, MANIFEST, "../x"), PackFault.BAD_NAME),
        (lambda path: _zip(path, MANIFEST, "/etc/x"), PackFault.BAD_NAME),
        (lambda path: _zip(path, MANIFEST, "a/../../x"), PackFault.BAD_NAME),
        (lambda path: _zip(path, MANIFEST, "c:\\x"), PackFault.BAD_NAME),
        (lambda path: _zip(path, "a", "A"), PackFault.TWICE),
        (lambda path: _zip(path, MANIFEST), PackFault.NO_SUMS),
        (lambda path: _zip(path, SUMS), PackFault.BAD_SUMS),
        (_bomb, PackFault.TOO_LARGE),
        (lambda path: _zip(path, MANIFEST, SUMS, how=zipfile.ZIP_BZIP2), PackFault.NOT_A_PACK),
        (lambda path: _zip(path, MANIFEST, SUMS, how=zipfile.ZIP_LZMA), PackFault.NOT_A_PACK),
    ],
)  # fmt: skip
def test_a_hostile_pack_is_refused_in_one_sentence(
    make: Callable[[Path], Path], fault: PackFault, tmp_path: Path, kutip: Kutip
) -> None:
    path = make(tmp_path / "x.zip")
    with pytest.raises(BadPack) as caught:
        verified(path)
    run = kutip("verify", path)

    assert caught.value.fault is fault
    assert run.status == (cli.WRONG_USAGE if fault is PackFault.MISSING else cli.SOME_FAILED)
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert "x.zip" in run.err


@pytest.mark.parametrize("large", [False, True])
def test_a_hundred_thousand_files_are_refused_before_they_are_read(
    large: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "x.zip"
    one = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    listing = one * 100_000
    end = struct.pack("<4s4HIIH", b"PK\x05\x06", 0, 0, 9, 9, 0 if large else len(listing), 0, 0)
    whole = struct.pack(
        "<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 100_000, 100_000, len(listing), 0
    )
    whole += struct.pack("<4sIQI", b"PK\x06\x07", 0, len(listing), 1)
    path.write_bytes(listing + whole * large + end)
    monkeypatch.setattr(zipfile, "ZipFile", None)  # which would read them all
    with pytest.raises(BadPack) as caught:
        verified(path)
    assert caught.value.fault is PackFault.TOO_MANY_FILES


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (b"{", PackFault.BAD_MANIFEST),
        (b"[]", PackFault.BAD_MANIFEST),
        (b'{"kutip_proof_pack": 1, "exhibits": 3}', PackFault.BAD_MANIFEST),
        (b'{"kutip_proof_pack": 1, "secret": ""}', PackFault.BAD_MANIFEST),
        (b"[" * 100_000, PackFault.BAD_MANIFEST),
        (b'{"kutip_proof_pack": 99}', PackFault.NEWER),
    ],
)
def test_a_manifest_that_is_none_is_said(
    pack: Path, tmp_path: Path, told: bytes, fault: PackFault
) -> None:
    path = tampered(pack, tmp_path / "x.zip", lambda files: files.update({MANIFEST: told}))
    with pytest.raises(BadPack) as caught:
        verified(path)
    assert caught.value.fault is fault


def test_kutip_pack_writes_what_kutip_verify_takes(
    library: Path, kutip: Kutip, tmp_path: Path
) -> None:
    kutip("highlight", 1, "--quote", "310 ribu jiwa", "--note", "hanya untuk saya")
    output = tmp_path / "bukti.zip"
    run = kutip("pack", "--output", output, "--language", "id", "--tag", "statistic")
    assert run.status == cli.DONE
    assert "Packed 0 highlights" in run.err
    assert kutip("pack", "--output", output).status == cli.WRONG_USAGE
    for refused in (kutip("pack", "--output", "-"), kutip("comments", 1, "--output", "-")):
        assert refused.status == cli.WRONG_USAGE
        assert "This is not written to standard output; name a file." in refused.err
    run = kutip("pack", "--output", output, "--force")
    assert "Packed 1 highlight into" in run.err
    with zipfile.ZipFile(output) as archive:
        assert json.loads(archive.read(MANIFEST))["language"] == "en"
        assert b"hanya untuk saya" not in b"".join(map(archive.read, archive.namelist()))
    run = kutip("verify", output)
    assert (run.status, run.err) == (cli.DONE, "")
    assert "1 quote: 1 stands in its original, character for character." in run.out
    run = kutip("verify", tampered(output, tmp_path / "palsu.zip", _swapped))
    assert run.status == cli.SOME_FAILED
    assert "1 quote is not as quoted." in run.out
