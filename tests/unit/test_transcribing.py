"""Passages typed from a page, and pages read by Tesseract."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from annotations.importing import image
from annotations.model import Imported, Placement, Revision, RichText
from annotations.queries import Filter
from annotations.storage import articles, highlights
from annotations.storage.articles import NewArticle
from annotations.storage.store import Library, Store
from annotations.storage.transcribing import add_reading
from annotations.transcribing import (
    PageRead,
    Picture,
    languages,
    recognise,
    recognised,
    rejoined,
    tesseract,
    transcribed,
)
from annotations.vocabulary import ImportStatus, LocatorKind, PlacementState, ReadBy
from tests.builders import add, highlight

FIRST = "Gubernur berjanji membuka jalan."
NO_WORDS = RichText("")
THIRD = "Anggaran disetujui\n\npada hari Rabu."


def state(text: RichText = NO_WORDS, warnings: tuple[str, ...] = (image.NO_TEXT,)) -> Revision:
    return Revision(
        article_id=1,
        number=1,
        text=text,
        text_sha256=text.sha256,
        original_sha256="",
        original_size=0,
        source="pindaian.pdf",
        imported="",
        encoding="",
        importer="pdf",
        importer_version=1,
        warnings=warnings,
        pages=5,
    )


def pages_of(text: RichText) -> list[tuple[str, str, int, ReadBy]]:
    return [
        (
            text.text[each.start : each.end],
            each.locator.label,
            each.locator.ordinal,
            each.locator.read_by,
        )
        for each in text.places
        if each.locator.kind is LocatorKind.PAGE
    ]


def after(imported: Imported) -> Revision:
    return state(imported.text, imported.warnings)


def test_passages_stand_in_the_order_of_their_pages_whenever_they_are_typed() -> None:
    made = transcribed(state(), 3, "41", THIRD)
    made = transcribed(after(made), 1, "iii", FIRST)
    made = transcribed(after(made), 3, "41", "Rapat ditutup.")
    assert made.text.text == f"{FIRST}\n\n{THIRD}\n\nRapat ditutup."
    assert pages_of(made.text) == [
        (FIRST, "iii", 1, ReadBy.HAND),
        ("Anggaran disetujui", "41", 3, ReadBy.HAND),
        ("pada hari Rabu.", "41", 3, ReadBy.HAND),
        ("Rapat ditutup.", "41", 3, ReadBy.HAND),
    ]
    assert [made.text.text[each.start : each.end] for each in made.text.blocks] == [
        words for words, *_ in pages_of(made.text)
    ]
    assert (made.importer, made.pages, made.warnings) == ("hand", 5, ())


def test_what_a_machine_read_is_marked_as_such() -> None:
    reads = [PageRead(2, "2", "Halaman dua."), PageRead(1, "1", FIRST), PageRead(3, "3", "")]
    made = recognised(state(), reads)
    assert pages_of(made.text) == [
        (FIRST, "1", 1, ReadBy.OCR),
        ("Halaman dua.", "2", 2, ReadBy.OCR),
    ]
    assert made.importer == "ocr"


def test_nothing_but_spaces_adds_nothing() -> None:
    made = transcribed(state(), 1, "1", FIRST)
    assert transcribed(after(made), 2, "2", " \n ").text == made.text


def picture(words: str = "") -> bytes:
    sheet = Image.new("RGB", (1240, 500), "white")
    if words:
        ImageDraw.Draw(sheet).multiline_text(
            (80, 60), words, fill="black", font=ImageFont.load_default(44), spacing=20
        )
    kept = io.BytesIO()
    sheet.save(kept, "PNG")
    return kept.getvalue()


def scan(name: str, shade: int) -> NewArticle:
    kept = io.BytesIO()
    Image.new("L", (40, 40), shade).save(kept, "PNG")
    data = kept.getvalue()
    return NewArticle(imported=image.parse(data, name), original=data, source=name)


def test_a_passage_that_was_typed_becomes_a_revision_and_moves_no_highlight(tmp_path: Path) -> None:
    def type_in(page: int, words: str) -> dict[int, Placement]:
        def store_it(library: Library) -> dict[int, Placement]:
            return add_reading(
                library, 1, lambda known, about: transcribed(known, page, str(page), words, about)
            )

        return store.call(store_it, saving=True)

    with Store.create(tmp_path / "a.kutip") as store:
        store.call(lambda library: articles.add_all(library, [scan("Surat.png", 9)]), saving=True)
        type_in(2, THIRD)
        newest = store.call(lambda library: articles.revision(library, 1))
        add(
            store,
            [highlight("pada hari", text=newest.text.text, article_id=1, revision_id=newest.id)],
        )
        (placed,) = type_in(1, FIRST).values()
        assert placed.state is PlacementState.MOVED
        newest = store.call(lambda library: articles.revision(library, 1))
        assert newest.text.text[placed.start : placed.end] == "pada hari"
        assert (newest.number, newest.pages, newest.source) == (3, 1, "Surat.png")
        assert store.call(lambda library: articles.read(library, 1)).metadata.title == "Surat"
        (entry,) = store.call(lambda library: highlights.entries(library, [1]))
        assert [(each.label, each.read_by) for each in entry.locators] == [("2", ReadBy.HAND)]


def test_articles_without_words_are_not_one_another_and_can_be_found(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.kutip") as store:
        both = [scan("Satu.png", 10), scan("Dua.png", 200)]
        found = store.call(lambda library: articles.add_all(library, both), saving=True)
        assert [each.status for each in found] == [ImportStatus.ADDED, ImportStatus.ADDED]
        again = store.call(lambda library: articles.add_all(library, both[:1]), saving=True)
        assert [each.status for each in again] == [ImportStatus.DUPLICATE]
        assert store.call(lambda library: articles.revision(library, 2)).text.text == ""
        assert store.call(lambda library: articles.ids(library, Filter(words="Dua"))) == [2]


def test_lines_of_a_page_are_joined_to_paragraphs() -> None:
    said = "Pemerintah menun-\nda rapat itu.\n\nNegara-\nnegara lain ikut,\nkata dia.\n\f"
    assert rejoined(said) == "Pemerintah menunda rapat itu.\n\nNegara-negara lain ikut, kata dia."


def test_pages_fail_alone_where_no_program_reads_them() -> None:
    blank = Picture(1, "1", 2, 2, b"\xff" * 12)
    missing = recognise([blank], "/no/such/program")
    assert list(missing) == [PageRead(1, "1", "", failed=True)]
    assert languages(sys.executable) == ()


@pytest.mark.skipif(not tesseract(), reason="Tesseract is not installed here")
def test_tesseract_reads_a_page() -> None:
    sheet = Image.open(io.BytesIO(picture("Gubernur berjanji membuka\njalan pada bulan Maret.")))
    page = Picture(4, "iv", sheet.width, sheet.height, sheet.convert("RGB").tobytes())
    assert list(recognise([page])) == [
        PageRead(4, "iv", "Gubernur berjanji membuka jalan pada bulan Maret.")
    ]
