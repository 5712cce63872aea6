"""PDFs as many programs draw them: leaning letters, forms, scripts from the right, equal pages."""

import random
import textwrap
from math import radians, tan

import pytest

from annotations.importing import pdf
from annotations.importing.pdf import article, reading
from annotations.model import Imported
from tests.made_pdf import Line, make_pdf


def read(data: bytes) -> Imported:
    return pdf.parse(data, "berkas.pdf")


def _form(drawn: bytes, font: int) -> bytes:
    """Write a drawing that lies over a page, in the font of one object."""
    head = f"/Resources << /Font << /F0 {font} 0 R >> >> /Length {len(drawn)}"
    return (
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 200 40] {head} >>\nstream\n".encode()
        + drawn
        + b"\nendstream"
    )


def test_letters_that_only_lean_are_words_of_the_text() -> None:
    lean = f"BT /F0 11 Tf 1 0 {tan(radians(15)):.4f} 1 72 680 Tm (Dalam huruf miring.) Tj ET\n"
    page = [Line("Kalimat yang tegak.", 72, 700)]
    made = read(make_pdf([page], drawing=lean.encode()))
    assert "Kalimat yang tegak. Dalam huruf miring." in made.text.text
    assert made.warnings == ()


def test_what_was_filled_into_a_form_is_read() -> None:
    field = _form(b"BT /F0 11 Tf 2 5 Td (Ratna Wibisono) Tj ET", 3)
    extra = (
        "/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (nama) /F 4 /V (Ratna Wibisono)"
        " /Rect [120 695 320 715] /AP << /N 10 0 R >> >>"
        " << /Type /Annot /Subtype /Link /Rect [70 640 300 660]"
        " /A << /S /URI /URI (https://pemkot.example/) >> >>]"
    )
    page = [Line("Nama:", 72, 700), Line("Lihat laman kami.", 72, 645)]
    data = make_pdf([page], extra=extra, more=[field])
    made = read(data)
    assert "Nama: Ratna Wibisono" in made.text.text
    assert [run.target for run in made.text.runs] == ["https://pemkot.example/"]
    with reading.Document(data) as document:
        assert {"Nama:", "Ratna", "Wibisono"} < {row[0] for row in document.words(0)}


def test_a_field_that_is_kept_without_its_looks_is_read() -> None:
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (kota) /F 4 /V (Arunika) /P 8 0 R"
        b" /DA (/F0 11 Tf 0 g) /Rect [120 695 320 715] >>"
    )
    form = "/AcroForm << /Fields [10 0 R] /NeedAppearances true /DA (/F0 11 Tf 0 g)"
    catalog = f"{form} /DR << /Font << /F0 3 0 R >> >> >>"
    page = [Line("Kota:", 72, 700)]
    made = read(make_pdf([page], extra="/Annots [10 0 R]", more=[field], catalog=catalog))
    assert made.text.text == "Kota: Arunika"


def test_pages_that_are_all_the_same_are_not_left_out() -> None:
    page = [Line("Formulir pengaduan warga.", 72, 800), Line("Halaman kosong.", 72, 60)]
    made = read(make_pdf([page, page, page]))
    assert "Formulir pengaduan warga." in made.text.text
    assert made.warnings == ()


def test_names_at_the_top_of_some_pages_stay_where_other_words_stand_above() -> None:
    pages = [
        [Line("Laporan Kecelakaan", 72, 810), Line(f"Isi bagian {part}.", 72, 500)]
        for part in "abcde"
    ]
    for n, name in ((1, "Pemilik mobil"), (2, "Pengendara motor")):
        pages[n] += [Line(name, 72, 790), Line("Ratna Wibisono", 72, 770)]
    made = read(make_pdf(pages))
    assert made.text.text.count("Ratna Wibisono") == 2
    assert "Laporan Kecelakaan" not in made.text.text
    assert article.LEFT_OUT in made.warnings


def test_the_last_letters_that_a_scanner_sets_apart_belong_to_their_words() -> None:
    words = []
    x = 72.0
    for text in ("Penetapa", "Putusa", "Pengadila", "Tingg"):
        wide = 6.0 * len(text)
        words += [Line(text, x, 700, 10, "Courier", mode=3)]
        words += [Line("n", x + wide + 1.5, 700, 10, "Courier", mode=3)]
        x += wide + 14
    words.append(Line("a b c d", x, 700, 10, "Courier", mode=3))
    scan = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xaa EI Q\n"
    made = read(make_pdf([words], drawing=scan))
    assert made.text.text == "Penetapan Putusan Pengadilan Tinggn a b c d"


def test_a_long_word_from_the_right_stays_whole() -> None:
    letters = "".join(f"<{97 + at:02x}> <{0x5D0 + at:04x}>\n" for at in range(12)).encode()
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n12 beginbfchar\n"
        + letters
        + b"endbfchar endcmap end end"
    )
    more = [
        _form(b"BT /F0 11 Tf 2 5 Td (lkjihgfedcba) Tj ET", 11),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 12 0 R >>",
        b"<< /Length %d >>\nstream\n" % len(table) + table + b"\nendstream",
    ]
    extra = (
        "/Annots [<< /Type /Annot /Subtype /FreeText /F 4 /Rect [120 695 320 715]"
        " /AP << /N 10 0 R >> >>]"
    )
    made = read(make_pdf([[]], extra=extra, more=more))
    assert made.text.text == "".join(chr(0x5D0 + at) for at in range(12))


@pytest.mark.parametrize("alone", [True, False])
def test_words_from_the_right_stand_in_the_order_they_are_read(alone: bool) -> None:
    """Letters a to z are drawn, and mean Hebrew ones."""
    letters = "".join(f"<{97 + at:02x}> <{0x5D0 + at:04x}>\n" for at in range(26)).encode()
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n26 beginbfchar\n"
        + letters
        + b"endbfchar endcmap end end"
    )
    drawn = b"BT /F0 11 Tf 2 22 Td (ihg fed cba) Tj ET\nBT /F0 11 Tf 48 5 Td (onm lkj) Tj ET"
    more = [
        _form(drawn, 11),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 12 0 R >>",
        b"<< /Length %d >>\nstream\n" % len(table) + table + b"\nendstream",
    ]
    extra = (
        "/Annots [<< /Type /Annot /Subtype /FreeText /F 4 /Rect [120 695 320 735]"
        " /AP << /N 10 0 R >> >>]"
    )
    page = [] if alone else [Line("Kitab itu berbunyi begini, dan artinya lain lagi.", 72, 760)]
    made = read(make_pdf([page], extra=extra, more=more)).text.text
    said = "".join(each if each == " " else chr(0x5D0 + ord(each) - 97) for each in "abc def ghi")
    assert said in made
    assert made.endswith("".join(chr(0x5D0 + at) for at in (12, 13, 14)))


def test_lines_cut_by_their_count_of_letters_are_one_paragraph() -> None:
    words = ("mengumumkan", "memaklumi", "dewan", "wali", "kami", "ini", "di", "sikilil", "titik")
    said = " ".join(random.Random(5).choices(words, k=260))
    rows = [*textwrap.wrap(f"Hari ini {said}", 78), "dan rapat ditutup oleh wali kota."]
    rows += ["Alinea kedua memuat tanggapan wali kota.", "Alinea ketiga berdiri sendiri."]
    lines = [Line(row, 72, 780 - 14 * at, 11, "Times-Roman") for at, row in enumerate(rows)]
    text = read(make_pdf([lines])).text
    found = [text.text[each.start : each.end] for each in text.blocks]
    assert found == [" ".join(rows[:-2]), *rows[-2:]]
