"""Reports as PDF: every quote can be read off the pages again, whatever is in it."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from annotations.exporting import exporter, templates
from annotations.exporting.layout import Layout
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
    Style,
    Table,
    Width,
    Words,
    plain_text,
)
from annotations.exporting.paper.press import press as press_here
from annotations.exporting.paper.pressing import press
from annotations.exporting.paper.reading import read
from annotations.exporting.paper.setting import LONGEST_WORD, in_pieces, set_in_type
from annotations.exporting.report import build
from resources import catalogue
from tests.made_entries import article, entry
from tests.made_pictures import png
from tests.unit.test_exporting import AWKWARD

WORDS = catalogue("en")
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
QUOTES = [
    *AWKWARD,
    '#let x = 1; #panic("y") $x^2$ [*t*] `r` @a <b> \\u{1F600} //',
    "نحن نعد ببناء 120 مضخة قبل نهاية العام",
    "我们承诺在年底前建成120台水泵",
    "a\x07b\x1bc",
    "panjang" * 8,
]
_CODE = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")


def _bare(text: str) -> str:
    """Take off white space, and turn codes of characters back into these."""
    plain = _CODE.sub(lambda found: chr(int(found[1], 16)), "".join(text.split()))
    return "".join(plain.split()).replace("\u200b", "").replace("\ufffe", "")


def _unseen(text: str) -> str:
    """Take off what has no place on paper: white space, and what tells right from left."""
    return re.sub(r"[\u200b\u202a-\u202e\u2066-\u2069\x00-\x20]", "", _bare(text))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    entries = [
        entry(number, quote, of=article((number - 1) // 5 + 1, url=""))
        for number, quote in enumerate(QUOTES, start=1)
    ]
    linked = replace(entries[0].article, metadata=replace(entries[0].article.metadata))
    metadata = replace(linked.metadata, url="https://arunika.example/" + "berita/" * 20)
    entries[0] = replace(entries[0], article=replace(linked, metadata=metadata))
    report = build(entries, WORDS, now=NOW, title="Banjir <b>&amp;</b>")
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    path.write_bytes(b"".join(exporter("pdf").pieces(report, WORDS)))  # type: ignore[arg-type]
    return path


@pytest.fixture(scope="module")
def opened(made: Path) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(made)
    yield document
    document.close()


def test_every_quote_stands_on_the_pages(opened: pypdfium2.PdfDocument) -> None:
    text = _unseen("".join(page.get_textpage().get_text_range() for page in opened))
    turned = [quote for quote in QUOTES if "نحن" in quote]
    for quote in QUOTES:
        if quote not in turned:  # this reader gives these letters in their order on the page
            assert _unseen(quote) in text, quote


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_another_program_reads_every_quote_off_the_pages(made: Path) -> None:
    text = subprocess.run(["pdftotext", "-q", made, "-"], capture_output=True, check=True).stdout
    read_off = _unseen(text.decode())
    for quote in QUOTES:
        # on a page that runs from left to right it turns the words around a number
        parts = quote.split() if "نحن" in quote else [quote]
        assert all(_unseen(part) in read_off for part in parts), quote


def test_the_file_has_pages_outline_links_and_fonts_and_names_nobody(
    opened: pypdfium2.PdfDocument, made: Path
) -> None:
    data = made.read_bytes()
    about = opened.get_metadata_dict()
    headings = [each.get_title() for each in opened.get_toc()]
    first = opened[0].get_textpage().get_text_range()
    second = opened[1].get_textpage().get_text_range()

    assert about["Title"] == "Banjir <b>&amp;</b>"
    assert about["Author"] == ""
    assert about["CreationDate"].startswith("D:20261122")
    assert "Banjir <b>&amp;</b>" in headings
    assert "Wali Kota Janjikan 1 Pompa" in headings
    assert f"1 / {len(opened)}" in first
    assert "Banjir <b>&amp;</b>" in second
    assert "22 Nov 2026" in second
    assert b"/URI(https://arunika.example/" in data
    assert data.count(b"/Subtype/Link") > len(QUOTES)
    assert b"SourceSerif4-Regular" in data
    assert data.count(b"/FontFile") + data.count(b"/FontDescriptor") > 2
    assert b"/StructTreeRoot" in data
    assert b"/Lang(en)" in data


def test_a_page_becomes_a_document_of_the_same_words() -> None:
    page = """<!doctype html><html lang="id"><head><title>Judul  satu</title>
    <meta name="page" content="a4 landscape"><meta name="date" content="1 Mei"></head><body>
    <script>alert(1)</script><form><select><option>x</select></form>
    <h1 id="top">Judul  <i>miring</i></h1>
    <p class="meta">a <a href="#k-001">K-001</a><a href="https://x.example/">x</a></p>
    <blockquote id="k-001" dir="auto">  dua  spasi\n&lt;baris&gt; </blockquote>
    <table><thead><tr><th class="number">No.<th class="wide">Kata</tr></thead>
    <tbody><tr id="r1"><td>1<td><blockquote>kutipan</blockquote><p>isi</tr></tbody></table>
    <ul><li>satu <b>2</b><li><p>dua</ul><p data-paper="skip">hilang</p>
    <figure><svg viewBox="0 0 1 1" width="80"><title>Gambar</title>
    <linearGradient id="g"/><rect style="fill:var(--ink, #123456)"/></svg>
    <img alt="foto" src="http://x.example/a.png"></figure>
    <unknown>tetap</unknown><details><summary>Isi</summary><p>di dalam</p></details>"""

    found = read(page)
    heading, meta, quote, table, listing, drawing, photo, unknown, summary, inside = found.blocks

    assert (found.title, found.language, found.page) == ("Judul satu", "id", Page.LANDSCAPE)
    assert found.date == "1 Mei"
    assert isinstance(heading, Heading)
    assert (plain_text(heading.inlines), heading.anchor) == ("Judul miring", "top")
    assert isinstance(meta, Paragraph)
    assert meta.style is Style.SMALL
    assert [each.link for each in meta.inlines if each.link] == ["#k-001", "https://x.example/"]
    assert isinstance(quote, Paragraph)
    assert (plain_text(quote.inlines), quote.style) == ("  dua  spasi\n<baris> ", Style.QUOTE)
    assert isinstance(table, Table)
    assert [each.width for each in table.columns] == [Width.NUMBER, Width.WIDE]
    assert len(table.head) == len(table.rows) == 1
    assert table.rows[0].anchor == "r1"
    assert isinstance(listing, Listing)
    assert len(listing.items) == 2
    assert isinstance(drawing, Picture)
    assert (drawing.alt, drawing.width) == ("Gambar", 80)
    assert b"linearGradient" in drawing.data
    assert b"fill:#123456" in drawing.data
    assert isinstance(photo, Paragraph), "nothing is fetched: its name stands for it"
    said = [plain_text(each.inlines) for each in (unknown, summary, inside)]  # type: ignore[union-attr]
    assert said == ["tetap", "Isi", "di dalam"]


def test_links_that_lead_nowhere_and_anchors_that_come_twice_are_pressed_all_the_same() -> None:
    link = Words("K-001", link="#k-001")
    row = Row((Cell((Paragraph((link,)),), columns=9), Cell(())), anchor="k-001")
    document = Document(
        title="",
        language="",
        page=Page.LANDSCAPE,
        blocks=(
            Box((Paragraph((replace(link, link="#nowhere"), link)),), Style.CARD, "k-001"),
            Table((Column(), Column(Width.NUMBER)), (row,), (row, row)),
            Paragraph((Words("javascript", link="javascript:alert(1)"),)),
        ),
    )
    pressed = b"".join(press(document, "2026-11-22"))

    assert pressed.startswith(b"%PDF-")
    assert b"alert" not in pressed
    assert pypdfium2.PdfDocument(pressed)[0].get_width() > 800, "it lies on its side"


def test_long_words_stay_within_their_column() -> None:
    words = ("x" * 90, "e\u0301" * 90, "ж" * 90, "ا" * 90, "क्षि" * 40, "水" * 90, "ไทย" * 30)
    rows = tuple(Row((Cell((Paragraph((Words(word),)),)), *(Cell(()),) * 5)) for word in words)
    table = Table((Column(),) * 6, (), rows)
    pressed = b"".join(press(Document("", "en", Page.UPRIGHT, (table,)), "2026-11-22"))
    page = pypdfium2.PdfDocument(pressed)[0]

    assert len(words) < len(list(page.get_objects()))
    assert max(each.get_bounds()[2] for each in page.get_objects()) < page.get_width() - 18


def test_a_short_row_stands_on_one_page_and_a_long_one_loses_nothing() -> None:
    def cell(words: str) -> Cell:
        return Cell((Paragraph((Words(words),)),))

    many = [
        (f"K-{at:03d}", f"awal{at} " + "kata " * (at % 40 * 4) + f"akhir{at}.") for at in range(90)
    ]
    long = ("K-900", "awal900 " + "kata " * 3000 + "akhir900.")
    rows = tuple(Row((cell(number), cell(words), cell("arsip"))) for number, words in (*many, long))
    columns = (Column(Width.NUMBER), Column(), Column(Width.WIDE))
    document = Document("Daftar", "id", Page.LANDSCAPE, (Table(columns, (), rows),))
    opened = pypdfium2.PdfDocument(b"".join(press(document, "2026-11-22")))
    pages = [page.get_textpage().get_text_range() for page in opened]
    opened.close()
    for number, words in many:
        parts = (number, words.split()[0], words.split()[-1])
        assert [all(part in page for part in parts) for page in pages].count(True) == 1, number
    assert "akhir900." in "".join(pages)
    assert sum(page.count("kata") for page in pages) == 3000 + sum(at % 40 * 4 for at in range(90))


def test_a_caption_above_a_picture_stands_on_its_page() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="700"><rect width="9"/></svg>'
    )
    picture = Picture(svg, "image/svg+xml", "bars", 600)
    captions = [Paragraph((Words(f"Caption {at}"),), Style.CAPTION) for at in range(3)]
    blocks = tuple(each for caption in captions for each in (caption, picture))
    document = Document("Gambar", "en", Page.UPRIGHT, (Paragraph((Words("x"),)), *blocks))
    opened = pypdfium2.PdfDocument(b"".join(press(document, "2026-11-22")))
    held = [page.get_textpage().get_text_range().count("Caption") for page in opened]
    opened.close()
    assert held == [1, 1, 1]


def test_the_counts_of_page_one_stand_beside_one_another() -> None:
    page = read(
        '<div class="sum"><section><h3>Tag</h3><ul><li>Janji <b>5</b></li></ul></section>'
        "<section><h3>Narasumber</h3><ul><li>Ratna <b>4</b></li></ul></section></div>"
    )
    text = pypdfium2.PdfDocument(b"".join(press(page, "2026-11-22")))[0].get_textpage()
    tops, lefts = {}, {}
    for name in ("Janji", "Ratna"):
        at = text.search(name).get_next()
        assert at is not None
        left, bottom, *_ = text.get_charbox(at[0])
        tops[name], lefts[name] = round(bottom), left
    assert tops["Janji"] == tops["Ratna"]
    assert lefts["Ratna"] - lefts["Janji"] > 100


def test_a_letter_that_no_font_has_is_written_as_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("x", "en", Page.UPRIGHT, (Paragraph((Words("ไ 建 ☐ “é” →"),)),))
    data = json.dumps(set_in_type(document, "2026-11-22")[0]).encode()
    real = typst.compile
    monkeypatch.setattr(
        typst, "compile", lambda **given: real(**given | {"ignore_system_fonts": True})
    )
    message = {
        "template": "paper.typ",
        "files": [["data.json", len(data)]],
        "time": 0,
        "tags": True,
    }
    opened = pypdfium2.PdfDocument(press_here(message, data))
    told = opened[0].get_textpage().get_text_range()
    opened.close()
    assert told.split()[:5] == ["⟨U+0E44⟩", "⟨U+5EFA⟩", "☐", "“é”", "→"]


def test_a_box_to_tick_has_no_bullet() -> None:
    layout = Layout(template="fact_check")
    report = build([entry(1)], WORDS, now=NOW, layout=layout)
    page = read("".join(templates.render(report, WORDS)))
    card = next(each for each in page.blocks if isinstance(each, Box) and each.anchor == "k-001")
    assert not any(isinstance(each, Listing) for each in card.blocks)
    told = [plain_text(each.inlines) for each in card.blocks if isinstance(each, Paragraph)]
    assert sum(line.startswith("☐ ") for line in told) >= 2


def test_names_of_tags_stand_apart() -> None:
    tagged = entry(1, "“36 ribu orang”")
    tagged = replace(tagged, highlight=replace(tagged.highlight, tags=("commitment", "statistic")))
    report = build([tagged], WORDS, now=NOW)
    page = read("".join(templates.render(report, WORDS)))
    card = next(each for each in page.blocks if isinstance(each, Box) and each.anchor == "k-001")
    assert isinstance(card.blocks[0], Paragraph)
    assert plain_text(card.blocks[0].inlines) == "C Commitment S Statistic K-001"


def test_a_picture_is_never_higher_than_a_page_and_a_broken_one_keeps_its_name() -> None:
    tall = Picture(png(width=20, height=400), "image/png", "tinggi", 620)
    wide = Picture(png(width=40, height=10), "image/png", "lebar")
    broken = Picture(b"\x89PNG...", "image/png", "rusak", 9)
    data, pictures = set_in_type(
        Document("", "en", Page.UPRIGHT, (tall, wide, broken)), "2026-11-22"
    )
    first, second, third = data["blocks"]

    assert first["w"] == 43
    assert second["w"] == 40
    assert third["i"] == ["rusak"]
    assert all(each.startswith(b"<svg ") for each in pictures.values())


def test_who_stops_asking_stops_the_press() -> None:
    document = Document("", "en", Page.UPRIGHT, (Paragraph((Words("x"),)),))
    pressing = press(document, "2026-11-22")

    assert next(pressing) == b""
    pressing.close()  # type: ignore[attr-defined] # it is a generator

    assert next(pressing, None) is None


@given(st.text(max_size=120) | st.text("ab\u0643\u200d ", max_size=200))
def test_cut_words_are_the_same_words(text: str) -> None:
    pieces = in_pieces(text)
    assert "".join(pieces) == text
    if isinstance(pieces, list):
        assert all(pieces)
        assert len(text) > LONGEST_WORD


def test_data_for_the_press_hold_every_word_once() -> None:
    words = "satu\u202edua " + "x" * 100
    document = Document("t", "id", Page.UPRIGHT, (Paragraph((Words(words),)),))
    data, _ = set_in_type(document, "2026-11-22")
    (paragraph,) = data["blocks"]
    (before, code, after) = paragraph["i"]

    assert before == "satu"
    assert code == {"z": "U+202E"}
    assert "".join(after["t"]) == "dua " + "x" * 100


def _said(inlines: list[Any]) -> str:
    """Put together what the press is told to write."""
    parts = []
    for each in inlines:
        if isinstance(each, dict) and "z" in each:
            parts.append(chr(int(each["z"].removeprefix("U+"), 16)))
        else:
            parts.append("".join(each["t"] if isinstance(each, dict) else each))
    return "".join(parts)


@given(
    st.text(
        st.one_of(
            st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
            st.sampled_from("<>&\"'#\\$@[]*_`~\u202e\u2066\u200b\u00ad\x07\n \u0301👮🏽"),
        ),
        min_size=1,
        max_size=80,
    )
)
def test_any_words_reach_the_press_as_they_are(quote: str) -> None:
    document = read(f"<body><article><blockquote>{escape(quote)}</blockquote></article></body>")
    data, _ = set_in_type(document, "2026-11-22")
    written = [each["i"] for box in data["blocks"] for each in box["c"]]

    if quote.strip():
        assert [_said(each) for each in written] == [quote.replace("\t", "    ")]
    else:
        assert written == []
