"""Proof packs: what is in them, what stays at home, and that other programs verify them."""

import csv
import errno
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pypdfium2
import pytest

from annotations.errors import BadOutput, OutputFault
from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.pack.manifest import STATEMENT, LeftOut
from annotations.exporting.pack.writing import Packed, write_pack
from annotations.exporting.pack.zipping import plain_name, plain_suffix
from annotations.exporting.report import build
from annotations.model import Evidence
from annotations.queries import Filter
from annotations.storage.history import Change
from annotations.storage.store import Store
from annotations.vocabulary import EvidenceKind
from resources import catalogue
from tests import builders
from tests.made_packs import (
    HIDDEN,
    LEAVING,
    OFF_RECORD,
    PAGES,
    QUOTES,
    SILENT,
    STORY,
    make_library,
    make_pack,
)
from tests.made_pictures import png

WORDS = catalogue("id")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with make_library(tmp_path_factory.mktemp("library") / "banjir.kutip") as opened:
        yield opened


@pytest.fixture(scope="module")
def made(store: Store, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Packed]:
    path = tmp_path_factory.mktemp("pack") / "bukti.zip"
    return path, make_pack(store, path, WORDS)


@pytest.fixture(scope="module")
def files(made: tuple[Path, Packed]) -> dict[str, bytes]:
    with zipfile.ZipFile(made[0]) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pack_holds_the_report_the_originals_and_what_proves_them(
    files: dict[str, bytes], made: tuple[Path, Packed]
) -> None:
    told = json.loads(files["manifest.json"])
    story, pages, *left = told["exhibits"]
    rows = list(csv.DictReader(io.StringIO(files["highlights.csv"].decode("utf-8-sig"))))
    photo = told["attachments"][0]

    assert files[story["file"]] == STORY.encode()
    assert story["file"] == "originals/Exhibit 01 - Wali Kota Janjikan 120 Pompa.md"
    assert files[pages["file"]] == PAGES
    assert pages["file"].endswith(".pdf")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT.*Z", story["imported"])
    assert files[photo["file"]] == png()
    assert photo["file"] == "attachments/Attachment 01 - foto posko.png"
    assert photo["highlights"] == ["K-001"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT.*Z", photo["imported"])
    assert files["README.txt"].decode().count("      diimpor ") == len(told["exhibits"]) + 1
    assert [each["left_out"] for each in left] == ["names_source", "off_record", "protects_source"]
    assert not any(each.get("file") or each.get("text") for each in left)
    assert len(rows) == len(told["highlights"]) == LEAVING
    assert files["report.html"].startswith(b"<!doctype html>")
    assert files["report.pdf"].startswith(b"%PDF-")
    for quoted in told["highlights"]:
        exhibit = told["exhibits"][quoted["exhibit"] - 1]
        if exhibit.get("text"):
            text = files[exhibit["text"]].decode()
            assert text[quoted["start"] : quoted["end"]] == quoted["quote"]
    packed = made[1]
    assert (packed.highlights, packed.exhibits, packed.attachments) == (LEAVING, 2, 1)
    assert packed.left_out == {
        LeftOut.NAMES_SOURCE: 1, LeftOut.OFF_RECORD: 1, LeftOut.PROTECTS_SOURCE: 1,
    }  # fmt: skip


def test_the_bundle_shows_the_quoted_pages_and_passages(files: dict[str, bytes]) -> None:
    bundle = pypdfium2.PdfDocument(files["exhibits.pdf"])
    text = " ".join("".join(page.get_textpage().get_text_range() for page in bundle).split())
    headings = [each.get_title() for each in bundle.get_toc()]

    assert [each[:10] for each in headings[1:]] == [f"Exhibit 0{number}" for number in range(1, 6)]
    assert "Exhibit 02 · hlm. 1 · K-003" in text or "Exhibit 02 · p. 1 · K-003" in text
    assert "K-004" in text
    read = re.sub(r"⟨U\+([0-9A-F]+)⟩", lambda found: chr(int(found[1], 16)), text)
    assert "".join(QUOTES[1][0].split()) in "".join(read.split())  # no font here may have its emoji
    assert "kata Wali Kota Ratna Wibisono" in text, "what stands around it"
    assert QUOTES[3][0] in text
    assert "Keputusan itu dibawa" not in text
    pictures = [each for page in bundle for each in page.get_objects(filter=(3,))]
    assert len(pictures) >= 2
    report = pypdfium2.PdfDocument(files["report.pdf"])
    assert [each for page in report for each in page.get_objects(filter=(3,))], "kept as evidence"


def test_what_may_not_leave_is_nowhere_in_a_pack(files: dict[str, bytes], store: Store) -> None:
    secrets = (HIDDEN, OFF_RECORD, "hanya untuk saya", SILENT.split("\n")[2][-26:])
    for name, data in files.items():
        text = data.decode("utf-8", "ignore")
        if name.endswith(".pdf") and not name.startswith("originals/"):
            document = pypdfium2.PdfDocument(data)
            text = " ".join(page.get_textpage().get_text_range() for page in document)
        for secret in (*secrets, str(store.path), store.path.stem, os.environ.get("USER", "?" * 9)):
            assert secret not in text, (name, secret)
            assert secret not in name


def test_the_read_me_says_what_the_sums_prove_and_what_was_left_out(
    files: dict[str, bytes],
) -> None:
    told = files["README.txt"].decode()

    assert WORDS(STATEMENT) in told
    assert "Exhibit 03" in told
    assert "sha256sum -c SHA256SUMS" in told
    assert "\r\n" in told
    assert "\n" not in told.replace("\r\n", "")


def test_the_read_me_names_an_exhibit_without_a_title_as_the_report_does(tmp_path: Path) -> None:
    with builders.store(tmp_path, ()) as store:
        number = builders.add_article(store, title="")
        quote = builders.highlight("36 ribu orang", article=number, revision=1)
        (stored,) = builders.add(store, [quote])
        kept = Evidence(uid="e-1", highlight=stored.uid, kind=EvidenceKind.FILE, file_name="a.png")
        builders.save(store, Change(None, kept))
        make_pack(store, tmp_path / "bukti.zip", WORDS)
    with zipfile.ZipFile(tmp_path / "bukti.zip") as archive:
        told = archive.read("README.txt").decode().replace("\r\n", "\n")
        names = archive.namelist()

    heading = WORDS("Article no. {n}", n=number)
    assert f"  Exhibit 01  {heading}\n" in told
    assert "originals/Exhibit 01 - Artikel no. 1.txt" in names
    assert "attachments/" not in told, "there are none"
    assert f"\n{WORDS('Evidence')}\n  {stored.label}  " in told


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not installed")
def test_sha256sum_verifies_an_unpacked_pack(made: tuple[Path, Packed], tmp_path: Path) -> None:
    with zipfile.ZipFile(made[0]) as archive:
        archive.extractall(tmp_path)
    run = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.count(b": OK") == len(list(tmp_path.rglob("*.*"))), "all but the sums"


def test_packing_again_gives_the_same_bytes_with_names_that_every_system_takes(
    store: Store, made: tuple[Path, Packed], tmp_path: Path
) -> None:
    again = tmp_path / "lagi.zip"
    make_pack(store, again, WORDS)

    assert again.read_bytes() == made[0].read_bytes()
    with zipfile.ZipFile(again) as archive:
        for each in archive.infolist():
            assert each.date_time == (1980, 1, 1, 0, 0, 0)
            assert re.fullmatch(r"[A-Za-z0-9 ._/-]+", each.filename)
            assert not re.search(r"[ .](?:/|$)", each.filename)
    assert not list(tmp_path.glob("*.part"))


def test_a_full_disk_or_somebody_who_stops_leaves_nothing_behind(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Gathered()
    for _ in gather(store, Filter(articles=(1,)), found):
        pass
    report = build(found.entries, WORDS)
    output = tmp_path / "x.zip"
    steps = write_pack(store, report, found, output, WORDS, Packed())
    for _ in range(4):
        next(steps)
    assert list(tmp_path.iterdir()), "it is on its way"
    steps.close()  # type: ignore[attr-defined] # it is a generator
    assert not list(tmp_path.iterdir())

    def full(_: BinaryIO, *__: object, **___: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "open", full)
    with pytest.raises(BadOutput) as caught:
        list(write_pack(store, report, found, output, WORDS, Packed()))
    assert caught.value.fault is OutputFault.DISK_FULL
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Wali Kota: “Janji”/120 <pompa>?", "Wali Kota Janji 120 pompa"),
        ("../../etc/passwd", "etc passwd"),
        ("洪水", ""),
        ("  a.  ", "a"),
        ("x" * 99, "x" * 60),
        ("Éclair\u202eexe", "Eclairexe"),
    ],
)
def test_titles_become_names_that_every_system_takes(title: str, name: str) -> None:
    assert plain_name(title) == name


def test_suffixes_are_kept_only_where_they_are_plain() -> None:
    names = ["a.PDF", "b.tar.gz", "c", "d.exe\u202e", "arsip.zip/cerita.md"]
    assert [plain_suffix(each) for each in names] == [".pdf", ".gz", ".bin", ".bin", ".md"]
