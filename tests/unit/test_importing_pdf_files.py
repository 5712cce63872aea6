"""What cuts words and names pages in PDFs, and files that are no good ones."""

import io

import pytest
from PIL import Image

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import image, pdf
from annotations.importing.pdf.furniture import value_of
from annotations.importing.pdf.hyphens import join_lines, known_words
from annotations.importing.pdf.labels import page_labels
from annotations.model import Imported
from tests.made_pdf import Line, make_pdf

LETTER = make_pdf(
    [[Line("Gubernur berjanji membuka jalan pada bulan Maret.", 72, 700)] for _ in range(2)]
)


def read(data: bytes) -> Imported:
    return pdf.parse(data, "berkas.pdf")


@pytest.mark.parametrize(
    ("before", "after", "known", "joined"),
    [
        ("yang peme-", "rintah buat", "", "yang pemerintah buat"),
        ("para negara-", "negara tetangga", "", "para negara-negara tetangga"),
        ("undang-", "undangnya", "", "undang-undangnya"),
        ("berjalan-", "jalan", "", "berjalan-jalan"),
        ("wabah COVID-", "19 itu", "", "wabah COVID-19 itu"),
        ("mereka co-", "operate", "they co-operate often", "mereka co-operate"),
        ("mereka co-", "operate", "", "mereka cooperate"),
        ("the self-", "employed", "", "the self-employed"),
        ("a shelf that is self-", "ish", "", "a shelf that is selfish"),
        ("KONSTI-", "TUSI", "", "KONSTITUSI"),
        ("Nomor 12/PUU-", "XXII/2024", "", "Nomor 12/PUU-XXII/2024"),
        ("Jean-", "Luc", "", "Jean-Luc"),
        ("peme\xad", "rintah", "", "pemerintah"),
        ("tahun 2020–", "2024", "", "tahun 2020–2024"),
        ("kata dia –", "dan", "", "kata dia – dan"),
        ("satu", "dua", "", "satu dua"),
        ("とにつ", "いて平等", "", "とについて平等"),
        ("精神、", "良心", "", "精神、良心"),
        ("di 東京", "pada", "", "di 東京 pada"),
    ],
)
def test_hyphens_at_line_ends_go_where_they_only_cut(
    before: str, after: str, known: str, joined: str
) -> None:
    assert join_lines(before, after, known_words({known})) == joined


@pytest.mark.parametrize(
    ("said", "printed", "labels"),
    [
        (["", "", ""], {}, ["1", "2", "3"]),
        (["i", "ii", "1"], {0: "9"}, ["i", "ii", "1"]),
        (["", "", "", ""], {0: "41", 1: "42", 3: "44"}, ["41", "42", "43", "44"]),
        (["", ""], {1: "7"}, ["1", "7"]),
        (["", "", ""], {0: "iii", 1: "iv", 2: "v"}, ["iii", "iv", "v"]),
    ],
)
def test_a_page_is_called_what_is_printed_on_it(
    said: list[str], printed: dict[int, str], labels: list[str]
) -> None:
    assert page_labels(said, printed) == labels


@pytest.mark.parametrize(("label", "value"), [("41", 41), ("xiv", 14), ("IX", 9), ("abc", 0)])
def test_figures_are_read(label: str, value: int) -> None:
    assert value_of(label) == value


LOCKED = make_pdf(
    [[Line("rahasia", 72, 700)]],
    trailer=(
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /Length 40 /O <" + "41" * 32 + ">"
        " /U <" + "42" * 32 + "> >> /ID [<00> <00>]"
    ),
)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (LOCKED, ImportFault.PROTECTED),
        (b"%PDF-1.7\nnothing", ImportFault.BROKEN),
        (b"%PDF-1.7\n" + b"\x00" * 5000, ImportFault.BROKEN),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, fault: ImportFault) -> None:
    with pytest.raises(ImportFailed) as caught:
        read(data)
    assert caught.value.fault is fault


@pytest.mark.parametrize("cut", range(0, 2000, 97))
def test_a_cut_file_fails_or_is_read_and_nothing_else(cut: int) -> None:
    try:
        assert read(LETTER[: len(LETTER) - cut]).pages >= 1
    except ImportFailed as failed:
        assert failed.fault is ImportFault.BROKEN  # noqa: PT017 - either is right


def test_sniffing_looks_at_the_first_bytes() -> None:
    kept = io.BytesIO()
    Image.new("L", (2, 2)).save(kept, "PNG")
    data = make_pdf([[]])
    assert pdf.sniff(data, "x.txt") == pdf.SURE
    assert pdf.sniff(b"some mail\n" + data, "x") == pdf.LATE
    assert pdf.sniff(b"a" * 2000 + data, "x.pdf") == 0
    assert (pdf.sniff(kept.getvalue(), "x.pdf"), image.sniff(kept.getvalue(), "x.pdf")) == (0, 100)


def test_the_mark_of_a_note_is_no_part_of_the_title() -> None:
    page = [
        Line("Anggaran Kota Arunika†", 72, 700, 20, "Helvetica-Bold"),
        Line("Dewan menyetujui anggaran pada sidang kemarin.", 72, 660),
    ]
    assert read(make_pdf([page])).metadata.title == "Anggaran Kota Arunika"
