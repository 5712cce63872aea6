"""Electronic books: order, chapters, notes, locks."""

import io
import zipfile

import pytest

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import epub
from annotations.importing.book.reading import MISSING
from annotations.importing.protocol import Part, Wishes
from annotations.model import Imported, RichText
from annotations.vocabulary import BlockKind, DatePrecision, RunKind

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/buku.opf"/></rootfiles></container>'
)
METADATA = (
    "<dc:title>Buku Beras</dc:title>"
    '<dc:creator id="a">Rina Sasmita</dc:creator><dc:creator id="b">Dewi Penerjemah</dc:creator>'
    '<meta refines="#b" property="role">trl</meta><dc:publisher>Penerbit Sawah</dc:publisher>'
    "<dc:language>id</dc:language>{}"
)
FONTS = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod '
    'Algorithm="{}"/></e:EncryptedData></encryption>'
)
PAGES = {
    "satu.xhtml": "<h1>Bab satu</h1><p>Isi satu.</p>",
    "dua.xhtml": '<h1>Bab dua</h1><p>Isi dua, lihat <a href="satu.xhtml#x">bab satu</a>.</p>',
}


def _page(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
        '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title/><script src='a.js'/></head><body>{body}</body></html>"
    )


def _book(
    pages: dict[str, str],
    *,
    titles: dict[str, str] | None = None,
    old: bool = False,
    dates: str = "",
    missing: str = "",
    encryption: str = "",
) -> bytes:
    entries = "".join(f'<navPoint><navLabel><text>{title}</text></navLabel><content src="{href}"/>'
                      "</navPoint>" for href, title in (titles or {}).items())  # fmt: skip
    links = "".join(
        f'<li><a href="{href}">{title}</a></li>' for href, title in (titles or {}).items()
    )
    items = "".join(
        f'<item id="p{number}" href="teks/{href}" media-type="application/xhtml+xml"/>'
        for number, href in enumerate([*pages, *([missing] if missing else [])])
    )
    spine = "".join(f'<itemref idref="p{number}"/>' for number in range(len(pages) + bool(missing)))
    contents = (
        '<item id="n" href="teks/isi.ncx" media-type="application/x-dtbncx+xml"/>'
        if old
        else '<item id="n" href="teks/isi.xhtml" properties="nav" '
        'media-type="application/xhtml+xml"/>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{METADATA.format(dates)}</metadata>'
        f'<manifest>{items}{contents}</manifest><spine><itemref idref="n"/>{spine}</spine>'
        "</package>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OEBPS/buku.opf", package)
        for href, body in pages.items():
            archive.writestr(f"OEBPS/teks/{href}", _page(body))
        archive.writestr(
            "OEBPS/teks/isi.xhtml",
            _page(f'<nav epub:type="toc"><h1>Isi</h1><ol>{links}</ol></nav>'),
        )
        archive.writestr(
            "OEBPS/teks/isi.ncx",
            '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://x.example/ncx.dtd">'
            f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{entries}</navMap></ncx>',
        )
        if encryption:
            archive.writestr("META-INF/encryption.xml", encryption)
    return out.getvalue()


def _read(data: bytes) -> Imported:
    return epub.parse(data, "buku.epub")


def _chapters(data: bytes) -> list[tuple[str, str, str]]:
    parts = list(epub.unpack(data, "buku.epub", Wishes(chapters=True)))
    return [
        (part.label, part.imported.metadata.title, part.imported.text.text)
        for part in parts
        if part.imported is not None
    ]


def _runs(text: RichText) -> list[tuple[RunKind, str, str, str]]:
    return [(r.kind, text.text[r.start : r.end], r.target, r.title) for r in text.runs]


def _shown(text: RichText) -> list[tuple[BlockKind, str, str]]:
    return [(b.kind, b.marker, text.text[b.start : b.end]) for b in text.blocks]


def test_a_book_is_one_article_in_the_order_of_its_spine() -> None:
    imported = _read(_book(PAGES, titles={"satu.xhtml": "Satu"}))
    assert imported.text.text == "Bab satu\n\nIsi satu.\n\nBab dua\n\nIsi dua, lihat bab satu."
    assert [b.kind for b in imported.text.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH] * 2
    assert imported.text.runs == ()  # a link within the book leads nowhere else
    assert [part.label for part in epub.unpack(_book(PAGES), "x")] == [""]


@pytest.mark.parametrize("old", [False, True])
def test_chapters_are_parted_and_named_by_the_contents(*, old: bool) -> None:
    pages = {"sampul.xhtml": "<p>Sampul</p>", **PAGES, "sisa.xhtml": "<p>Masih bab dua.</p>"}
    titles = {"satu.xhtml": "Awal", "dua.xhtml#x": "Akhir"}
    assert _chapters(_book(pages, titles=titles, old=old)) == [
        ("teks/sampul.xhtml", "Buku Beras", "Sampul"),
        ("teks/satu.xhtml", "Buku Beras: Awal", "Bab satu\n\nIsi satu."),
        (
            "teks/dua.xhtml",
            "Buku Beras: Akhir",
            "Bab dua\n\nIsi dua, lihat bab satu.\n\nMasih bab dua.",
        ),
    ]


def test_without_contents_each_page_is_a_chapter_named_by_its_heading() -> None:
    assert [title for _, title, _ in _chapters(_book(PAGES))] == [
        "Buku Beras: Bab satu",
        "Buku Beras: Bab dua",
    ]


def test_chapters_have_no_original_of_their_own() -> None:
    parts: list[Part] = list(epub.unpack(_book(PAGES), "x", Wishes(chapters=True)))
    assert [part.original for part in parts] == [None, None]


def test_notes_hang_on_their_words_and_stand_at_the_end() -> None:
    pages = {
        "satu.xhtml": (
            '<p>Angka itu<sup><a epub:type="noteref" href="#f1">1</a></sup> naik'
            '<a class="footnote-ref" href="akhir.xhtml#f2">2</a> lagi.</p><p>Akhir.</p>'
            '<aside epub:type="footnote" id="f1" hidden="hidden"><p>1. Lihat.</p></aside>'
        ),
        "akhir.xhtml": (
            '<section epub:type="endnotes"><ol><li id="f2" epub:type="endnote"><p>Wawancara. '
            '<a role="doc-backlink" href="satu.xhtml#r">↩</a></p></li></ol></section>'
        ),
        "lama.xhtml": (
            '<p>Cara lama<a href="#t"><sup>3</sup></a> juga; <a href="#u">3</a> tidak.</p>'
            '<p><a id="t"/>3 Begitu.</p><p id="u">Tetap.</p>'
        ),
    }
    text = _read(_book(pages)).text
    assert _shown(text) == [
        (BlockKind.PARAGRAPH, "", "Angka itu naik lagi."),
        (BlockKind.PARAGRAPH, "", "Akhir."),
        (BlockKind.PARAGRAPH, "", "Cara lama juga; 3 tidak."),
        (BlockKind.PARAGRAPH, "", "Tetap."),
        (BlockKind.LIST_ITEM, "1", "Lihat."),
        (BlockKind.LIST_ITEM, "2", "Wawancara."),
        (BlockKind.LIST_ITEM, "3", "Begitu."),
    ]
    assert _runs(text) == [
        (RunKind.NOTE, "itu", "footnote", "Lihat."),
        (RunKind.NOTE, "naik", "endnote", "Wawancara."),
        (RunKind.NOTE, "lama", "footnote", "Begitu."),
    ]


def test_a_chapter_has_the_notes_that_it_refers_to() -> None:
    body = '<p>Kata<a epub:type="noteref" href="#n">1</a></p><aside id="n">{}</aside>'
    pages = {"a.xhtml": body.format("Satu."), "b.xhtml": body.format("Dua.")}
    assert [text for _, _, text in _chapters(_book(pages))] == ["Kata\n\nSatu.", "Kata\n\nDua."]


def test_tables_of_several_pages_stay_apart() -> None:
    table = "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>"
    blocks = _read(_book({"a.xhtml": table, "b.xhtml": table})).text.blocks
    assert [block.table for block in blocks] == [0] * 4 + [1] * 4


@pytest.mark.parametrize(
    ("dates", "precision", "start"),
    [
        ("<dc:date>2019</dc:date>", DatePrecision.YEAR, "2019-01-01"),
        ("<dc:date>2019-05</dc:date>", DatePrecision.MONTH, "2019-05-01"),
        ("<dc:date>2019-05-04T00:00:00+00:00</dc:date>", DatePrecision.DAY, "2019-05-04"),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", DatePrecision.NONE, ""),
        (
            (
                "<dc:date>2026-11-22T08:35:17Z</dc:date>"
                '<meta property="dcterms:modified">2026-11-22T08:35:17Z</meta>'
            ),
            DatePrecision.NONE,
            "",
        ),
        (
            (
                '<dc:date opf:event="modification">2022</dc:date>'
                '<dc:date opf:event="publication">2019</dc:date>'
            ),
            DatePrecision.YEAR,
            "2019-01-01",
        ),
    ],
)
def test_the_package_says_title_author_publisher_and_date(
    dates: str, precision: DatePrecision, start: str
) -> None:
    metadata = _read(_book(PAGES, dates=dates)).metadata
    assert (metadata.title, metadata.byline) == ("Buku Beras", "Rina Sasmita")
    assert (metadata.outlet, metadata.language) == ("Penerbit Sawah", "id")
    assert (metadata.published.precision, metadata.published.start) == (precision, start)


def test_a_chapter_that_is_not_in_the_file_is_told_of() -> None:
    assert _read(_book(PAGES, missing="hilang.xhtml")).warnings == (MISSING,)


def test_scrambled_fonts_are_no_lock() -> None:
    fonts = FONTS.format("http://www.idpf.org/2008/embedding")
    assert _read(_book(PAGES, encryption=fonts)).text.text


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (_book(PAGES, encryption=FONTS.format("aes")), ImportFault.PROTECTED),
        (_book(PAGES)[:400], ImportFault.BROKEN),
        (_book({"a.xhtml": "<div>" * 300}), ImportFault.TOO_DEEP),
        (_book({"a.xhtml": ""}), ImportFault.EMPTY),
        (_book({}, missing="hilang.xhtml"), ImportFault.BROKEN),
    ],
    ids=["locked", "cut off", "too deep", "empty", "nothing in it"],
)
def test_a_book_that_cannot_be_read_says_why(data: bytes, fault: ImportFault) -> None:
    assert epub.sniff(data, "apa.txt") == 100
    for chapters in (False, True):
        with pytest.raises(ImportFailed) as failed:
            list(epub.unpack(data, "apa.txt", Wishes(chapters=chapters)))
        assert failed.value.fault is fault


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html>", b"{\\rtf1 }"])
def test_other_content_is_not_claimed(data: bytes) -> None:
    assert epub.sniff(data, "buku.epub") == 0
