"""Pictures that are evidence: in a report only what may be seen, and only what is a picture."""

import re
import struct
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.attaching import MOST_BYTES, copy_name, may_be_opened, media_type, read_file
from annotations.discretion import discretion
from annotations.errors import ImportFailed, ImportFault
from annotations.exporting import pictures, picturing
from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.pictures import picture
from annotations.exporting.report import Report, build
from annotations.model import Evidence, Highlight, Locator, Speaker
from annotations.phones import without_in_name
from annotations.queries import Filter
from annotations.storage import backup, history, verify
from annotations.storage.attachments import attach, attached
from annotations.storage.history import Change
from annotations.storage.restoring import restore
from annotations.storage.store import Library, Store
from annotations.vocabulary import EvidenceKind, EvidenceStance, LocatorKind, Terms
from resources import catalogue
from tests.builders import highlight, store
from tests.made_entries import article, entry
from tests.made_pictures import chunk, exif, jpeg, png, segment
from tests.written_reports import written

WORDS = catalogue("en")


def with_evidence(made: Highlight, data: bytes, name: str, **fields: object) -> Evidence:
    evidence = Evidence(
        uid=f"e-{name}",
        highlight=made.uid,
        kind=EvidenceKind.FILE,
        stance=EvidenceStance.SUPPORTS,
        file_name=name,
        media_type=media_type(data),
        note="private word about the file",
    )
    return replace(evidence, **fields)  # type: ignore[arg-type]


def keep(opened: Store, made: Highlight, *files: tuple[str, bytes]) -> None:
    def job(library: Library) -> None:
        changes = [Change(None, made)]
        for name, data in files:
            evidence = with_evidence(made, data, name)
            changes.append(Change(None, replace(evidence, target=attach(library, data))))
        history.replace(library, changes, label="Keep")

    opened.call(job, saving=True)


def report_of(opened: Store, *speakers: Speaker) -> Report:
    found = Gathered()
    for _ in gather(opened, Filter(), found):
        pass
    people = (*found.speakers, *speakers)
    report = build(found.entries, WORDS, speakers=people, off_record=found.off_record)
    pictured = picturing.Pictured(report)
    for _ in picturing.fetch(opened, pictured, people):
        pass
    return pictured.report


def page_of(report: Report, name: str = "html") -> str:
    return written(report, name)


def test_a_picture_stands_in_the_page_with_its_words_and_nothing_from_outside(
    tmp_path: Path,
) -> None:
    with store(tmp_path) as opened:
        keep(opened, highlight("36 ribu orang"), ("K-001 p. 4.png", png()))
        page = page_of(report_of(opened))
    (address,) = re.findall(r'<img src="data:image/png;base64,([^"]+)"', page)
    assert b64decode(address) == png()
    assert 'alt="Picture: K-001 p. 4.png · supports"' in page
    assert "<figcaption" in page
    assert "img-src data:;" in page
    assert "private word" not in page


def test_without_pictures_the_page_allows_none(tmp_path: Path) -> None:
    with store(tmp_path) as opened:
        keep(opened, highlight("36 ribu orang"), ("rekaman.mp3", b"ID3 not a picture"))
        page = page_of(report_of(opened))
    assert "rekaman.mp3" in page
    assert "<img" not in page
    assert "img-src" not in page


@pytest.mark.parametrize("name", ["markdown", "csv", "json"])
def test_other_formats_name_the_file(tmp_path: Path, name: str) -> None:
    with store(tmp_path) as opened:
        keep(opened, highlight("36 ribu orang"), ("K-001 p. 4.png", png()))
        text = page_of(report_of(opened), name)
    assert "K-001 p. 4.png" in text
    assert "private word" not in text
    assert "base64" not in text
    if name != "markdown":
        assert sha256(png()).hexdigest() in text


RATNA = Speaker(uid="s-1", name="Sri Lestari", confidential=True, shown_as="a source")


@pytest.mark.parametrize(
    ("fields", "speakers"),
    [
        ({"terms": Terms.OFF_RECORD}, ()),
        ({}, (Speaker(uid="s-9", name="Sri Lestari", confidential=True),)),
    ],
    ids=["off the record", "its text names a source"],
)
def test_no_picture_of_what_may_not_leave(
    tmp_path: Path, fields: dict[str, Any], speakers: tuple[Speaker, ...]
) -> None:
    with store(tmp_path) as opened:
        keep(opened, highlight("36 ribu orang", **fields), ("K-001 p. 4.png", png()))
        report = report_of(opened, *speakers)
        assert "<img" not in page_of(report)
        withheld = bool(fields)
        for name in ("html", "markdown", "csv", "json"):
            assert ("K-001 p. 4.png" in page_of(report, name)) is not withheld


def test_no_picture_beside_words_that_are_withheld(tmp_path: Path) -> None:
    with store(tmp_path) as opened:
        keep(opened, highlight("36 ribu orang"), ("K-001 p. 4.png", png()))
        keep(opened, highlight("Pasal 33", terms=Terms.OFF_RECORD))
        assert "<img" not in page_of(report_of(opened))


def test_evidence_does_not_tell_of_a_withheld_highlight(tmp_path: Path) -> None:
    secret = highlight("Pasal 33", terms=Terms.OFF_RECORD)
    shown = highlight("36 ribu orang")
    with store(tmp_path) as opened:
        keep(opened, secret)
        keep(opened, shown)
        link = with_evidence(shown, b"", "", kind=EvidenceKind.HIGHLIGHT, target=secret.uid)
        opened.call(
            lambda lib: history.replace(lib, [Change(None, link)], label="Keep"), saving=True
        )
        report = report_of(opened)
    assert report.total == 1
    for name in ("html", "markdown", "csv", "json"):
        assert secret.uid not in page_of(report, name)
    assert report.entries[0].evidence == ()


def test_evidence_names_what_stands_in_the_report_too() -> None:
    other = entry(2)
    link = with_evidence(
        entry().highlight, b"", "", kind=EvidenceKind.HIGHLIGHT, target=other.highlight.uid
    )
    first = replace(entry(), evidence=(link,))
    assert "Highlight · supports · K-002" in page_of(build([first, other], WORDS), "markdown")
    assert "K-002" not in page_of(build([first], WORDS), "markdown")


def test_a_chat_is_shown_in_no_picture() -> None:
    place = Locator(LocatorKind.MESSAGE, "Ratna, 09:20")
    evidence = with_evidence(entry().highlight, png(), "p. 1.png")
    chat = replace(entry(), locator=place, locators=(place,), evidence=(evidence,))
    usual = replace(entry(), evidence=(evidence,))
    assert build([usual], WORDS).picturable == {evidence.uid}
    assert build([chat], WORDS).picturable == frozenset()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("rekaman_081234567890.m4a", "rekaman_#.m4a"),
        ("Call 6281234567890-20261014.m4a", "Call #0261014.m4a"),
        ("+62 812-3456-7890.amr", "#.amr"),
        ("0812_3456_7890.jpg", "#.jpg"),
        ("IMG-20261014-WA0003.jpg", "IMG-20261014-WA0003.jpg"),
        ("20261014_092001.mp4", "20261014_092001.mp4"),
        ("Putusan 60-PUU-XXII-2024.pdf", "Putusan 60-PUU-XXII-2024.pdf"),
    ],
)
def test_names_of_files_bear_no_telephone_number(name: str, kept: str) -> None:
    assert without_in_name(name, "#") == kept
    evidence = with_evidence(entry().highlight, b"", name)
    released = discretion(phone="#").released(replace(entry(), evidence=(evidence,)))
    assert released.evidence[0].file_name == kept


def test_names_of_files_bear_no_confidential_name() -> None:
    made = with_evidence(entry().highlight, b"", "wawancara_sri_lestari-2.m4a")
    released = discretion([RATNA]).released(replace(entry(of=article(2)), evidence=(made,)))
    assert released.evidence[0].file_name == "wawancara_a source-2.m4a"


def test_a_picture_leaves_without_what_it_tells_beside() -> None:
    secret = b"Author Sri Lestari"
    made = picture(png(chunk(b"tEXt", secret), chunk(b"eXIf", secret), after=secret))
    assert made is not None
    assert (made.width, made.height, made.data) == (4, 2, png())
    told = jpeg(segment(0xE1, exif(6)), segment(0xFE, secret), segment(0xED, secret), after=secret)
    photo = picture(told)
    assert photo is not None
    assert (photo.width, photo.height) == (40, 30)
    assert b"Rahasia" not in photo.data
    assert secret not in photo.data


@pytest.mark.parametrize("order", "<>")
def test_a_photograph_stays_the_right_way_up(order: str) -> None:
    photo = picture(jpeg(segment(0xE1, exif(6, order))))
    assert photo is not None
    assert photo.data[2:4] == b"\xff\xe1"
    assert photo.data[4:].split(b"Exif\0\0")[1][18:20] == b"\0\x06"
    assert photo.data.endswith(jpeg()[2:])
    upright = picture(jpeg(segment(0xE1, exif(1, order))))
    assert upright is not None
    assert upright.data == jpeg()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg onload=alert(1)>",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n<html>",
        png()[:-6],
        png().replace(b"IDAT", b"IDAX"),
        png(width=60_000, height=60_000)[:60] + b"\0" * 40,
        chunk(b"IHDR", b"x"),
        jpeg()[:-1],
        b"\xff\xd8\xff\xe0<script>",
        b"\xff\xd8\xff\xd9",
        b"GIF89a" + b"\0" * 40,
    ],
)
def test_what_is_no_whole_picture_is_none(data: bytes) -> None:
    assert picture(data) is None


def test_a_picture_of_too_many_pixels_or_bytes_is_none() -> None:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
    assert picture(bomb) is None
    assert picture(png(chunk(b"tEXt", b"x" * pictures.MOST_BYTES))) is None


@given(st.binary(max_size=60), st.integers(0, 80))
def test_whatever_bytes_come_a_picture_is_whole_or_none(noise: bytes, at: int) -> None:
    for whole in (png(), jpeg(segment(0xE1, exif(6)))):
        made = picture(whole[:at] + noise + whole[at + len(noise) :])
        if made is not None:
            again = picture(made.data)
            assert again is not None
            assert again.data == made.data


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (png(), "image/png"),
        (jpeg(), "image/jpeg"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"\0\0\0\x20ftypM4A \0\0", "audio/mp4"),
        (b"\0\0\0\x20ftypisom\0\0", "video/mp4"),
        (b"\xff\xfb\x90\0", "audio/mpeg"),
        ("Catatan rapat é".encode(), "text/plain"),
        (b"<!DOCTYPE html><script>", "text/html"),
        (b"#!/bin/sh\nrm -rf", "application/octet-stream"),
        (b"MZ\x90\0\x03", "application/octet-stream"),
        (b"PK\x03\x04", "application/zip"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_content_says_what_a_file_is(data: bytes, kind: str) -> None:
    assert media_type(data) == kind


def test_only_what_runs_nothing_may_be_opened_under_the_suffix_of_its_content() -> None:
    assert copy_name("foto.exe", "image/png") == "foto.png"
    assert copy_name("../../etc/a:b.mp3", "audio/mpeg").count("/") == 0
    assert copy_name("laporan.PDF") == "laporan.PDF"
    for kind in ("text/html", "application/zip", "application/octet-stream"):
        assert not may_be_opened(kind)


def test_a_file_that_cannot_be_attached_says_why(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed) as missing:
        read_file(tmp_path / "tiada.mp3")
    assert missing.value.fault is ImportFault.MISSING
    with pytest.raises(ImportFailed) as folder:
        read_file(tmp_path)
    assert folder.value.fault is ImportFault.NOT_A_FILE
    large = tmp_path / "besar.mp4"
    with large.open("wb") as opened:
        opened.truncate(MOST_BYTES + 1)
    with pytest.raises(ImportFailed) as heavy:
        read_file(large)
    assert heavy.value.fault is ImportFault.TOO_LARGE


def test_check_names_an_attachment_that_is_gone_or_not_what_it_was(tmp_path: Path) -> None:
    with store(tmp_path) as opened:
        keep(opened, highlight("36 ribu orang"), ("a.png", png()), ("b.jpg", jpeg()))
        assert opened.call(lambda lib: list(verify.verify(lib.db.conn))) == []

        def harm(library: Library) -> None:
            rows = "SELECT target FROM evidence WHERE file_name ="
            conn = library.db.conn
            conn.execute(f"UPDATE blobs SET data = x'00' WHERE sha256 = ({rows} 'a.png')")  # noqa: S608 - our names
            conn.execute(f"DELETE FROM blobs WHERE sha256 = ({rows} 'b.jpg')")  # noqa: S608 - our names
            conn.commit()

        opened.call(harm, saving=True)
        found = opened.call(lambda lib: list(verify.verify(lib.db.conn)))
    assert {(each.kind, each.uid) for each in found} == {
        (verify.FindingKind.ATTACHMENT, "e-a.png"),
        (verify.FindingKind.NO_ATTACHMENT, "e-b.jpg"),
    }


def test_a_backup_carries_attached_files(tmp_path: Path) -> None:
    with store(tmp_path) as opened:
        keep(opened, highlight("36 ribu orang"), ("a.png", png()))
        made = opened.call(lambda lib: backup.back_up(lib, datetime.now(UTC)))
    library = tmp_path / "test.kutip"
    restore(library, made.path, now=datetime.now(UTC))
    with Store.open(library) as again:
        found = again.call(lambda lib: attached(lib, _target(lib)))
        assert again.call(lambda lib: list(verify.verify(lib.db.conn))) == []
    assert found == png()


def _target(library: Library) -> str:
    return str(library.db.conn.execute("SELECT target FROM evidence").fetchone()[0])
