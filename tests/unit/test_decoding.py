"""Bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.decoding import DAMAGED, ENCODINGS, GUESSED, NULS, decode

TEXT = "“Netral,” kata Kapolda. Café, naïve, 36 ribu orang — 🙂\n" * 3


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32-le"),
    ],
)
def test_the_bytes_say_how_they_are_encoded(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.warnings) == (TEXT, encoding, ())


def test_an_old_encoding_is_guessed_and_said() -> None:
    decoded = decode("“Café” – naïve €5".encode("windows-1252"))
    assert decoded.text == "“Café” – naïve €5"
    assert (decoded.encoding, decoded.warnings) == ("windows-1252", (GUESSED,))


def test_a_byte_that_no_encoding_has_becomes_a_mark_of_damage_not_a_control() -> None:
    decoded = decode(b"caf\xe9 \x81 naive")
    assert decoded.text == "café \ufffd naive"
    assert decoded.warnings == (GUESSED, DAMAGED)


def test_a_few_damaged_bytes_do_not_turn_the_rest_into_mojibake() -> None:
    decoded = decode(TEXT.encode() + b"\xff" + TEXT.encode())
    assert decoded.text == f"{TEXT}\ufffd{TEXT}"
    assert (decoded.encoding, decoded.warnings) == ("utf-8", (DAMAGED,))


def test_a_file_cut_off_inside_a_character_is_still_utf8() -> None:
    decoded = decode("kata “dia”".encode()[:-1])
    assert decoded.text == "kata “dia\ufffd"
    assert decoded.encoding == "utf-8"


def test_utf7_is_never_read() -> None:
    assert decode(b"+ADw-script+AD4-").text == "+ADw-script+AD4-"


def test_nul_is_shown_and_told() -> None:
    decoded = decode(b"harga\0mati, kata dia kepada kami")
    assert decoded.text == "harga\ufffdmati, kata dia kepada kami"
    assert decoded.warnings == (NULS,)


@pytest.mark.parametrize(
    ("data", "fault", "detail"),
    [
        (b"", ImportFault.EMPTY, ""),
        (b" \r\n\t", ImportFault.EMPTY, ""),
        (codecs.BOM_UTF8, ImportFault.EMPTY, ""),
        (b"%PDF-1.7\n...", ImportFault.UNKNOWN_FORMAT, "PDF"),
        (b"PK\x03\x04\x14\x00", ImportFault.UNKNOWN_FORMAT, "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ImportFault.UNKNOWN_FORMAT, "PNG"),
        (b"{\\rtf1\\ansi hello}", ImportFault.UNKNOWN_FORMAT, "RTF"),
        (b"ID3\x04\x00\x00", ImportFault.UNKNOWN_FORMAT, "MP3"),
        (b"\0\0\0\x18ftypmp42", ImportFault.UNKNOWN_FORMAT, "MP4"),
        (b"<!DOCTYPE html>\n<html>", ImportFault.UNKNOWN_FORMAT, "HTML"),
        (bytes(range(1, 9)) * 40, ImportFault.NOT_TEXT, ""),
        (bytes(range(256)) * 40, ImportFault.NOT_TEXT, ""),
    ],
)
def test_what_is_no_text_is_refused_by_its_content(
    data: bytes, fault: ImportFault, detail: str
) -> None:
    with pytest.raises(ImportFailed) as failed:
        decode(data, "berkas.txt")
    assert (failed.value.name, failed.value.fault, failed.value.detail) == (
        "berkas.txt",
        fault,
        detail,
    )


def test_a_sentence_may_begin_as_a_format_does() -> None:
    assert decode(b"RIFF berhenti bernyanyi.").text == "RIFF berhenti bernyanyi."


@given(st.binary(max_size=300))
def test_any_bytes_are_text_without_nul_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except ImportFailed:
        return
    assert "\0" not in decoded.text
    assert decoded.encoding in ENCODINGS


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=300))
def test_utf8_is_read_as_what_it_is(text: str) -> None:
    data = text.encode()
    try:
        decoded = decode(data)
    except ImportFailed as failed:
        assert failed.fault in {ImportFault.EMPTY, ImportFault.UNKNOWN_FORMAT}  # noqa: PT017
        return
    assert decoded.text == text.removeprefix("\ufeff")
