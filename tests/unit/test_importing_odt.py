"""OpenDocument texts, zipped and flat."""

import io
import zipfile

import pytest

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import odt
from annotations.importing.word.manuscript import CHANGES_ACCEPTED, HIDDEN_LEFT_OUT
from annotations.model import Imported
from annotations.vocabulary import BlockKind, RunKind

KIND = "application/vnd.oasis.opendocument.text"
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
        ("draw", "drawing"), ("meta", "meta"), ("fo", "xsl-fo-compatible"),
    )
) + f" {DC}"  # fmt: skip


def _level(kind: str, at: int, more: str) -> str:
    return f'<text:list-level-style-{kind} text:level="{at}" {more}/>'


STYLES = (
    '<office:styles><style:style style:name="Quotations" style:family="paragraph"/>'
    '<style:style style:name="Judul_20_Utama" style:display-name="Judul Utama" '
    'style:family="paragraph" style:default-outline-level="2"/>'
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" '
    'style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format=""/>'
    "</text:outline-style></office:styles>"
    '<office:automatic-styles><style:style style:name="T1" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text">'
    '<style:text-properties fo:font-style="italic" style:text-line-through-style="solid"/>'
    '</style:style><style:style style:name="T3" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" '
    'style:parent-style-name="Quotations"/><text:list-style style:name="L1">'
    + _level("number", 1, 'style:num-format="1" style:num-suffix="."')
    + _level(
        "number",
        2,
        'style:num-format="a" style:num-prefix="(" style:num-suffix=")" text:display-levels="2"',
    )
    + '</text:list-style><text:list-style style:name="L2">'
    + _level("bullet", 1, 'text:bullet-char="–"')
    + "</text:list-style></office:automatic-styles>"
)


def _flat(body: str, meta: str = "", doctype: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}'
        f'<office:document {SPACES} office:mimetype="{KIND}"><office:meta>{meta}</office:meta>'
        f"{STYLES}<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def _zipped(
    body: str, *, manifest: str = "", mimetype_first: bool = True, inside: str = "text"
) -> bytes:
    content = (
        f"<office:document-content {SPACES}><office:body><office:{inside}>{body}</office:{inside}>"
        "</office:body></office:document-content>"
    )
    members = [
        ("mimetype", KIND),
        ("content.xml", content),
        ("styles.xml", f"<office:document-styles {SPACES}>{STYLES}</office:document-styles>"),
        ("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>"),
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members if mimetype_first else reversed(members):
            archive.writestr(name, text)
    return out.getvalue()


def _read(body: str, meta: str = "") -> Imported:
    return odt.parse(_flat(body, meta), "berita.odt")


def _shown(imported: Imported) -> list[tuple[BlockKind, int, str, str]]:
    text = imported.text
    return [(b.kind, b.level, b.marker, text.text[b.start : b.end]) for b in text.blocks]


def _runs(imported: Imported) -> list[tuple[RunKind, str, str, str]]:
    text = imported.text.text
    return [(r.kind, text[r.start : r.end], r.target, r.title) for r in imported.text.runs]


def _p(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


PARAGRAPH, HEADING, ITEM = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM


def test_headings_have_their_level_and_their_number() -> None:
    body = (
        '<text:h text:outline-level="1">Satu</text:h><text:h text:outline-level="2">Dua</text:h>'
        '<text:h text:outline-level="1">Tiga</text:h>' + _p("Empat", "Judul_20_Utama")
        + _p("Lima", "Title")
    )  # fmt: skip
    assert _shown(_read(body)) == [
        (HEADING, 1, "I.", "Satu"),
        (HEADING, 2, "", "Dua"),
        (HEADING, 1, "II.", "Tiga"),
        (HEADING, 2, "", "Empat"),
        (HEADING, 1, "", "Lima"),
    ]


def test_lists_are_numbered_continued_and_begun_again() -> None:
    def items(inside: str, more: str = "") -> str:
        return f'<text:list text:style-name="L1" {more}>{inside}</text:list>'

    def item(words: str, more: str = "", inside: str = "") -> str:
        return f"<text:list-item {more}>{_p(words)}{inside}</text:list-item>"

    nested = f"<text:list>{item('b')}{item('c')}</text:list>"
    body = (
        items(item("a", inside=nested) + item("d"))
        + items(item("e"), 'text:continue-numbering="true"')
        + items(item("f") + item("g", 'text:start-value="9"'))
        + f'<text:list text:style-name="L2">{item("h", inside=_p("lanjutan"))}</text:list>'
    )
    assert _shown(_read(body)) == [
        (ITEM, 1, "1.", "a"),
        (ITEM, 2, "(1.a)", "b"),
        (ITEM, 2, "(1.b)", "c"),
        (ITEM, 1, "2.", "d"),
        (ITEM, 1, "3.", "e"),
        (ITEM, 1, "1.", "f"),
        (ITEM, 1, "9.", "g"),
        (ITEM, 1, "–", "h"),
        (ITEM, 1, "", "lanjutan"),
    ]


def test_white_space_is_one_space_and_more_of_it_is_written_out() -> None:
    body = _p(
        'a\n   b<text:s text:c="3"/>c<text:tab/>d<text:line-break/> e <text:span '
        'text:style-name="T1"> tebal</text:span> <text:span text:style-name="T2">miring'
        '</text:span><text:a xlink:href="https://kabar.example/">tautan</text:a>'
        '<text:soft-page-break/><text:a xlink:href="../lain.odt">berkas</text:a>'
    )
    imported = _read(body)
    assert imported.text.text == "a b   c\td\ne tebal miringtautanberkas"
    assert _runs(imported) == [
        (RunKind.STRONG, "tebal", "", ""),
        (RunKind.EMPHASIS, "miring", "", ""),
        (RunKind.STRIKE, "miring", "", ""),
        (RunKind.LINK, "tautan", "https://kabar.example/", ""),
    ]


def test_quotations_are_known_by_what_their_style_is_based_on() -> None:
    (block,) = _read(_p("Kami menolak.", "P1")).text.blocks
    assert (block.kind, block.quote_level) == (BlockKind.QUOTE, 1)


def test_lines_of_code_below_one_another_are_one_block() -> None:
    code = "Preformatted_20_Text"
    body = _p("def f():", code) + _p("", code) + _p('<text:s text:c="4"/>return', code) + _p("Isi")
    assert _shown(_read(body)) == [
        (BlockKind.CODE, 0, "", "def f():\n\n    return"),
        (PARAGRAPH, 0, "", "Isi"),
    ]


def test_notes_and_comments_hang_on_their_words() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>{}</text:note-citation>'
        "<text:note-body><text:p>{}</text:p></text:note-body></text:note>"
    )
    comment = (
        "<office:annotation {}><dc:creator>Sari</dc:creator><dc:date>2024-01-01</dc:date>"
        "<text:p>Benarkah?</text:p></office:annotation>"
    )
    body = _p(
        "Angka itu" + note.format("footnote", "1", "Lihat.") + " naik"
        + note.format("endnote", "i", "Wawancara.") + " lagi" + comment.format("")
        + ", " + comment.format('office:name="k"') + "kata dia"
        + '<office:annotation-end office:name="k"/>.'
    )  # fmt: skip
    imported = _read(body)
    assert _shown(imported) == [
        (PARAGRAPH, 0, "", "Angka itu naik lagi, kata dia."),
        (ITEM, 1, "1", "Lihat."),
        (ITEM, 1, "i", "Wawancara."),
    ]
    assert _runs(imported) == [
        (RunKind.NOTE, "itu", "footnote", "Lihat."),
        (RunKind.NOTE, "naik", "endnote", "Wawancara."),
        (RunKind.NOTE, "lagi", "comment", "Sari: Benarkah?"),
        (RunKind.NOTE, "kata dia", "comment", "Sari: Benarkah?"),
    ]


def test_what_was_deleted_is_not_read_wherever_the_file_keeps_it() -> None:
    region = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>{}</text:deletion>'
        '</text:changed-region><text:changed-region text:id="c2"><text:insertion/>'
        "</text:changed-region></text:tracked-changes>"
    )
    apart = region.format(_p("hilang")) + _p(
        'Tetap <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>masuk'
        '<text:change-end text:change-id="c2"/>'
    )
    inline = (
        region.format("")
        + _p('Tetap <text:change-start text:change-id="c1"/>hilang')
        + _p('ini<text:change-end text:change-id="c1"/>masuk')
    )
    for body in (apart, inline):
        imported = _read(body)
        assert imported.text.text == "Tetap masuk"
        assert imported.warnings == (CHANGES_ACCEPTED,)


def test_hidden_text_is_left_out_with_a_word_about_it() -> None:
    for body in (
        _p('Terlihat.<text:span text:style-name="T3"> Rahasia.</text:span>'),
        f'<text:section text:display="none">{_p("Rahasia")}</text:section>{_p("Terlihat.")}',
    ):
        imported = _read(body)
        assert imported.text.text == "Terlihat."
        assert imported.warnings == (HIDDEN_LEFT_OUT,)


def test_tables_text_boxes_and_indexes_are_read() -> None:
    def cell(inside: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{inside}</table:table-cell>"

    nested = f"<table:table><table:table-row>{cell(_p('p'))}{cell(_p('q'))}</table:table-row></table:table>"  # noqa: E501
    body = (
        f"<text:table-of-content><text:index-body>{_p('Isi 1')}</text:index-body>"
        "</text:table-of-content><table:table><table:table-header-rows><table:table-row>"
        + cell(_p("lebar"), 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
        + cell(_p("c")) + "</table:table-row></table:table-header-rows><table:table-row>"
        + cell(_p("d") + _p("e")) + cell("", 'table:number-columns-repeated="1"') + cell(nested)
        + "</table:table-row></table:table>"
        + _p(f"Luar<draw:frame><draw:text-box>{_p('kotak')}</draw:text-box></draw:frame> sini")
        + f"<draw:frame><draw:text-box>{_p('halaman')}</draw:text-box></draw:frame>"
    )  # fmt: skip
    imported = _read(body)
    cells = [
        (b.row, b.column, b.header, imported.text.text[b.start : b.end])
        for b in imported.text.blocks
        if b.kind is BlockKind.TABLE_CELL
    ]
    assert cells == [
        (0, 0, True, "lebar"),
        (0, 2, True, "c"),
        (1, 0, False, "d\ne"),
        (1, 1, False, ""),
        (1, 2, False, "p\tq"),
    ]
    assert imported.text.text.startswith("Isi 1\n\nlebar\tc\nd")
    assert imported.text.text.endswith("Luar sini\n\nkotak\n\nhalaman")


def test_title_and_maker_are_read_and_the_date_of_the_file_is_not() -> None:
    meta = (
        "<dc:title>Harga Beras</dc:title><meta:initial-creator>Rina Sasmita</meta:initial-creator>"
        "<dc:creator>Admin</dc:creator><meta:creation-date>2024-01-01</meta:creation-date>"
    )
    metadata = _read(_p("Isi berita."), meta).metadata
    assert (metadata.title, metadata.byline) == ("Harga Beras", "Rina Sasmita")
    assert metadata.published.words == ""


def test_a_table_within_a_drawing_is_read() -> None:
    row = "".join(
        f"<loext:table-cell><text:p>{each}</text:p></loext:table-cell>" for each in ("Beras", "14")
    )
    body = (
        '<text:p><draw:custom-shape xmlns:loext="urn:org:documentfoundation:names:experimental:'
        'office:xmlns:loext:1.0"><text:p>Harga</text:p><loext:table><loext:table-row>'
        f"{row}</loext:table-row></loext:table></draw:custom-shape></text:p>"
    )
    assert _read(body).text.text.split() == ["Harga", "Beras", "14"]


def test_a_zipped_document_reads_as_a_flat_one() -> None:
    body = _p("Isi.") + '<text:h text:outline-level="1">Satu</text:h>'
    for data in (_zipped(body), _zipped(body, mimetype_first=False)):
        assert odt.sniff(data, "x") == 100
        assert odt.parse(data, "x").text == _read(body).text


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (_zipped(_p("x"), manifest="<manifest:encryption-data a='b'/>"), ImportFault.PROTECTED),
        (_zipped(_p("x"))[:300], ImportFault.BROKEN),
        (_zipped("<text:p>"), ImportFault.BROKEN),
        (_flat("x", doctype="<!DOCTYPE a [<!ENTITY b 'c'>]>"), ImportFault.DOCTYPE),
        (_flat("<text:section>" * 200 + "</text:section>" * 200), ImportFault.TOO_DEEP),
        (_flat(_p("")), ImportFault.EMPTY),
        (_zipped(_p("x"), inside="spreadsheet"), ImportFault.UNKNOWN_FORMAT),
    ],
    ids=["password", "cut off", "broken XML", "doctype", "too deep", "empty", "no text"],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, fault: ImportFault) -> None:
    assert odt.sniff(data, "apa.txt") == 100
    with pytest.raises(ImportFailed) as failed:
        odt.parse(data, "apa.txt")
    assert failed.value.fault is fault


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<office:document>", b"{\\rtf1 }"])
def test_other_content_is_not_claimed(data: bytes) -> None:
    assert odt.sniff(data, "berita.odt") == 0
