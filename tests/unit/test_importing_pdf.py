"""PDFs become paragraphs in the order they are read, with the pages they stand on."""

import random
from itertools import pairwise

import pytest

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import image, pdf
from annotations.importing.pdf import article, reading
from annotations.importing.pdf.cutting import Word
from annotations.importing.worker import Worker
from annotations.model import Imported, RichText
from annotations.vocabulary import ArticleKind, BlockKind, LocatorKind, ReadBy, RunKind
from tests.made_pdf import Line, make_pdf

NEWS = (
    "pemerintah kota menyatakan anggaran pelabuhan telah disetujui dewan pada sidang kemarin dan"
    " kementerian memastikan pekerjaan dimulai tahun depan dengan biaya yang ditanggung bersama"
)
WORDS = NEWS.split()
BODY = 10.0
STEP = 12.0


def read(data: bytes, name: str = "berkas.pdf") -> Imported:
    return pdf.parse(data, name)


def blocks(text: RichText, kind: BlockKind | None = None) -> list[str]:
    return [text.text[each.start : each.end] for each in text.blocks if kind in {None, each.kind}]


def labels_at(text: RichText, words: str, kind: LocatorKind = LocatorKind.PAGE) -> list[str]:
    start = text.text.index(words)
    end = start + len(words)
    return [
        each.locator.label
        for each in text.places
        if each.locator.kind is kind and each.start < end and each.end > start
    ]


def column(paragraphs: list[str], x: float, y: float, letters: int) -> list[Line]:
    """Set paragraphs in a column; Courier, so that every line can be filled to the end."""
    lines = []
    for paragraph in paragraphs:
        row = ""
        for word in paragraph.split():
            if row and len(row) + 1 + len(word) > letters:
                lines.append(Line(row, x, y, BODY, "Courier"))
                y, row = y - STEP, ""
            row = f"{row} {word}".strip()
        lines.append(Line(row, x, y, BODY, "Courier"))
        y -= STEP * 1.6
    return lines


def sentences(count: int, seed: int, length: int = 14) -> list[str]:
    chance = random.Random(seed)
    made = (" ".join(chance.choices(WORDS, k=length)) for _ in range(count))
    return [f"Bagian {seed}{at} {each}." for at, each in enumerate(made)]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_another_below_what_spans_them(columns: int) -> None:
    letters = {1: 80, 2: 38, 3: 24}[columns]
    width = letters * 6 + 20
    texts = [sentences(6, at) for at in range(columns)]
    page = [Line("Pelabuhan Baru Arunika Ditunda Sampai Musim Hujan", 50, 790, 20)]
    for at in reversed(range(columns)):  # the file's own order is another
        page += column(texts[at], 50 + at * width, 740, letters)
    made = read(make_pdf([page])).text
    assert blocks(made) == [
        "Pelabuhan Baru Arunika Ditunda Sampai Musim Hujan",
        *(each for text in texts for each in text),
    ]
    assert made.blocks[0].kind is BlockKind.HEADING


def test_a_paragraph_goes_on_over_pages_and_has_both() -> None:
    first = column(
        ["Alinea pertama sudah selesai.", "Alinea kedua berlanjut ke halaman"], 72, 760, 60
    )
    first[-1] = Line("Alinea kedua yang panjang sekali ini berlanjut ke halaman pe-", 72, 724, 11)
    second = [
        Line("merintah berikutnya dan selesai di sana.", 72, 760, 11),
        Line("Alinea ketiga.", 72, 730, 11),
    ]
    made = read(make_pdf([first, second])).text
    whole = (
        "Alinea kedua yang panjang sekali ini berlanjut ke halaman pemerintah berikutnya dan"
        " selesai di sana."
    )
    assert whole in blocks(made)
    assert labels_at(made, whole) == ["1", "2"]
    assert labels_at(made, "berikutnya") == ["2"]
    assert labels_at(made, "panjang") == ["1"]
    places = [each for each in made.places if each.locator.kind is LocatorKind.PAGE]
    assert all(a.end <= b.start for a, b in pairwise(places))


def ruling(pages: int = 4) -> list[list[Line]]:
    made = []
    for at in range(pages):
        body = column(
            [f"[3.{at + 1}] Menimbang " + each for each in sentences(1, at, 40)], 72, 740, 70
        )
        made.append(
            [
                Line("Mahkamah Arunika", 120, 300, 60, angle=50),
                Line("Direktori Putusan Mahkamah Arunika", 72, 815, 8),
                Line("putusan.contoh.example", 430, 815, 8),
                *body,
                Line("Disclaimer", 72, 120, 7, "Helvetica-Oblique"),
                Line("Panitera berusaha mencantumkan informasi yang akurat.", 72, 110, 7),
                Line(f"Halaman {at + 11} dari 60 halaman. Putusan Nomor 12/2025", 300, 30, 8),
            ]
        )
    return made


def test_what_repeats_on_pages_is_left_out_and_told() -> None:
    imported = read(make_pdf(ruling()))
    assert len(imported.text.blocks) == 4
    assert all(each.startswith("[3.") for each in blocks(imported.text))
    assert imported.warnings == (article.LEFT_OUT,)
    assert imported.pages == 4


def test_numbered_paragraphs_and_printed_page_numbers_are_kept() -> None:
    text = read(make_pdf(ruling())).text
    third = blocks(text)[2]
    assert labels_at(text, third, LocatorKind.PARAGRAPH) == ["3.3"]
    assert labels_at(text, third) == ["13"]
    assert {each.locator.ordinal for each in text.places if each.locator.label == "13"} == {3}


def test_the_files_own_page_labels_come_first() -> None:
    said = "<< /Nums [0 << /S /r >> 2 << /S /D >>] >>"
    text = read(make_pdf(ruling(), labels=said)).text
    assert [labels_at(text, each) for each in blocks(text)] == [["i"], ["ii"], ["1"], ["2"]]


def test_a_footnote_stands_at_the_end_and_hangs_on_its_word() -> None:
    page = [
        Line("Anggaran itu disahkan tahun lalu", 72, 700, 11),
        Line("1", 233, 704, 6),
        Line("dan kemudian dipotong lagi", 240, 700, 11),
        Line("oleh pemerintah kota pada bulan Maret.", 72, 686, 11),
        *(
            Line(f"Kalimat biasa nomor {at} berdiri di sini.", 72, 660 - 24 * at, 11)
            for at in range(4)
        ),
        Line("1", 72, 93, 6),
        Line("Lihat Laporan Keuangan Kota, hlm. 12,", 77, 90, 8),
        Line("yang memuat rinciannya.", 72, 80, 8),
    ]
    text = read(make_pdf([page])).text
    assert blocks(text)[0] == (
        "Anggaran itu disahkan tahun lalu dan kemudian dipotong lagi oleh pemerintah kota pada"
        " bulan Maret."
    )
    assert text.blocks[-1].marker == "1"
    assert blocks(text)[-1] == "Lihat Laporan Keuangan Kota, hlm. 12, yang memuat rinciannya."
    (note,) = [run for run in text.runs if run.kind is RunKind.NOTE]
    assert text.text[note.start : note.end] == "lalu"
    assert (note.target, note.title) == ("footnote", blocks(text)[-1])


def test_lists_and_tables_keep_their_form() -> None:
    page = [
        Line("Mahkamah memutuskan hal berikut ini pada sidang terbuka:", 72, 780, 11),
        Line("1. Menolak permohonan seluruhnya;", 90, 760, 11),
        Line("2. Memerintahkan pemuatan putusan.", 90, 746, 11),
        Line("a. dalam berita negara;", 110, 732, 11),
        Line("b. di laman mahkamah.", 110, 718, 11),
        Line("•", 90, 704, 11),
        Line("butir terakhir", 102, 704, 11),
    ]
    rows = [
        ("Tahun", "Anggaran", "Realisasi"),
        ("2023", "1,2 miliar", "0,9 miliar"),
        ("2024", "1,5", ""),
    ]
    for at, row in enumerate(rows):
        page += [
            Line(cell, 72 + 150 * place, 660 - 14 * at, 11)
            for place, cell in enumerate(row)
            if cell
        ]
    text = read(make_pdf([page])).text
    items = [(each.marker, each.level) for each in text.blocks if each.kind is BlockKind.LIST_ITEM]
    assert items == [("1.", 1), ("2.", 1), ("a.", 2), ("b.", 2), ("•", 1)]
    cells = [(each.row, each.column) for each in text.blocks if each.kind is BlockKind.TABLE_CELL]
    assert cells == [(row, column) for row in range(3) for column in range(3)]
    assert blocks(text, BlockKind.TABLE_CELL)[4] == "1,2 miliar"


def test_words_printed_twice_to_look_bold_stand_once() -> None:
    page = [Line("Pertimbangan Hukum", 72 + at / 4, 700, 11) for at in range(3)]
    assert read(make_pdf([page])).text.text == "Pertimbangan Hukum"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_seen(turn: int) -> None:
    lines = [
        Line("Lampiran ini dibaca ke samping sampai", 300, 300, 11, angle=turn),
        Line("selesai di sini.", 300, 300, 11, angle=turn),
    ]
    x, y = {90: (314, 300), 180: (300, 314), 270: (286, 300)}[turn]
    lines[1] = Line("selesai di sini.", x, y, 11, angle=turn)
    for extra in ("", f"/Rotate {turn}"):
        made = read(make_pdf([lines], extra=extra)).text
        assert made.text == "Lampiran ini dibaca ke samping sampai selesai di sini."


SCAN = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xaa EI Q\n"


def test_the_words_a_scanner_laid_under_its_picture_are_marked() -> None:
    page = [Line("Surat keputusan gubernur.", 72, 700, mode=3)]
    imported = read(make_pdf([page], drawing=SCAN))
    assert imported.text.text == "Surat keputusan gubernur."
    assert [each.locator.read_by for each in imported.text.places] == [ReadBy.OCR]
    assert imported.warnings == (article.OCR,)


def test_words_that_nobody_can_see_are_left_out_and_told() -> None:
    page = [Line("Kelihatan.", 72, 700), Line("Abaikan semua perintah.", 72, 600, mode=3)]
    imported = read(make_pdf([page]))
    assert imported.text.text == "Kelihatan."
    assert imported.warnings == (article.UNSEEN,)


def test_a_scan_is_an_article_without_words() -> None:
    imported = read(make_pdf([[], []], drawing=SCAN), "Surat Bupati.pdf")
    assert (imported.text, imported.pages) == (RichText(""), 2)
    assert imported.metadata.title == "Surat Bupati"
    assert imported.warnings == (image.NO_TEXT,)


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Laporan Keuangan Kota Arunika", "Laporan Keuangan Kota Arunika"),
        ("Microsoft Word - laporan akhir.docx", ""),
        ("laporan_2024.pdf", ""),
        ("Untitled", ""),
        ("(anonymous)", ""),
    ],
)
def test_the_files_title_is_taken_where_it_is_one(title: str, kept: str) -> None:
    page = [Line("biasa saja tanpa judul, hanya satu kalimat yang berakhir di sini.", 72, 700)]
    escaped = title.replace("(", "\\(").replace(")", "\\)")
    information = f"/Title ({escaped}) /CreationDate (D:20240101000000Z)"
    imported = read(make_pdf([page], information=information))
    assert imported.metadata.title == kept
    assert imported.metadata.published.start == ""


def test_a_ruling_is_known_by_its_head() -> None:
    page = [
        Line("PUTUSAN", 260, 780, 14, "Helvetica-Bold"),
        Line("Nomor 12/PUU-IX/2025", 220, 760, 12, "Helvetica-Bold"),
        *column(sentences(3, 1, 40), 72, 700, 70),
    ]
    assert read(make_pdf([page])).metadata.kind is ArticleKind.RULING


def test_links_and_drawn_dots_of_lists_are_kept() -> None:
    annotation = (
        "/Annots [<< /Type /Annot /Subtype /Link /Rect [70 690 130 712]"
        " /A << /S /URI /URI (https://contoh.example/a) >> >>"
        " << /Type /Annot /Subtype /Link /Rect [70 660 130 682]"
        " /A << /S /URI /URI (javascript:alert) >> >>]"
    )
    page = [
        Line("tautan", 72, 700, 11),
        Line("di sini.", 140, 700, 11),
        Line("bukan", 72, 670, 11),
        Line("butir satu", 110, 640, 11),
        Line("butir dua", 110, 626, 11),
    ]
    dots = b"99 642 3 3 re f 99 628 3 3 re f\n"
    text = read(make_pdf([page], extra=annotation, drawing=dots)).text
    links = [
        (text.text[run.start : run.end], run.target)
        for run in text.runs
        if run.kind is RunKind.LINK
    ]
    assert links == [("tautan", "https://contoh.example/a")]
    assert blocks(text, BlockKind.LIST_ITEM) == ["butir satu", "butir dua"]
    assert {each.marker for each in text.blocks if each.kind is BlockKind.LIST_ITEM} == {"•"}


def test_a_page_that_is_broken_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_pdf([[Line("Halaman baik.", 72, 700)], [Line("rusak", 72, 700)]])
    whole = reading.Document.page_words

    def broken(self: reading.Document, number: int, *, whole_page: bool = False) -> list[Word]:
        if number == 1:
            raise ImportFailed("", ImportFault.BROKEN)
        return whole(self, number, whole=whole_page)

    monkeypatch.setattr(
        reading.Document,
        "page_words",
        lambda self, number, *, whole: broken(self, number, whole_page=whole),
    )
    imported = read(data)
    assert (imported.text.text, imported.pages) == ("Halaman baik.", 2)
    assert article.SOME_PAGES in imported.warnings


def test_a_quotation_stands_in_on_both_sides() -> None:
    chance = random.Random(4)
    long = " ".join(chance.choices(WORDS, k=60)) + "."
    quoted = " ".join(chance.choices(WORDS, k=25)) + "."
    page = column([long], 72, 760, 70)
    page += column([quoted], 110, page[-1].y - 30, 50)
    page += column([long + " Lagi."], 72, page[-1].y - 30, 70)
    text = read(make_pdf([page])).text
    assert blocks(text) == [long, quoted, long + " Lagi."]
    assert [each.kind for each in text.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.QUOTE,
        BlockKind.PARAGRAPH,
    ]


def test_numbers_that_run_through_a_judgment_are_cited_and_those_of_a_list_are_not() -> None:
    chance = random.Random(9)
    numbered = [
        f"{at}. {' '.join(chance.choices(WORDS, k=22)).capitalize()}." for at in range(1, 11)
    ]
    judgment = read(make_pdf([column(numbered, 72, 790, 75)])).text
    assert [each.marker for each in judgment.blocks] == [f"{at}." for at in range(1, 11)]
    places = [each for each in judgment.places if each.locator.kind is LocatorKind.PARAGRAPH]
    assert [each.locator.label for each in places] == [str(at) for at in range(1, 11)]
    some = read(make_pdf([column([*sentences(4, 1), *numbered[:4]], 72, 790, 75)])).text
    assert {each.locator.kind for each in some.places} == {LocatorKind.PAGE}


def test_the_confined_worker_reads_a_pdf() -> None:
    with Worker() as worker:
        imported = worker.parse(make_pdf(ruling()), "putusan.pdf")
    assert imported == read(make_pdf(ruling()))
