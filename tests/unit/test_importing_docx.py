"""Word files: what is written, and what Word keeps beside it."""

import pytest

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import docx
from annotations.importing.word.manuscript import CHANGES_ACCEPTED, HIDDEN_LEFT_OUT
from annotations.model import Block, Imported
from annotations.sentences import sentence
from annotations.vocabulary import BlockKind, RunKind
from resources import catalogue
from tests.made_docx import CORE, cell, docx_file, item, paragraph, row, styled, text


def _read(body: str, **more: str) -> Imported:
    return docx.parse(docx_file(body, **more), "berita.docx")  # type: ignore[arg-type]


def _shown(imported: Imported) -> list[tuple[BlockKind, int, str, str]]:
    text = imported.text
    return [(b.kind, b.level, b.marker, text.text[b.start : b.end]) for b in text.blocks]


def _runs(imported: Imported) -> list[tuple[RunKind, str, str, str]]:
    text = imported.text.text
    return [(r.kind, text[r.start : r.end], r.target, r.title) for r in imported.text.runs]


def _cells(imported: Imported) -> list[tuple[int, int, int, bool, str]]:
    text = imported.text.text

    def cell(block: Block) -> tuple[int, int, int, bool, str]:
        words = text[block.start : block.end]
        return block.table, block.row, block.column, block.header, words

    return [cell(block) for block in imported.text.blocks if block.kind is BlockKind.TABLE_CELL]


PARAGRAPH, HEADING, ITEM = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM


def test_headings_are_known_by_name_by_outline_level_and_by_what_their_style_is_based_on() -> None:
    body = (
        styled("Judul1", "Satu")
        + styled("Anak", "Dua")
        + styled("Bertingkat", "Tiga")
        + styled("Bertingkat", "Isi", '<w:outlineLvl w:val="9"/>')
        + styled("Heading2", "Tanpa gaya di berkas")
        + styled("A", "Gaya yang berputar")
    )
    assert _shown(_read(body)) == [
        (HEADING, 1, "", "Satu"),
        (HEADING, 1, "", "Dua"),
        (HEADING, 3, "", "Tiga"),
        (PARAGRAPH, 0, "", "Isi"),
        (HEADING, 2, "", "Tanpa gaya di berkas"),
        (PARAGRAPH, 0, "", "Gaya yang berputar"),
    ]


def test_lists_have_the_markers_that_word_draws() -> None:
    body = "".join(
        [
            item(1, 0, "a"), item(1, 1, "b"), item(1, 1, "c"), item(1, 2, "d"),
            item(1, 0, "e"), item(1, 1, "f"), item(4, 0, "g"), item(4, 0, "h"),
            item(2, 0, "i"), item(2, 1, "j"), item(0, 0, "k"), item(99, 0, "l"),
        ]
    )  # fmt: skip
    imported = _read(body)
    assert _shown(imported) == [
        (ITEM, 1, "1.", "a"),
        (ITEM, 2, "a)", "b"),
        (ITEM, 2, "b)", "c"),
        (ITEM, 3, "1.b.I", "d"),
        (ITEM, 1, "2.", "e"),
        (ITEM, 2, "a)", "f"),
        (ITEM, 1, "7.", "g"),
        (ITEM, 1, "8.", "h"),
        (ITEM, 1, "•", "i"),
        (ITEM, 2, "◦", "j"),
        (PARAGRAPH, 0, "", "k"),
        (PARAGRAPH, 0, "", "l"),
    ]
    assert imported.text.text.startswith("a\nb\nc\nd")


def test_an_item_that_goes_on_has_no_marker() -> None:
    body = item(1, 0, "a") + item(5, 0, "lanjutan") + item(1, 0, "b") + item(6, 0, "isi")
    assert _shown(_read(body)) == [
        (ITEM, 1, "1.", "a"),
        (ITEM, 1, "", "lanjutan"),
        (ITEM, 1, "2.", "b"),
        (PARAGRAPH, 0, "", "isi"),
    ]


def test_a_style_may_carry_the_number_of_its_paragraphs() -> None:
    body = item(3, 0, "Umum") + styled("Pasal", "Setiap orang") + styled("Pasal", "Negara")
    assert [marker for _, _, marker, _ in _shown(_read(body))] == ["BAB 1", "Pasal 1", "Pasal 2"]


def test_words_keep_emphasis_links_line_breaks_and_symbols() -> None:
    body = paragraph(
        text("tebal ", "<w:b/>") + text("kuat", '<w:rStyle w:val="Kuat"/>')
        + text(" biasa ", '<w:b w:val="0"/>') + text("miring", "<w:i/>")
        + text(" dicoret", "<w:strike/>")
        + "<w:r><w:br/><w:t>baris</w:t><w:tab/><w:t>kolom</w:t><w:noBreakHyphen/>"
        '<w:t>x\u00ady</w:t><w:softHyphen/><w:sym w:font="Symbol" w:char="F061"/></w:r>'
        f'<w:hyperlink r:id="web">{text("tautan")}</w:hyperlink>'
        f'<w:hyperlink r:id="disk">{text("berkas")}</w:hyperlink>'
        "<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"
    )  # fmt: skip
    imported = _read(body)
    assert imported.text.text == (
        "tebal kuat biasa miring dicoret\nbaris\tkolom\u2011xyαtautanberkasE=mc"
    )
    assert _runs(imported) == [
        (RunKind.STRONG, "tebal kuat", "", ""),
        (RunKind.EMPHASIS, "miring", "", ""),
        (RunKind.STRIKE, " dicoret", "", ""),
        (RunKind.LINK, "tautan", "https://kabar.example/a", ""),
    ]


def test_quotations_are_known_by_their_style() -> None:
    (block,) = _read(styled("Kutip", "Kami menolak.")).text.blocks
    assert (block.kind, block.quote_level) == (BlockKind.QUOTE, 1)


def test_notes_hang_on_the_word_before_their_mark_and_stand_at_the_end() -> None:
    body = paragraph(
        text("Angka itu naik") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + text(" lagi.")
        + '<w:r><w:endnoteReference w:id="2"/></w:r>'
        '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
    ) + paragraph("Akhir.")  # fmt: skip
    imported = _read(body)
    assert _shown(imported) == [
        (PARAGRAPH, 0, "", "Angka itu naik lagi.*"),
        (PARAGRAPH, 0, "", "Akhir."),
        (ITEM, 1, "1", "Lihat halaman 3.\nJuga 4."),
        (ITEM, 1, "*", "Berputar"),
        (ITEM, 1, "i", "Wawancara."),
    ]
    notes = [each for each in _runs(imported) if each[0] is RunKind.NOTE]
    assert notes[:3] == [
        (RunKind.NOTE, "naik", "footnote", "Lihat halaman 3.\nJuga 4."),
        (RunKind.NOTE, "lagi.", "endnote", "Wawancara."),
        (RunKind.NOTE, "lagi.", "footnote", "Berputar"),
    ]


def test_a_comment_lies_on_its_words_in_each_paragraph_and_is_none_of_the_text() -> None:
    body = (
        paragraph(text("Sebelum ") + '<w:commentRangeStart w:id="5"/>' + text("dari sini"))
        + paragraph(
            text("sampai sini") + '<w:commentRangeEnd w:id="5"/>'
            '<w:r><w:commentReference w:id="5"/></w:r>' + text(" sesudah")
        )
    )  # fmt: skip
    imported = _read(body)
    assert imported.text.text == "Sebelum dari sini\n\nsampai sini sesudah"
    assert _runs(imported) == [
        (RunKind.NOTE, "dari sini", "comment", "Sari: Benarkah?"),
        (RunKind.NOTE, "sampai sini", "comment", "Sari: Benarkah?"),
    ]


def test_tracked_changes_are_read_as_accepted_with_a_word_about_it() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        paragraph(
            text("Tetap") + f"<w:ins>{text(' masuk')}</w:ins>"
            "<w:del><w:r><w:delText> keluar</w:delText></w:r></w:del>"
            f"<w:moveFrom>{text(' pindah')}</w:moveFrom>"
        )
        + paragraph(f"<w:moveTo>{text('pindah')}</w:moveTo>")
        + paragraph("dua paragraf ", gone)
        + paragraph("menjadi satu")
        + f"<w:tbl>{row('a', 'b')}{row('c', 'd', properties='<w:del/>')}</w:tbl>"
    )  # fmt: skip
    imported = _read(body)
    assert imported.text.text == ("Tetap masuk\n\npindah\n\ndua paragraf menjadi satu\n\na\tb")
    assert imported.warnings == (CHANGES_ACCEPTED,)


def test_hidden_text_is_left_out_with_a_word_about_it() -> None:
    body = paragraph(text("Terlihat.") + text(" Rahasia.", "<w:vanish/>"))
    for each in (body, styled("Siluman", "Rahasia") + paragraph("Terlihat.")):
        imported = _read(each)
        assert imported.text.text == "Terlihat."
        assert imported.warnings == (HIDDEN_LEFT_OUT,)


def test_of_a_field_only_the_result_is_read() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def instruction(words: str) -> str:
        return f"<w:r><w:instrText>{words}</w:instrText></w:r>"

    body = (
        paragraph(
            mark("begin") + instruction(' HYPERLINK "https://kabar.example/b" ') + mark("separate")
            + text("ke sana") + mark("end") + text(" lalu ")
            + f'<w:fldSimple w:instr=" PAGE ">{text("12")}</w:fldSimple>'
        )
        + paragraph(mark("begin") + instruction(" tak pernah ditutup "))
        + paragraph("Sesudahnya.")
    )  # fmt: skip
    imported = _read(body)
    assert imported.text.text == "ke sana lalu 12\n\nSesudahnya."
    assert _runs(imported) == [(RunKind.LINK, "ke sana", "https://kabar.example/b", "")]


def test_a_text_box_that_a_file_holds_twice_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('Dalam kotak')}</w:txbxContent>"
    body = paragraph(
        text("Di luar") + "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>" + text(" kotak")
    )
    assert _read(body).text.text == "Di luar kotak\n\nDalam kotak"


def test_tables_keep_their_places_where_cells_are_merged() -> None:
    body = (
        "<w:tbl>"
        + row(cell("lebar", '<w:gridSpan w:val="2"/>'), "c", properties="<w:tblHeader/>")
        + row(cell("tinggi", '<w:vMerge w:val="restart"/>'), "e",
               cell(paragraph("f") + paragraph("g")))
        + row(cell("", "<w:vMerge/>"), "", cell(
            f"<w:tbl>{row('p', 'q')}{row('r', 's')}</w:tbl><w:p/>"))
        + "</w:tbl>"
    )  # fmt: skip
    assert _cells(_read(body)) == [
        (0, 0, 0, True, "lebar"),
        (0, 0, 2, True, "c"),
        (0, 1, 0, False, "tinggi"),
        (0, 1, 1, False, "e"),
        (0, 1, 2, False, "f\ng"),
        (0, 2, 1, False, ""),
        (0, 2, 2, False, "p\tq\nr\ts"),
    ]


def test_a_table_of_one_cell_is_a_frame_around_its_paragraphs() -> None:
    body = f"<w:tbl>{row(cell(styled('Judul1', 'Judul') + paragraph('Isi')))}</w:tbl>"
    assert _shown(_read(body)) == [(HEADING, 1, "", "Judul"), (PARAGRAPH, 0, "", "Isi")]


@pytest.mark.parametrize(
    ("title", "creator", "expected"),
    [
        ("Harga Beras Naik", "Rina Sasmita", ("Harga Beras Naik", "Rina Sasmita")),
        ("Microsoft Word - berita.docx", "Administrator", ("Judul di teks", "")),
        ("Document1", "ASUS", ("Judul di teks", "")),
        ("", "user01", ("Judul di teks", "")),
        ("", "Windows User", ("Judul di teks", "")),
        ("", "Hartono", ("Judul di teks", "Hartono")),
    ],
)
def test_the_properties_are_believed_as_far_as_they_make_sense(
    title: str, creator: str, expected: tuple[str, str]
) -> None:
    body = styled("Judul1", "Judul di teks") + paragraph("Isi berita ini. " * 20)
    metadata = _read(body, core=CORE.format(title=title, creator=creator)).metadata
    assert (metadata.title, metadata.byline) == expected
    assert metadata.published.words == ""  # when a file was made is not when it was published


def test_a_printed_byline_goes_before_the_name_of_who_made_the_file() -> None:
    body = (
        styled("Judul1", "Judul di teks") + paragraph("Oleh: Dewi Lestari")
        + paragraph("Isi berita ini. " * 20)
    )  # fmt: skip
    core = CORE.format(title="", creator="Rina Sasmita")
    assert _read(body, core=core).metadata.byline == "Dewi Lestari"


def test_the_strict_variant_reads_the_same() -> None:
    body = (
        styled("Judul1", "Satu")
        + item(1, 0, "butir")
        + paragraph(f'<w:hyperlink r:id="web">{text("tautan")}</w:hyperlink>')
    )
    data = docx_file(body, strict=True)
    assert docx.sniff(data, "x") == 100
    assert docx.parse(data, "x").text == _read(body).text


def _ole(stream: str) -> bytes:
    return docx.OLE + bytes(600) + stream.encode("utf-16-le") + bytes(600)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (_ole("EncryptedPackage"), ImportFault.PROTECTED),
        (_ole("WordDocument"), ImportFault.UNKNOWN_FORMAT),
        (docx_file(paragraph("x"))[:900], ImportFault.BROKEN),
        (docx_file("<w:p>"), ImportFault.BROKEN),
        (docx_file(paragraph("x"), doctype="<!DOCTYPE a [<!ENTITY b 'c'>]>"), ImportFault.DOCTYPE),
        (
            docx_file("<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200),
            ImportFault.TOO_DEEP,
        ),
        (docx_file(paragraph("")), ImportFault.EMPTY),
        (docx_file(paragraph("x"), main="xl/workbook.xml"), ImportFault.UNKNOWN_FORMAT),
        (docx_file(paragraph("x"), main="word/lain.xml"), ImportFault.BROKEN),
    ],
    ids=[
        "password",
        "old Word",
        "cut off",
        "broken XML",
        "doctype",
        "too deep",
        "empty",
        "workbook",
        "nothing in it",
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, fault: ImportFault) -> None:
    assert docx.sniff(data, "apa.txt") > 50
    with pytest.raises(ImportFailed) as failed:
        docx.parse(data, "apa.txt")
    assert failed.value.fault is fault


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"{\\rtf1 }", b"<html>", docx.OLE])
def test_other_content_is_not_claimed(data: bytes) -> None:
    assert docx.sniff(data, "berita.docx") == 0


def test_an_old_word_file_is_told_of_with_the_way_out() -> None:
    with pytest.raises(ImportFailed) as failed:
        docx.parse(_ole("WordDocument"), "lama.doc")
    told = "lama.doc is a file of Word 97 to 2003; save it as DOCX and import that."
    assert sentence(failed.value, catalogue("en")) == told


def test_a_large_first_letter_begins_the_paragraph_after_it() -> None:
    letter = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>'
    body = styled("", "W", letter) + paragraph("arga mengungsi.") + paragraph("Air surut.")
    assert _read(body).text.text == "Warga mengungsi.\n\nAir surut."
