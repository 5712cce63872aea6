"""Reports as Word files: read back by another library, and with hostile words in every place."""

import io
import zipfile
from functools import cache

import docx as other
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from annotations.exporting import docx
from annotations.exporting.layout import LEGAL_SCHEDULE, PROMISE_LEDGER, REPORT, Layout
from annotations.exporting.paper.document import (
    Box,
    Cell,
    Column,
    Document,
    Heading,
    Listing,
    Page,
    Paragraph,
    Picture,
    Row,
    Rule,
    Style,
    Table,
    Width,
    Words,
)
from annotations.exporting.report import build
from annotations.exporting.word.marking import shown
from annotations.exporting.word.writing import write
from resources import catalogue
from tests.made_entries import checked, entry
from tests.made_pictures import jpeg, png
from tests.taken_out import W, entries

WORDS = catalogue("en")
HOSTILE = "a\x00b\x08 <w:p/> ]]> &amp; ' \" \u202e \ufffe\ud800 \u0634\u0643\u0631\u0627 👮🏽\tc\nd"
PAYLOADS = [
    "</w:t></w:r>", "<!DOCTYPE a>", "&lt;", "&#x0;", "<?xml?>", "]]>", "<!--", "{{ 1 }}", "=1+1",
    'x" w:evil="1', "\\u0000", "javascript:alert(1)", "HYPERLINK \\l", "{ INCLUDETEXT a }",
]  # fmt: skip
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="9"/></svg>'
QUOTE = f"Ini “kutipan” [sic] {HOSTILE}"


@cache
def made(template: str = REPORT) -> bytes:
    found = [
        entry(1, tags=("statistic", "commitment")),
        checked(entry(2, quote=QUOTE.replace("\ud800", ""))),
        entry(3, tags=("legal",)),
    ]
    report = build(
        found, WORDS, title=f"Pompa {''.join(PAYLOADS)}", layout=Layout(template=template)
    )
    return b"".join(docx.pieces(report, WORDS))


def written(*blocks: object, page: Page = Page.UPRIGHT) -> bytes:
    document = Document("Judul", "id", page, blocks, "22 Nov 2026")  # type: ignore[arg-type]
    return b"".join(write(document, "2026-11-22"))


def body(data: bytes) -> etree._Element:
    return etree.fromstring(entries(data)["word/document.xml"])


def words_of(root: etree._Element) -> str:
    said = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}p": "\n"}
    return "".join(
        each.text or "" if each.tag == f"{W}t" else said.get(each.tag, "")
        for each in root.iter("*")
    )


def test_another_library_reads_styles_heads_and_who_made_it() -> None:
    opened = other.Document(io.BytesIO(made(LEGAL_SCHEDULE)))
    styles = {each.style.name for each in opened.paragraphs if each.style is not None}
    assert {"Title", "Heading 2", "Small"} <= styles
    assert (opened.core_properties.author, opened.core_properties.last_modified_by) == ("", "")
    assert opened.core_properties.title == f"Pompa {''.join(PAYLOADS)}"
    section = opened.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    (table,) = opened.tables
    first = table.rows[0]._tr
    assert first.trPr is not None
    assert first.trPr.find(f"{W}tblHeader") is not None
    footer = etree.fromstring(entries(made())["word/footer.xml"])
    fields = [each.get(f"{W}instr") for each in footer.iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]


@pytest.mark.parametrize("template", [REPORT, LEGAL_SCHEDULE, PROMISE_LEDGER])
def test_every_quote_stands_in_it_verbatim_and_what_xml_lacks_is_shown(template: str) -> None:
    said = words_of(body(made(template)))
    for each in (shown(QUOTE.replace("\ud800", "")), "Kami pastikan 120 pompa selesai"):
        if template == PROMISE_LEDGER and "sic" not in each:
            continue
        assert "".join(each.split()) in "".join(said.split())
    for each in PAYLOADS:
        assert each in said


def test_the_same_report_gives_the_same_bytes_with_no_time_in_them() -> None:
    assert made.__wrapped__() == made()
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    named = b"".join(entries(made()).values())
    assert b'Target="http' in named
    assert b'TargetMode="External"/><Relationship Id="x"' not in named


def test_links_within_the_file_lead_to_bookmarks_that_are_there_once() -> None:
    root = body(made())
    names = [each.get(f"{W}name") for each in root.iter(f"{W}bookmarkStart")]
    asked = {each.get(f"{W}anchor") for each in root.iter(f"{W}hyperlink")} - {None}
    assert asked
    assert asked <= set(names)
    assert len(names) == len(set(names))
    assert all(len(each) <= 40 for each in names)


def test_cells_over_several_columns_and_rows_fill_the_grid() -> None:
    def cell(words: str, columns: int = 1, rows: int = 1) -> Cell:
        return Cell((Paragraph((Words(words),)),), columns, rows)

    table = Table(
        (Column(Width.NUMBER), Column(Width.WIDE), Column()),
        (Row((Cell((Paragraph((Words("No"),)),), is_head=True), cell("b"), cell("c"))),),
        (
            Row((cell("tall", rows=2), cell("wide", columns=2)), anchor="k-001"),
            Row((cell("x"), cell("y"))),
            Row((cell("short"),)),
        ),
    )
    data = written(table, table)
    rows = list(body(data).iter(f"{W}tr"))
    for row in rows:
        spans = [each.find(f"{W}tcPr/{W}gridSpan") for each in row.iter(f"{W}tc")]
        assert sum(1 if each is None else int(each.get(f"{W}val")) for each in spans) == 3
        assert all(each[-1].tag == f"{W}p" for each in row.iter(f"{W}tc"))
    assert len(other.Document(io.BytesIO(data)).tables) == 2
    assert len(list(body(data).iter(f"{W}vMerge"))) == 4


def test_lists_count_from_one_each_and_pictures_have_their_words() -> None:
    item = (Paragraph((Words("satu"),)), Listing(((Paragraph((Words("dalam"),)),),)))
    numbered = Listing((item, item), numbered=True)
    picture = Picture(png(), "image/png", "Bagan & <x>", 100)
    drawn = Picture(SVG, "image/svg+xml", "Garis waktu")
    broken = Picture(b"no picture", "image/png", "Hilang")
    card = Box((Heading(3, (Words("K-001"),)), Paragraph((Words("q"),), Style.QUOTE), Rule()),
               Style.CARD, "k-001")  # fmt: skip
    data = written(numbered, numbered, picture, drawn, broken, card, Box((), Style.CARE))
    numbers = {each.get(f"{W}val") for each in body(data).iter(f"{W}numId")}
    assert len(numbers) == 3  # two numbered lists, and all bullets
    parts = entries(data)
    assert parts["word/media/picture2.svg"] == SVG
    assert b'descr="Bagan &amp; &lt;x&gt;"' in parts["word/document.xml"]
    assert "Hilang" in words_of(body(data))
    assert len(other.Document(io.BytesIO(data)).inline_shapes) == 2


def test_a_drawing_is_shown_by_programs_that_know_none_and_no_row_is_parted() -> None:
    two = Row((Cell((Paragraph((Words("K-001"),)),)), Cell((Paragraph((Words("kata"),)),))))
    table = Table((Column(), Column()), (two,), (two, two))
    inside = Box((Picture(SVG, "image/svg+xml", "bars"), table))
    data = written(inside, Picture(SVG, "image/svg+xml", "bars"))
    drawn = [each for name, each in entries(data).items() if name.endswith(".png")]
    sizes = [
        (int.from_bytes(each[16:20], "big"), int.from_bytes(each[20:24], "big")) for each in drawn
    ]
    assert sizes == [(400, 200)], "twice as many dots as the drawing has"
    rows = list(body(data).iter(f"{W}tr"))
    assert len(rows) == 3
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_words_from_right_to_left_are_set_so() -> None:
    data = written(Paragraph((Words("\u0634\u0643\u0631\u0627", language="ar"), Words(" thanks"))))
    (paragraph,) = body(data).iter(f"{W}p")
    assert paragraph.find(f"{W}pPr/{W}bidi") is not None
    first, second = paragraph.iter(f"{W}r")
    assert first.find(f"{W}rPr/{W}rtl") is not None
    assert first.find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "ar"
    assert second.find(f"{W}rPr") is None


def test_nothing_of_the_library_that_writes_it_is_left_in_a_file() -> None:
    parts = entries(made())
    assert {each.partition("/")[0] for each in parts} == {
        "[Content_Types].xml", "_rels", "docProps", "word",
    }  # fmt: skip
    assert {each for each in parts if each.startswith("docProps")} == {
        "docProps/core.xml", "docProps/app.xml",
    }  # fmt: skip
    whole = b"".join(parts.values()).lower()
    assert b"<application>kutip</application>" in whole
    for each in (b"python-docx", b"macintosh", b"latentstyles"):
        assert each not in whole


def test_a_photograph_of_any_camera_and_a_title_of_any_length_go_in() -> None:
    bare = jpeg()  # without JFIF and Exif
    document = Document(
        "a\x00" * 400, "id", Page.LANDSCAPE, (Picture(bare, "image/jpeg", "\x08"),), ""
    )
    data = b"".join(write(document, "2026-11-22"))
    opened = other.Document(io.BytesIO(data))
    (picture,) = opened.inline_shapes
    assert picture.width * 30 == picture.height * 40
    assert opened.core_properties.title.startswith("a<U+0000>a")
    assert entries(data)["word/media/picture1.jpeg"] == bare


ANY = st.text(st.characters(), max_size=12) | st.sampled_from([HOSTILE, *PAYLOADS])


@settings(max_examples=40, deadline=None)
@given(ANY, ANY, ANY, st.booleans())
def test_any_words_in_any_place_stay_words(words: str, link: str, name: str, bold: bool) -> None:
    run = Words(words, bold=bold, link=link, language=name, quote=bold)
    document = Document(
        words, name, Page.UPRIGHT, (Heading(1, (run,), name), Paragraph((run,), anchor=link)), words
    )
    data = b"".join(write(document, "2026-11-22"))
    for part, content in entries(data).items():
        if part.endswith((".xml", ".rels")):
            etree.fromstring(content)
    said = words_of(body(data))
    expected = shown(words).replace("\r", "\n")
    assert said == f"\n{expected}\n{expected}"
